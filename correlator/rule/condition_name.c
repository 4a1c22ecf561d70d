/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `tag`, `program`, `host`, `msgid` and `sd`: a text exactly, or a glob when it holds * or ?.
 * Several are alternatives. Hosts compare without regard to case. `sd` is the name of an element of
 * structured data, with or without its enterprise number.
 */
#include "rule/conditions.h"

#include "event/structured_data.h"
#include "rule/glob.h"
#include "rule/index.h"
#include "rule/ruleset.h"
#include "rule/view.h"

struct wanted_names {
	struct wanted {
		struct slice text;
		bool glob;
	} * items;
	size_t count;
	bool any_glob;
};

static void *compile(struct ruleset *ruleset, struct event_rule *rule,
	const struct setting *setting, struct report *report)
{
	struct wanted_names *names = arena_calloc(ruleset->arena, 1, sizeof(*names));

	names->items = arena_calloc(ruleset->arena, setting->text_count, sizeof(*names->items));
	names->count = setting->text_count;
	for (size_t i = 0; i < names->count; i++) {
		const struct slice text = slice_of(setting->texts[i]);

		if (text.length == 0) {
			report_error(report, setting->origin,
				"%s of event '%s' is empty; name one, or leave it out",
				setting->name, rule->id);
			return NULL;
		}
		names->items[i] = (struct wanted){text, glob_is(text)};
		names->any_glob = names->any_glob || names->items[i].glob;
	}
	return names;
}

/* Programs and tags without globs are what the index finds lines by. */
static void *compile_program(struct ruleset *ruleset, struct event_rule *rule,
	const struct setting *setting, struct report *report)
{
	struct wanted_names *names = compile(ruleset, rule, setting, report);

	if (names && !names->any_glob)
		rule->indexed->programs =
			(struct index_names){setting->texts, setting->text_count};
	return names;
}

static void *compile_tag(struct ruleset *ruleset, struct event_rule *rule,
	const struct setting *setting, struct report *report)
{
	struct wanted_names *names = compile(ruleset, rule, setting, report);

	if (names && !names->any_glob)
		rule->indexed->tags = (struct index_names){setting->texts, setting->text_count};
	return names;
}

/* What is missing is none of them, not even "*". */
static bool any_name(const struct wanted_names *names, struct slice text, bool caseless)
{
	if (text.length == 0)
		return false;
	for (size_t i = 0; i < names->count; i++) {
		const struct wanted *wanted = &names->items[i];

		if (wanted->glob || caseless) {
			if (glob_matches(wanted->text, text, caseless))
				return true;
		} else if (slice_equal(wanted->text, text)) {
			return true;
		}
	}
	return false;
}

static bool test_program(const void *compiled, struct view *view)
{
	return any_name(compiled, event_get(view->event, EVENT_PROGRAM), false);
}

static bool test_tag(const void *compiled, struct view *view)
{
	return any_name(compiled, event_get(view->event, EVENT_TAG), false);
}

static bool test_host(const void *compiled, struct view *view)
{
	return any_name(compiled, event_get(view->event, EVENT_HOST), true);
}

static bool test_msgid(const void *compiled, struct view *view)
{
	return any_name(compiled, event_get(view->event, EVENT_MSGID), false);
}

static bool test_sd(const void *compiled, struct view *view)
{
	struct slice data = event_get(view->event, EVENT_SD), id;

	while (structured_data_next(&data, &id))
		if (any_name(compiled, id, false) ||
			any_name(compiled, slice_part(id, 0, slice_find(id, 0, '@')), false))
			return true;
	return false;
}

const struct condition_type condition_tag = {
	.name = "tag",
	.help = "what a network element calls the message, as LINK-3-UPDOWN; may hold * and ?",
	.cost = 3,
	.compile = compile_tag,
	.test = test_tag,
};

const struct condition_type condition_program = {
	.name = "program",
	.help = "the program that wrote the line; may hold * and ?",
	.cost = 3,
	.compile = compile_program,
	.test = test_program,
};

const struct condition_type condition_host = {
	.name = "host",
	.help = "syslog HOSTNAME, or a forwarded trap's origin, in any case; may hold * and ?",
	.cost = 4,
	.compile = compile,
	.test = test_host,
};

const struct condition_type condition_msgid = {
	.name = "msgid",
	.help = "syslog MSGID; may hold * and ?",
	.cost = 3,
	.compile = compile,
	.test = test_msgid,
};

const struct condition_type condition_sd = {
	.name = "sd",
	.help = "an element of structured data, as alarm of \"[alarm ...]\"; may hold * and ?",
	.cost = 4,
	.compile = compile,
	.test = test_sd,
};
