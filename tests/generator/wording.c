/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "generator/wording.h"

#include <string.h>
#include <time.h>

#include "base/duration.h"

enum { FACILITY_LOCAL7 = 23, PID_LIMIT = 30000 };

static void fill_choice(struct text *out, const struct saying *saying, struct slice name)
{
	const struct symptom_model *symptom = saying->symptom;

	for (size_t i = 0; symptom && i < symptom->choice_count; i++) {
		const struct choice_model *choice = &symptom->choices[i];

		if (slice_equals(name, choice->name)) {
			text_string(
				out, choice->texts.items[saying->object % choice->texts.count]);
			return;
		}
	}
	text_printf(out, "{%.*s}", SLICE_PRINT(name));
}

static void fill_name(struct text *out, const struct saying *saying, struct slice name)
{
	const struct node *node = saying->node;
	const struct link *link = saying->link;
	char port[PORT_NAME];

	if (slice_equals(name, "node"))
		text_string(out, node->name);
	else if (slice_equals(name, "site"))
		text_string(out, node->site);
	else if (slice_equals(name, "platform"))
		text_string(out, node->instance->id);
	else if (slice_equals(name, "n"))
		text_printf(out, "%u", saying->number);
	else if (link && slice_equals(name, "far"))
		text_string(out, link_far_end(link, node)->name);
	else if (link && slice_equals(name, "port"))
		node_port(node, link_port(link, node), port), text_string(out, port);
	else if (link && slice_equals(name, "far_port"))
		node_port(link_far_end(link, node), link_port(link, link_far_end(link, node)),
			port),
			text_string(out, port);
	else
		fill_choice(out, saying, name);
}

void wording_fill(struct text *out, const struct saying *saying, const char *pattern)
{
	struct slice rest = slice_of(pattern);

	while (rest.length) {
		size_t hole = slice_find(rest, 0, '{'), end;

		if (hole == SIZE_MAX || (end = slice_find(rest, hole, '}')) == SIZE_MAX) {
			text_append(out, rest);
			return;
		}
		text_append(out, slice_part(rest, 0, hole));
		fill_name(out, saying, slice_part(rest, hole + 1, end - hole - 1));
		rest = slice_from(rest, end + 1);
	}
}

static void put_stamp(struct text *out, int64_t time, bool with_year)
{
	time_t seconds = (time_t)(time / SECONDS);
	struct tm parts;
	char stamp[64];

	gmtime_r(&seconds, &parts);
	if (with_year)
		strftime(stamp, sizeof(stamp), "%b %e %Y %H:%M:%S", &parts);
	else
		strftime(stamp, sizeof(stamp), "%b %e %H:%M:%S", &parts);
	text_string(out, stamp);
}

bool dialect_is_tagged(enum dialect dialect)
{
	return dialect == DIALECT_IOS || dialect == DIALECT_VRP;
}

void wording_tag(struct text *out, const struct wording *wording, enum dialect dialect)
{
	const char *tag = wording->tag ? wording->tag : "SYS/EVENT";
	const char *slash = strchr(tag, '/');
	int facility = slash ? (int)(slash - tag) : (int)strlen(tag);
	const char *mnemonic = slash ? slash + 1 : "EVENT";

	if (dialect == DIALECT_IOS)
		text_printf(out, "%%%.*s-%d-%s", facility, tag, (int)wording->level, mnemonic);
	else
		text_printf(out, "%%%%01%.*s/%d/%s(l)", facility, tag, (int)wording->level,
			mnemonic);
}

static void put_head(struct text *out, const struct saying *saying, const char *program)
{
	const struct node *node = saying->node;
	unsigned pid = node->address % PID_LIMIT + 100;
	char stamp[TIME_TEXT];

	switch (node->instance->model->dialect) {
	case DIALECT_RFC3164:
		put_stamp(out, saying->time, false);
		text_printf(out, " %s %s[%u]: ", node->name, program, pid);
		break;
	case DIALECT_RFC5424:
		text_printf(out, "1 %s %s %s %u - - ", time_print(saying->time, stamp),
			node->name, program, pid);
		break;
	case DIALECT_JUNOS:
		put_stamp(out, saying->time, false);
		text_printf(out, " %s %s[%u]: ", node->name, program, pid);
		if (saying->wording->tag && !saying->unlisted)
			text_printf(out, "%s: ", saying->wording->tag);
		break;
	case DIALECT_IOS:
		text_printf(out, "%u: *", saying->number);
		put_stamp(out, saying->time, false);
		text_printf(out, ".%03d: ", (int)(saying->time / MILLISECONDS % 1000));
		if (!saying->unlisted)
			wording_tag(out, saying->wording, DIALECT_IOS);
		text_string(out, saying->unlisted ? "" : ": ");
		break;
	case DIALECT_VRP:
		put_stamp(out, saying->time, true);
		text_printf(out, " %s ", node->name);
		if (!saying->unlisted)
			wording_tag(out, saying->wording, DIALECT_VRP);
		text_printf(out, "[%u]:", saying->number);
		break;
	}
}

void wording_line(struct text *out, const struct saying *saying)
{
	const struct wording *wording = saying->wording;

	text_printf(out, "<%d>", FACILITY_LOCAL7 * 8 + (int)wording->level);
	put_head(out, saying, saying->unlisted ? "oemd" : wording->program);
	if (saying->unlisted)
		text_printf(out, "event 0x%08x code %u state %s", saying->object,
			saying->number % 1000, saying->clears ? "off" : "on");
	else
		wording_fill(out, saying, saying->clears ? wording->clear : wording->raise);
}
