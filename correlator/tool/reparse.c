/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/reparse.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/xalloc.h"
#include "event/batch.h"
#include "event/position.h"
#include "event/severity.h"
#include "input/inputs.h"
#include "input/syslog_decoder.h"

/* A decoder with what it keeps, or none. */
struct parser {
	struct syslog_settings *owned;
	void *state;
};

/* What may differ. */
enum part {
	PART_HOST,
	PART_PROGRAM,
	PART_PID,
	PART_MSGID,
	PART_SD,
	PART_TAG,
	PART_MESSAGE,
	PART_TIME,
	PART_PRIORITY,
	PART_FLAGS,
	PARTS,
};

static const struct {
	const char *name;
	enum event_field field; /* 0: it is in the header */
} parts[PARTS] = {
	[PART_HOST] = {"host", EVENT_HOST},
	[PART_PROGRAM] = {"program", EVENT_PROGRAM},
	[PART_PID] = {"pid", EVENT_PID},
	[PART_MSGID] = {"msgid", EVENT_MSGID},
	[PART_SD] = {"structured data", EVENT_SD},
	[PART_TAG] = {"tag", EVENT_TAG},
	[PART_MESSAGE] = {"message", EVENT_MESSAGE},
	[PART_TIME] = {"time", 0},
	[PART_PRIORITY] = {"priority", 0},
	[PART_FLAGS] = {"flags", 0},
};

/* Events in which it differs, and the first of them. */
struct difference {
	uint64_t events, record;
	struct text before, after;
};

struct reparse {
	struct parser *parsers; /* by listener; then the one of strangers, and that of relays */
	size_t listeners;
	struct prefix all[2];
	int64_t ahead; /* engine time minus wall clock */
	void *room;    /* a record */
	uint64_t events, changed;
	struct difference differences[PARTS];
};

static bool begin_parser(
	struct parser *parser, const struct input_settings *settings, struct error *error)
{
	parser->state = syslog_decoder.begin(settings, NULL, error);
	return parser->state != NULL;
}

/* Of listeners that nobody knows any more: everybody is a relay, or nobody. */
static bool begin_default(struct reparse *reparse, bool relays, struct error *error)
{
	struct parser *parser = &reparse->parsers[reparse->listeners + relays];

	parser->owned = xcalloc(1, input_syslog_udp.settings_size);
	option_defaults(input_syslog_udp.options, parser->owned);
	if (relays)
		parser->owned->common.relays = (struct prefix_list){reparse->all, 2};
	return begin_parser(parser, &parser->owned->common, error);
}

static bool begin(
	struct reparse *reparse, const struct settings *configured, struct error *error)
{
	reparse->listeners = configured ? configured->listener_count : 0;
	reparse->parsers = xcalloc(reparse->listeners + 2, sizeof(*reparse->parsers));
	prefix_parse(slice_of("0.0.0.0/0"), &reparse->all[0]);
	prefix_parse(slice_of("::/0"), &reparse->all[1]);
	for (size_t i = 0; i < reparse->listeners; i++)
		if (configured->listeners[i].type->decoder == &syslog_decoder &&
			!begin_parser(
				&reparse->parsers[i], configured->listeners[i].settings, error))
			return false;
	return begin_default(reparse, false, error) && begin_default(reparse, true, error);
}

struct reparse *reparse_new(const struct settings *configured, struct error *error)
{
	struct reparse *reparse = xcalloc(1, sizeof(*reparse));

	reparse->room = xcalloc(1, sizeof(struct record) + RECORD_MAXIMUM + EVENT_MAXIMUM);
	if (begin(reparse, configured, error))
		return reparse;
	reparse_free(reparse);
	return NULL;
}

void reparse_free(struct reparse *reparse)
{
	if (!reparse)
		return;
	for (size_t i = 0; i < reparse->listeners + 2; i++) {
		syslog_decoder.end(reparse->parsers[i].state);
		free(reparse->parsers[i].owned);
	}
	for (size_t i = 0; i < PARTS; i++) {
		text_free(&reparse->differences[i].before);
		text_free(&reparse->differences[i].after);
	}
	free(reparse->parsers);
	free(reparse->room);
	free(reparse);
}

static void *state_of(const struct reparse *reparse, const struct event *event)
{
	const bool relayed = event->flags & EVENT_RELAYED;

	if (event->listener < reparse->listeners && reparse->parsers[event->listener].state)
		return reparse->parsers[event->listener].state;
	return reparse->parsers[reparse->listeners + relayed].state;
}

/* Of those that a parser sets. */
static void print_flags(unsigned flags, struct text *out)
{
	static const struct {
		unsigned flag;
		const char *name;
	} names[] = {{EVENT_MALFORMED, "malformed"}, {EVENT_NO_PRI, "no_pri"},
		{EVENT_NO_TIME, "no_time"}, {EVENT_GUESSED, "guessed"}, {EVENT_CUT, "cut"},
		{EVENT_RELAYED, "relayed"}, {EVENT_RFC5424, "rfc5424"},
		{EVENT_CHARSET, "charset"}};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (flags & names[i].flag)
			text_printf(out, "%s%s", out->length ? " " : "", names[i].name);
}

static void print_part(const struct event *event, enum part part, struct text *out)
{
	char time[TIME_TEXT];

	text_reset(out);
	if (parts[part].field)
		text_clean(out, event_get(event, parts[part].field));
	else if (part == PART_TIME && event->device_time)
		text_string(out, time_print(event->device_time, time));
	else if (part == PART_PRIORITY)
		text_printf(out, "%s.%s", syslog_facility_name(event->facility),
			syslog_severity_name(event->severity));
	else if (part == PART_FLAGS)
		print_flags(event->flags, out);
}

static bool differs(const struct event *before, const struct event *after, enum part part)
{
	if (part == PART_TIME)
		return before->device_time != after->device_time;
	if (part == PART_PRIORITY)
		return before->facility != after->facility ||
		       before->severity != after->severity;
	if (part == PART_FLAGS)
		return before->flags != after->flags;
	return !slice_equal(
		event_get(before, parts[part].field), event_get(after, parts[part].field));
}

static void compare(struct reparse *reparse, uint64_t record, const struct event *before,
	const struct event *after)
{
	bool changed = false;

	for (int part = 0; part < PARTS; part++) {
		struct difference *difference = &reparse->differences[part];

		if (!differs(before, after, (enum part)part))
			continue;
		changed = true;
		if (difference->events++ > 0)
			continue;
		difference->record = record;
		print_part(before, (enum part)part, &difference->before);
		print_part(after, (enum part)part, &difference->after);
	}
	reparse->events++;
	reparse->changed += changed;
}

/* Into `room`; its size, 0 when it would be none today. What was lost on the way stays so. */
static size_t parse(const struct reparse *reparse, const struct record *record,
	const struct event *before, struct event *room)
{
	struct position position;
	struct datagram datagram = {
		.bytes = event_get(before, EVENT_RAW), .now = record->time - reparse->ahead};
	struct verdict verdict;

	event_peer(before, &datagram.peer);
	if (position_of_event(before, &position))
		datagram.position = &position;
	verdict = syslog_decoder.decode(state_of(reparse, before), &datagram, room);
	room->listener = before->listener;
	room->flags |= before->flags & EVENT_CUT;
	return verdict.size;
}

static void note_clock(struct reparse *reparse, const struct record *record)
{
	json_t *json = json_parse(record_payload(record), NULL);

	reparse->ahead =
		record->time - json_member_integer(json, "wall", record->time - reparse->ahead);
	json_decref(json);
}

const struct record *reparse_record(struct reparse *reparse, const struct record *record)
{
	struct record *made = reparse->room;
	const size_t header = record->kind == RECORD_REPEAT ? REPEAT_HEADER : 0;
	char *payload = (char *)(made + 1);
	/* Events are 8-aligned, and the header of a repeat keeps them so. */
	struct event *event = (struct event *)(void *)(payload + header);
	size_t size;

	if (record->kind == RECORD_CLOCK)
		note_clock(reparse, record);
	if (!record_has_event(record) || record_event(record)->kind != EVENT_SYSLOG)
		return record;
	size = parse(reparse, record, record_event(record), event);
	if (size == 0)
		return record;
	compare(reparse, record->number, record_event(record), event);
	memcpy(payload, record + 1, header);
	*made = (struct record){.kind = record->kind, .length = (uint32_t)(header + size)};
	memset(payload + made->length, 0, record_size(made) - sizeof(*made) - made->length);
	record_seal(made, record->number, record->time);
	return made;
}

json_t *reparse_json(const struct reparse *reparse)
{
	json_t *json = json_object(), *fields = json_array();

	for (int part = 0; part < PARTS; part++) {
		const struct difference *difference = &reparse->differences[part];

		if (difference->events == 0)
			continue;
		json_array_append_new(fields,
			json_pack("{s:s, s:I, s:I, s:o, s:o}", "field", parts[part].name,
				"events", (json_int_t)difference->events, "record",
				(json_int_t)difference->record, "before",
				json_text(text_get(&difference->before)), "after",
				json_text(text_get(&difference->after))));
	}
	json_object_set_new(json, "events", json_integer((json_int_t)reparse->events));
	json_object_set_new(json, "changed", json_integer((json_int_t)reparse->changed));
	json_object_set_new(json, "fields", fields);
	return json;
}
