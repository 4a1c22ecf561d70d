/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `self = "dead-letter"`: an event about ourselves of this kind, and from nobody else; several
 * are alternatives. "dead-letter over" is the event that says it is right again.
 */
#include "rule/conditions.h"

#include <inttypes.h>

#include "event/self_event.h"
#include "rule/index.h"
#include "rule/ruleset.h"
#include "rule/view.h"

struct wanted_self {
	uint32_t kinds[2]; /* by enum self_state: a bit for each enum self_kind */
};

_Static_assert(SELF_KINDS <= 32, "one bit for each kind");

static bool unknown_kind(
	const struct setting *setting, const char *written, struct report *report)
{
	struct text known = {0};

	for (int i = 0; i < SELF_KINDS; i++)
		text_printf(&known, "%s%s", i ? ", " : "", self_kind_name((enum self_kind)i));
	report_error(report, setting->origin,
		"self = \"%s\" is none of our events; there are %s, each also with \" over\" "
		"behind it",
		written, text_get(&known));
	text_free(&known);
	return false;
}

/* All of them say the same program, which is how the index finds the rule. */
static void index_by_program(struct ruleset *ruleset, struct event_rule *rule)
{
	const char **programs = arena_alloc(ruleset->arena, sizeof(*programs));

	programs[0] = SELF_PROGRAM;
	rule->indexed->programs = (struct index_names){programs, 1};
}

static void *compile(struct ruleset *ruleset, struct event_rule *rule,
	const struct setting *setting, struct report *report)
{
	struct wanted_self *wanted = arena_calloc(ruleset->arena, 1, sizeof(*wanted));

	for (size_t i = 0; i < setting->text_count; i++) {
		enum self_kind kind;
		enum self_state state;

		if (!self_event_name_parse(slice_of(setting->texts[i]), &kind, &state)) {
			unknown_kind(setting, setting->texts[i], report);
			return NULL;
		}
		wanted->kinds[state] |= UINT32_C(1) << kind;
	}
	rule->about_self = true;
	index_by_program(ruleset, rule);
	return wanted;
}

static bool test(const void *compiled, struct view *view)
{
	const struct wanted_self *wanted = compiled;
	enum self_kind kind;
	enum self_state state;

	return view->event->kind == EVENT_SELF &&
	       self_event_name_parse(event_get(view->event, EVENT_MSGID), &kind, &state) &&
	       (wanted->kinds[state] >> kind & 1);
}

const struct condition_type condition_self = {
	.name = "self",
	.help = "an event about the correlator itself, of this kind",
	.cost = 1,
	.compile = compile,
	.test = test,
};
