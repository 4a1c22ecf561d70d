/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/record_filter.h"

#include <string.h>

#include "base/duration.h"
#include "event/batch.h"
#include "rule/glob.h"
#include "tool/record_view.h"

bool moment_parse(const char *text, int64_t *time)
{
	static const char rest[] = "0000-00-00T00:00:00Z";
	char whole[sizeof(rest)];
	size_t length = strlen(text);

	if (time_parse(slice_of(text), time))
		return true;
	if (length != 10 && length != 16 && length != 19) /* up to day, minute, second */
		return false;
	memcpy(whole, rest, sizeof(rest));
	memcpy(whole, text, length);
	if (whole[10] == ' ')
		whole[10] = 'T';
	return time_parse(slice_of(whole), time);
}

static bool read_moment(
	const char *option, const char *text, int64_t *time, struct error *error)
{
	return !text || moment_parse(text, time) ||
	       error_set(error,
		       "--%s: '%s' is no time such as 2012-08-29T12:00:00Z or '2012-08-29 "
		       "12:00'",
		       option, text);
}

static bool add_kind(unsigned *kinds, struct slice name, struct error *error)
{
	for (unsigned kind = 1; kind < RECORD_KINDS; kind++)
		if (slice_equals(name, record_kind_name((enum record_kind)kind))) {
			*kinds |= 1u << kind;
			return true;
		}
	return error_set(error,
		"--kind: there are no records of kind '%.*s'; known: event, repeat, time, "
		"clock, "
		"down, loss, command, set, outcome, quarantine, position",
		SLICE_PRINT(name));
}

/* Names with commas between them. */
static bool read_kinds(unsigned *kinds, const char *names, struct error *error)
{
	struct slice rest = slice_of(names);

	if (!names)
		*kinds = ~0u;
	while (rest.length > 0) {
		size_t comma = slice_find(rest, 0, ',');
		struct slice name = slice_trim(slice_part(rest, 0, comma));

		if (!add_kind(kinds, name, error))
			return false;
		rest = comma == SIZE_MAX ? (struct slice){0} : slice_from(rest, comma + 1);
	}
	return true;
}

static bool read_pattern(struct record_filter *filter, const char *pattern, struct error *error)
{
	struct error why;

	if (!pattern)
		return true;
	filter->pattern = pattern_compile(filter->arena, slice_of(pattern), &why);
	filter->scratch = pattern_scratch_new();
	return filter->pattern || error_set(error, "--match: %s", why.text);
}

bool record_filter_init(
	struct record_filter *filter, const struct record_words *words, struct error *error)
{
	*filter = (struct record_filter){.first = (uint64_t)words->first,
		.last = words->last ? (uint64_t)words->last : UINT64_MAX,
		.from = INT64_MIN,
		.to = INT64_MAX,
		.host = slice_of(words->host),
		.grep = slice_of(words->grep),
		.arena = arena_new(0)};
	if (read_kinds(&filter->kinds, words->kinds, error) &&
		read_moment("from", words->from, &filter->from, error) &&
		read_moment("to", words->to, &filter->to, error) &&
		read_pattern(filter, words->match, error))
		return true;
	record_filter_free(filter);
	return false;
}

void record_filter_free(struct record_filter *filter)
{
	if (filter->scratch)
		pattern_scratch_free(filter->scratch);
	if (filter->arena)
		arena_free(filter->arena);
	text_free(&filter->text);
	*filter = (struct record_filter){0};
}

static bool is_from(struct slice host, const struct record *record)
{
	const struct event *event;
	struct address peer;
	char text[ADDRESS_TEXT];

	if (!record_has_event(record))
		return false;
	event = record_event(record);
	return glob_matches(host, event_get(event, EVENT_HOST), true) ||
	       (event_peer(event, &peer) &&
		       glob_matches(host, slice_of(address_print(&peer, text)), true));
}

static struct slice text_of(struct record_filter *filter, const struct record *record)
{
	if (!record_has_event(record))
		return record_payload(record);
	if (record_event(record)->kind != EVENT_TRAP)
		return event_get(record_event(record), EVENT_RAW);
	text_reset(&filter->text);
	record_describe(record, &filter->text);
	return text_slice(&filter->text);
}

bool record_filter_takes(struct record_filter *filter, const struct record *record)
{
	struct slice text;

	if (!(filter->kinds & 1u << record->kind) || record->number < filter->first ||
		record->number > filter->last || record->time < filter->from ||
		record->time > filter->to ||
		(filter->host.length && !is_from(filter->host, record)))
		return false;
	if (!filter->grep.length && !filter->pattern)
		return true;
	text = text_of(filter, record);
	return slice_find_slice(text, filter->grep) != SIZE_MAX &&
	       (!filter->pattern || pattern_match(filter->pattern, text, filter->scratch,
					    NULL) == PATTERN_YES);
}
