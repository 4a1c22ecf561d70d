/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Streams and datagrams that another project tests its listener with: framing, then parsing.
 * Where it refuses a message, because it is none of RFC 5424 or has ended too early, we have an
 * event all the same.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/text.h"
#include "event/event.h"
#include "input/framing.h"
#include "input/syslog_parse.h"
#include "unit/input/samples.h"

enum { MESSAGES = 8 };

struct messages {
	struct slice items[MESSAGES];
	size_t count;
};

static void find_messages(struct slice bytes, bool stream, struct messages *messages)
{
	struct framing framing = {0};
	struct framed framed;

	messages->count = 0;
	if (!stream)
		messages->items[messages->count++] = bytes;
	while (stream && framing_next(&framing, &bytes, true, &framed) == FRAMING_MESSAGE)
		if (syslog_parse_trim(framed.message).length > 0)
			messages->items[messages->count++] = framed.message;
}

/* What stands behind "name=" in a line of InfluxDB's protocol, as it was before its escapes;
 * false when there is none. */
static bool wanted(struct slice line, const char *name, struct text *out)
{
	struct text key = {0};
	size_t at = 0;
	bool quoted;

	text_reset(out);
	text_printf(&key, "%s=", name);
	for (; at < line.length; at++)
		if (at > 0 && strchr(", ", line.data[at - 1]) &&
			slice_starts_with(slice_from(line, at), text_get(&key)))
			break;
	at += key.length;
	text_free(&key);
	if (at >= line.length)
		return false;
	quoted = line.data[at] == '"';
	for (at += quoted; at < line.length && !strchr(quoted ? "\"" : ", ", line.data[at]);
		at++) {
		bool escaped = line.data[at] == '\\' && at + 1 < line.length;

		at += escaped;
		text_byte(out, escaped && line.data[at] == 'n' ? '\n' : line.data[at]);
	}
	return true;
}

static int64_t wanted_number(struct slice line, const char *name)
{
	struct text value = {0};
	int64_t number = 0;

	if (wanted(line, name, &value))
		number = strtoll(text_get(&value), NULL, 10);
	text_free(&value);
	return number;
}

static bool same(
	const struct event *event, enum event_field field, struct slice line, const char *name)
{
	struct text value = {0};
	bool equal;

	wanted(line, name, &value);
	equal = slice_equal(event_get(event, field), text_slice(&value));
	text_free(&value);
	return equal;
}

/* An hour without a year or zone cannot be compared: it knows neither. */
static bool same_time(const struct event *event, struct slice line)
{
	return !(event->flags & EVENT_RFC5424) ||
	       event->device_time == wanted_number(line, "timestamp");
}

static bool same_event(const struct event *event, struct slice line, bool partly)
{
	return event->facility == wanted_number(line, "facility_code") &&
	       event->severity == wanted_number(line, "severity_code") &&
	       (partly || (same(event, EVENT_HOST, line, "hostname") &&
				  same(event, EVENT_PROGRAM, line, "appname") &&
				  same(event, EVENT_PID, line, "procid") &&
				  same(event, EVENT_MSGID, line, "msgid") &&
				  same(event, EVENT_MESSAGE, line, "message") &&
				  same_time(event, line)));
}

/* "syslog,..." each; a message may hold "\n" as an escape only. */
static bool same_events(const struct messages *messages, const json_t *sample)
{
	struct slice rest = slice_of(samples_string(sample, "expected_line_protocol"));
	bool partly = *samples_string(sample, "expected_error"), all = true;
	const struct address peer = {{0}};
	const struct syslog_context how = {.now = 1456029177000000000, .peer = &peer};
	struct event *event = xmalloc(EVENT_MAXIMUM);
	size_t lines = 0;

	while (rest.length > 0 && all) {
		size_t end = slice_find(rest, 0, '\n');
		struct slice line = slice_part(rest, 0, end == SIZE_MAX ? rest.length : end);

		rest = slice_from(rest, line.length + 1);
		all = lines < messages->count &&
		      syslog_parse(messages->items[lines], &how, event, EVENT_MAXIMUM) > 0 &&
		      same_event(event, line, partly);
		lines++;
	}
	free(event);
	return all && (messages->count == lines || (partly && messages->count > 0));
}

static void telegraf(void **state)
{
	FILE *file = samples_open("syslog/telegraf-syslog-testcases.jsonl");
	size_t cases = 0, good = 0;
	json_t *sample;

	(void)state;
	if (!file)
		skip();
	for (; (sample = samples_next(file)); cases++) {
		struct slice bytes = samples_bytes(json_object_get(sample, "input_hex"));
		bool stream = !strstr(samples_string(sample, "conf"), "\"udp://");
		struct messages messages;

		find_messages(bytes, stream, &messages);
		if (same_events(&messages, sample))
			good++;
		else
			printf("differs: %s\n", samples_string(sample, "case"));
		free((char *)bytes.data);
		json_decref(sample);
	}
	fclose(file);
	printf("telegraf: %zu cases, %zu as wanted\n", cases, good);
	assert_int_equal(good, cases);
}

/* What is said of each stream: so many messages, then nothing or the end of the connection. */
static const struct hostile {
	const char *name;
	size_t messages;
	bool refused;
} hostiles[] = {
	{"octet-ok", 1, false},
	{"octet-two", 2, false},
	{"octet-zero", 0, true},
	{"octet-leading-zero", 0, true},
	{"octet-huge", 0, true},
	{"octet-2GiB", 0, true},
	{"octet-short-then-eof", 1, false},
	{"octet-no-space", 1, false},
	{"lf-three", 3, false},
	{"lf-no-final", 2, false},
	{"nul-delim", 2, false},
	{"mixed-framing", 3, false},
	{"http-get", 2, false},
	{"tls-hello-on-plain", 0, true},
	{"line-16MiB-no-lf", 1, false},
};

static const struct hostile *hostile_of(const char *name)
{
	for (size_t i = 0; i < sizeof(hostiles) / sizeof(hostiles[0]); i++)
		if (strcmp(hostiles[i].name, name) == 0)
			return &hostiles[i];
	fail_msg("nothing is said of %s", name);
	return NULL;
}

static void check_hostile(const json_t *sample)
{
	const char *name = samples_string(sample, "name");
	const struct hostile *want = hostile_of(name);
	struct slice part = samples_bytes(json_object_get(sample, "hex")), bytes;
	struct framing framing = {0};
	struct text all = {0};
	enum framing_result result;
	struct framed framed;
	size_t messages = 0;

	for (int i = 0; i < (strcmp(name, "line-16MiB-no-lf") == 0 ? 4096 : 1); i++)
		text_append(&all, part);
	bytes = text_slice(&all);
	while ((result = framing_next(&framing, &bytes, true, &framed)) == FRAMING_MESSAGE) {
		assert_true(framed.message.length <= FRAMING_MESSAGE_MAXIMUM);
		messages += syslog_parse_trim(framed.message).length > 0;
	}
	if (messages != want->messages || (result == FRAMING_REFUSED) != want->refused)
		fail_msg("%s: %zu messages%s", name, messages,
			result == FRAMING_REFUSED ? ", refused" : "");
	text_free(&all);
	free((char *)part.data);
}

static void hostile(void **state)
{
	json_t *file = samples_json("hostile/syslog-hostile.json"), *sample;
	size_t i, streams = 0;

	(void)state;
	if (!file)
		skip();
	json_array_foreach(file, i, sample)
	{
		if (strcmp(samples_string(sample, "transport"), "tcp") != 0)
			continue;
		check_hostile(sample);
		streams++;
	}
	json_decref(file);
	printf("hostile: %zu streams\n", streams);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(telegraf),
		cmocka_unit_test(hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
