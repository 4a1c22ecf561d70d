/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Rules, events and names for tests, in few words.
 */
#ifndef TESTS_UNIT_RULE_SAMPLE_H
#define TESTS_UNIT_RULE_SAMPLE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/xalloc.h"
#include "event/batch.h"
#include "event/ber.h"
#include "rule/match.h"
#include "rule/ruleset.h"

enum { SAMPLE_TEXTS = 8 };

/* "name=text" each; "name=a|b" gives two texts, but for message and where. Ends with NULL. */
static inline struct settings_list sample_settings(
	struct arena *arena, const char *const *pairs, unsigned line)
{
	struct settings_list list = {NULL, 0};

	list.items = arena_calloc(arena, 32, sizeof(*list.items));
	for (; pairs && *pairs; pairs++) {
		struct setting *setting = &list.items[list.count++];
		const struct slice pair = slice_of(*pairs);
		const size_t equals = slice_find(pair, 0, '=');
		struct slice rest = slice_from(pair, equals + 1);

		setting->origin = (struct origin){"test.rules", line};
		setting->name = arena_string(arena, slice_part(pair, 0, equals));
		setting->texts = arena_calloc(arena, SAMPLE_TEXTS, sizeof(const char *));
		while (strcmp(setting->name, "message") != 0 &&
			strcmp(setting->name, "where") != 0 &&
			slice_find(rest, 0, '|') != SIZE_MAX) {
			const size_t bar = slice_find(rest, 0, '|');

			setting->texts[setting->text_count++] =
				arena_string(arena, slice_part(rest, 0, bar));
			rest = slice_from(rest, bar + 1);
		}
		setting->texts[setting->text_count++] = arena_string(arena, rest);
	}
	return list;
}

/* Blank-separated words. */
static inline struct string_list sample_words(struct arena *arena, const char *words)
{
	struct slice rest = slice_of(words), word;
	struct string_list list = {arena_calloc(arena, 32, sizeof(const char *)), 0};

	while ((word = slice_word(&rest)).length > 0)
		list.items[list.count++] = arena_string(arena, word);
	return list;
}

#define PAIRS(...) ((const char *const[]){__VA_ARGS__, NULL})

struct sample_event {
	unsigned line;
	const char *id;
	const char *const *conditions;
	const char *const *fields;
	const char *except; /* words */
	const char *shows;
};

static inline bool sample_add_event(
	struct ruleset *ruleset, struct report *report, const struct sample_event *sample)
{
	struct arena *arena = ruleset->arena;
	struct event_definition *event = arena_calloc(arena, 1, sizeof(*event));
	const struct string_list except = sample_words(arena, sample->except);

	event->origin = (struct origin){"test.rules", sample->line};
	event->id = sample->id;
	event->conditions = sample_settings(arena, sample->conditions, sample->line);
	event->fields = sample_settings(arena, sample->fields, sample->line);
	event->except = except.items;
	event->except_count = except.count;
	event->shows = sample->shows;
	return ruleset_add_event(ruleset, event, report);
}

#define EVENT(ruleset, report, where, name, wanted, ...)                                       \
	sample_add_event(ruleset, report,                                                      \
		&(struct sample_event){                                                        \
			.line = where, .id = name, .conditions = wanted, __VA_ARGS__})

struct sample_alarm {
	unsigned line;
	const char *id;
	const char *raise, *clear, *clear_all; /* words */
	const char *key, *clear_all_key;       /* words */
	const char *where, *severity;          /* of each row of raise */
	struct alarm_definition rest;          /* the others, as they are */
	const char *const *need;
};

static inline struct trigger_list sample_triggers(
	struct arena *arena, const char *words, const struct sample_alarm *sample)
{
	const struct string_list events = sample_words(arena, words);
	struct trigger_list list = {
		arena_calloc(arena, events.count, sizeof(*list.items)), events.count};

	for (size_t i = 0; i < events.count; i++)
		list.items[i] = (struct trigger_definition){
			.origin = {"test.rules", sample->line}, .event = events.items[i]};
	return list;
}

static inline bool sample_add_alarm(
	struct ruleset *ruleset, struct report *report, const struct sample_alarm *sample)
{
	struct arena *arena = ruleset->arena;
	struct alarm_definition *alarm = arena_calloc(arena, 1, sizeof(*alarm));

	*alarm = sample->rest;
	alarm->origin = (struct origin){"test.rules", sample->line};
	alarm->id = sample->id;
	alarm->raise = sample_triggers(arena, sample->raise, sample);
	for (size_t i = 0; i < alarm->raise.count; i++) {
		alarm->raise.items[i].where = sample->where;
		alarm->raise.items[i].severity = sample->severity;
	}
	alarm->clear = sample_triggers(arena, sample->clear, sample);
	alarm->clear_all = sample_triggers(arena, sample->clear_all, sample);
	alarm->key = sample_words(arena, sample->key);
	alarm->clear_all_key = sample_words(arena, sample->clear_all_key);
	alarm->need = sample_settings(arena, sample->need, sample->line);
	alarm->need_origin = alarm->origin;
	return ruleset_add_alarm(ruleset, alarm, report);
}

#define ALARM(ruleset, report, where, name, ...)                                               \
	sample_add_alarm(ruleset, report,                                                      \
		&(struct sample_alarm){.line = where, .id = name, __VA_ARGS__})

struct sample_fault {
	unsigned line;
	const char *class;
	const char *explains;     /* words: class, or class:field,field */
	const char *downstream;   /* words */
	const char *scope_fields; /* words */
	struct fault_definition rest;
};

static inline void sample_explains(
	struct arena *arena, struct fault_definition *fault, const char *words)
{
	struct slice rest = slice_of(words), word;

	fault->explains = arena_calloc(arena, 32, sizeof(*fault->explains));
	while ((word = slice_word(&rest)).length > 0) {
		const size_t colon = slice_find(word, 0, ':');
		struct explains_definition *explains =
			&fault->explains[fault->explains_count++];
		char *fields = arena_string(arena, slice_from(word, colon));

		for (char *byte = fields; *byte; byte++)
			if (*byte == ',' || *byte == ':')
				*byte = ' ';
		explains->origin = fault->origin;
		explains->class = arena_string(arena, slice_part(word, 0, colon));
		explains->same = sample_words(arena, fields);
	}
}

static inline bool sample_add_fault(
	struct ruleset *ruleset, struct report *report, const struct sample_fault *sample)
{
	struct arena *arena = ruleset->arena;
	struct fault_definition *fault = arena_calloc(arena, 1, sizeof(*fault));

	*fault = sample->rest;
	fault->origin = (struct origin){"test.rules", sample->line};
	fault->class = sample->class;
	fault->downstream = sample_words(arena, sample->downstream);
	fault->scope_fields = sample_words(arena, sample->scope_fields);
	fault->window = fault->hold = fault->linger = fault->reopen = -1;
	sample_explains(arena, fault, sample->explains);
	return ruleset_add_fault(ruleset, fault, report);
}

#define FAULT(ruleset, report, where, name, ...)                                               \
	sample_add_fault(ruleset, report,                                                      \
		&(struct sample_fault){.line = where, .class = name, __VA_ARGS__})

/* ---- names ---- */

static const struct label sample_states[] = {{"stopped", 1}, {"failed", 2}, {"running", 3}};

static const struct sample_name {
	const char *name;
	const char *oid;
	bool states;
	const char *hint;
} sample_names_known[] = {
	{"vmApplicationFailed", "1.3.6.1.4.1.99999.1.0.1", false, NULL},
	{"vmNotifications", "1.3.6.1.4.1.99999.1.0", false, NULL},
	{"vmAppName", "1.3.6.1.4.1.99999.1.1.1.2", false, NULL},
	{"vmAppState", "1.3.6.1.4.1.99999.1.1.1.3", true, NULL},
	{"vmPeer", "1.3.6.1.4.1.99999.1.1.1.4", false, NULL},
	{"vmSince", "1.3.6.1.4.1.99999.1.1.1.6", false, "2d-1d-1d,1d:1d:1d.1d,1a1d:1d"},
	{"vmMac", "1.3.6.1.4.1.99999.1.1.1.7", false, "1x:"},
	{"vmNote", "1.3.6.1.4.1.99999.1.1.1.8", false, "255t"},
	{"vmFlags", "1.3.6.1.4.1.99999.1.1.1.9", true, NULL},
};

static inline bool sample_find(
	void *context, struct arena *arena, struct slice name, struct mib_object *object)
{
	const struct slice module = slice_of("VOICEMAIL-MIB::");

	(void)context;
	(void)arena;
	if (slice_starts_with(name, module.data))
		name = slice_from(name, module.length);
	for (size_t i = 0; i < sizeof(sample_names_known) / sizeof(sample_names_known[0]);
		i++) {
		const struct sample_name *known = &sample_names_known[i];

		if (!slice_equals(name, known->name))
			continue;
		*object = (struct mib_object){.labels = known->states ? sample_states : NULL,
			.label_count = known->states ? 3 : 0,
			.hint = known->hint};
		return oid_parse(slice_of(known->oid), &object->oid);
	}
	return false;
}

static const struct mib_names sample_names = {.find = sample_find};

/* ---- events ---- */

struct sample_line {
	const char *host, *program, *msgid, *message;
	const char *raw; /* instead of the others: a malformed line */
	const char *peer;
	uint8_t facility, severity;
};

/* Adds one event to the batch. */
static inline void sample_line(struct batch *batch, const struct sample_line *line)
{
	struct event_writer writer;
	struct address peer;

	event_writer_begin(&writer, batch_room(batch), EVENT_MAXIMUM, EVENT_SYSLOG);
	writer.event->facility = line->facility;
	writer.event->severity = line->severity;
	if (line->raw) {
		writer.event->flags |= EVENT_MALFORMED;
		event_writer_add(&writer, EVENT_RAW, slice_of(line->raw));
	}
	if (line->host)
		event_writer_add(&writer, EVENT_HOST, slice_of(line->host));
	if (line->program)
		event_writer_add(&writer, EVENT_PROGRAM, slice_of(line->program));
	if (line->msgid)
		event_writer_add(&writer, EVENT_MSGID, slice_of(line->msgid));
	if (line->message)
		event_writer_add(&writer, EVENT_MESSAGE, slice_of(line->message));
	if (address_parse(slice_of(line->peer ? line->peer : "10.9.9.9"), &peer))
		event_writer_add(
			&writer, EVENT_PEER, slice_make(peer.bytes, sizeof(peer.bytes)));
	batch_commit(batch, RECORD_EVENT, event_writer_finish(&writer));
}

#define LINE(batch, ...) sample_line(batch, &(struct sample_line){__VA_ARGS__})

/* "OID=i:3" or "OID=s:text" or "OID=a:10.0.0.1". */
static inline struct slice sample_varbind(const char *text, struct text *out)
{
	const struct slice all = slice_of(text);
	const size_t equals = slice_find(all, 0, '=');
	const struct slice value = slice_from(all, equals + 3);
	struct text content = {0};
	struct address address;
	struct oid oid;
	int64_t number;

	assert_true(oid_parse(slice_part(all, 0, equals), &oid));
	if (all.data[equals + 1] == 'i') {
		struct ber_value integer;
		struct slice rest;

		assert_true(slice_to_integer(value, &number));
		ber_write_number(&content, BER_INTEGER, number);
		rest = text_slice(&content);
		assert_true(ber_read(&rest, &integer));
		ber_write_varbind(out, &oid, BER_INTEGER, integer.content);
	} else if (all.data[equals + 1] == 'a') {
		assert_true(address_parse(value, &address));
		ber_write_varbind(out, &oid, BER_IP_ADDRESS, slice_make(address.bytes + 12, 4));
	} else {
		ber_write_varbind(out, &oid, BER_OCTET_STRING, value);
	}
	text_free(&content);
	return text_slice(out);
}

/* Variable bindings end with NULL; the whole list may be NULL. */
static inline void sample_trap(
	struct batch *batch, const char *trap, const char *const *varbinds)
{
	struct event_writer writer;
	char ber[OID_BER_MAXIMUM];
	struct address peer;
	struct oid oid;

	assert_true(oid_parse(slice_of(trap), &oid));
	assert_true(address_parse(slice_of("10.1.0.7"), &peer));
	event_writer_begin(&writer, batch_room(batch), EVENT_MAXIMUM, EVENT_TRAP);
	event_writer_add(&writer, EVENT_PEER, slice_make(peer.bytes, sizeof(peer.bytes)));
	event_writer_add(&writer, EVENT_TRAP_OID, oid_to_ber(&oid, ber));
	for (; varbinds && *varbinds; varbinds++) {
		struct text text = {0};

		event_writer_add(&writer, EVENT_VARBIND, sample_varbind(*varbinds, &text));
		text_free(&text);
	}
	batch_commit(batch, RECORD_EVENT, event_writer_finish(&writer));
}

/* "a b": ids of the rules that the event matched, in their order. */
static inline void assert_matched(const struct event_matches *event, const char *want)
{
	struct text got = {0};

	for (size_t i = 0; i < event->count; i++)
		text_printf(&got, "%s%s", i ? " " : "", event->matches[i].rule->id);
	assert_string_equal(text_get(&got), want);
	text_free(&got);
}

/* The text of a field, "-" when it is missing. */
static inline void assert_field(const struct match *match, const char *name, const char *want)
{
	for (size_t i = 0; i < match->rule->field_count; i++) {
		struct text got = {0};

		if (strcmp(match->rule->fields[i].name, name) != 0)
			continue;
		if (match->fields[i].type == VALUE_NONE)
			text_string(&got, "-");
		else
			value_print(&match->fields[i], &got);
		assert_string_equal(text_get(&got), want);
		text_free(&got);
		return;
	}
	fail_msg("no field %s", name);
}

/* No errors; prints them otherwise. */
static inline void assert_good(struct report *report)
{
	if (report->errors > 0)
		report_print(report, stderr);
	assert_int_equal(report->errors, 0);
}

/* Whether some problem has that text. */
static inline void assert_reported(
	const struct report *report, enum problem_level level, unsigned line, const char *text)
{
	for (size_t i = 0; i < report->count; i++)
		if (report->problems[i].level == level && report->problems[i].line == line &&
			strcmp(report->problems[i].text, text) == 0)
			return;
	for (size_t i = 0; i < report->count; i++)
		print_message(
			"got %u: %s\n", report->problems[i].line, report->problems[i].text);
	fail_msg("nobody said in line %u: %s", line, text);
}

#endif
