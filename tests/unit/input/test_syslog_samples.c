/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Lines that other projects test their parsers with, and lines meant to break one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#include "base/text.h"
#include "unit/input/listener.h"
#include "unit/input/parser.h"
#include "unit/input/pcap.h"
#include "unit/input/samples.h"

static bool same_field(
	const struct event *event, enum event_field field, const json_t *want, const char *name)
{
	const json_t *value = json_object_get(want, name);

	return slice_equal(event_get(event, field),
		slice_make(json_string_value(value), json_string_length(value)));
}

/* The sample's elements as they were sent: values keep their escapes there. */
static bool same_data(const struct event *event, const json_t *want)
{
	struct text data = {0};
	const char *id, *name;
	json_t *element, *value;
	bool same;

	json_object_foreach(json_object_get(want, "structured_data"), id, element)
	{
		text_printf(&data, "[%s", id);
		json_object_foreach(element, name, value)
			text_printf(&data, " %s=\"%s\"", name, json_string_value(value));
		text_byte(&data, ']');
	}
	same = slice_equal(event_get(event, EVENT_SD), text_slice(&data));
	text_free(&data);
	return same;
}

static bool same_time(const struct event *event, const char *want)
{
	int64_t time;

	if (!want)
		return event->device_time == 0;
	if (time_parse(slice_of(want), &time))
		return event->device_time == time;
	/* Without a year: the clock must agree. */
	return event->device_time != 0;
}

static bool same_line(const struct event *event, const json_t *want)
{
	int64_t priority = json_integer_value(json_object_get(want, "priority"));

	return event->facility * 8 + event->severity == priority &&
	       same_time(event, samples_string(want, "timestamp")) &&
	       same_field(event, EVENT_HOST, want, "hostname") &&
	       same_field(event, EVENT_PROGRAM, want, "appname") &&
	       same_field(event, EVENT_PID, want, "procid") &&
	       same_field(event, EVENT_MSGID, want, "msgid") &&
	       same_field(event, EVENT_MESSAGE, want, "message") && same_data(event, want);
}

/* How many of the valid lines have every field as wanted; all are events. */
static void run_go_syslog(
	struct parser *parser, const char *name, size_t want_lines, size_t want_same)
{
	FILE *file = samples_open(name);
	size_t lines = 0, same = 0;
	json_t *sample;

	if (!file)
		skip();
	for (; (sample = samples_next(file)); lines++) {
		struct slice line = samples_bytes(json_object_get(sample, "hex"));
		const struct event *event = parser_read(parser, line);

		if (json_is_true(json_object_get(sample, "valid"))) {
			if (same_line(event, json_object_get(sample, "expect")))
				same++;
			else
				printf("differs: %.*s\n", SLICE_PRINT(line));
		}
		free((char *)line.data);
		json_decref(sample);
	}
	fclose(file);
	printf("%s: %zu lines, %zu with every field as wanted\n", name, lines, same);
	assert_int_equal(lines, want_lines);
	assert_int_equal(same, want_same);
}

static void go_syslog_5424(void **state)
{
	run_go_syslog(*state, "syslog/influxdata-go-syslog-rfc5424.jsonl", 119, 35);
}

static void go_syslog_3164(void **state)
{
	run_go_syslog(*state, "syslog/influxdata-go-syslog-rfc3164.jsonl", 8, 8);
}

/* A tag in the place of a program counts as both; there is no program then for others. */
static bool same_program(const struct event *event, const char *want)
{
	struct slice program = event_get(event, EVENT_PROGRAM);

	return want ? slice_equals(program, want)
		    : program.length == 0 || program.data[0] == '%';
}

/* "Oct 18" and "14:39:03", "2018 Apr 20", or "2020-03-31" and "08:41:59+00:00"; our zone is
 * UTC. */
static bool same_day(const struct event *event, const char *date, const char *time)
{
	time_t seconds = (time_t)(event->device_time / SECONDS);
	struct tm parts;
	char day[64], clock[16];

	gmtime_r(&seconds, &parts);
	strftime(day, sizeof(day), "%Y-%m-%d %Y %b %e", &parts);
	strftime(clock, sizeof(clock), "%H:%M:%S", &parts);
	return strstr(day, date) && strncmp(clock, time, 8) == 0;
}

/* What its patterns leave of the message: ": " in front of it or not. One of them takes the
 * number of an OSPF process off it, as "pid". */
static bool same_rest(const struct event *event, const char *want)
{
	struct slice message = event_get(event, EVENT_MESSAGE);
	size_t length = strlen(want += strncmp(want, ": ", 2) == 0 ? 2 : 0);

	return message.length >= length &&
	       memcmp(message.data + message.length - length, want, length) == 0 &&
	       (message.length == length || slice_starts_with(message, "Process "));
}

static bool same_element(const struct event *event, const json_t *want)
{
	return event->facility * 8 + event->severity ==
		       strtol(samples_string(want, "pri"), NULL, 10) &&
	       same_field(event, EVENT_HOST, want, "host") &&
	       same_field(event, EVENT_TAG, want, "tag") &&
	       same_program(event, samples_string(want, "process")) &&
	       same_day(event, samples_string(want, "date"), samples_string(want, "time")) &&
	       same_rest(event, samples_string(want, "message"));
}

/* Lines of network elements. */
static void napalm(void **state)
{
	FILE *file = samples_open("syslog/napalm-logs.dev.jsonl");
	size_t lines = 0, same = 0;
	json_t *sample;

	if (!file)
		skip();
	for (; (sample = samples_next(file)); lines++) {
		const char *raw = samples_string(sample, "raw");

		if (same_element(parser_read(*state, slice_of(raw)),
			    json_object_get(sample, "expect")))
			same++;
		else
			printf("differs: %s\n", raw);
		json_decref(sample);
	}
	fclose(file);
	printf("napalm: %zu lines, %zu with every field as wanted\n", lines, same);
	assert_int_equal(same, lines);
}

/* Over the wire, and every one accounted for. */
static void hostile(void **state)
{
	json_t *file = samples_json("hostile/syslog-hostile.json"), *sample;
	const struct input_account *account;
	struct listener *listener;
	size_t i, sent = 0;

	(void)state;
	if (!file)
		skip();
	listener = listener_new("syslog-udp");
	assert_true(listener_open(listener, NULL));
	account = listener->type->account(listener->input);
	json_array_foreach(file, i, sample)
	{
		struct slice bytes = samples_bytes(json_object_get(sample, "hex"));

		assert_true(listener_send(listener, "127.0.0.1", bytes));
		listener_run(listener, ++sent);
		free((char *)bytes.data);
	}
	printf("hostile: %zu datagrams, %zu events, %zu malformed, %zu empty\n", sent,
		(size_t)account->journaled, (size_t)account->malformed,
		(size_t)account->refused[REFUSED_EMPTY]);
	assert_int_equal(account->read, sent);
	assert_int_equal(account->journaled + account->refused[REFUSED_EMPTY], sent);
	assert_int_equal(account->refused[REFUSED_EMPTY], 2);
	listener_free(listener);
	json_decref(file);
}

static void captures(void **state)
{
	static const char *const names[] = {"syslog-missing-pri.pcap", "syslog-single-udp.pcap",
		"syslog_udp.pcap", "fake-syslog-with-padding.pcap"};
	static struct pcap pcap;
	char name[128];

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct slice line;
		size_t count = 0;

		snprintf(name, sizeof(name), "syslog/captures/%s", names[i]);
		if (!pcap_open(&pcap, name))
			skip();
		for (; pcap_next(&pcap, &line); count++) {
			parser_read(*state, line);
			free((char *)line.data);
		}
		pcap_close(&pcap);
		printf("%s: %zu datagrams\n", name, count);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(go_syslog_5424),
		cmocka_unit_test(go_syslog_3164),
		cmocka_unit_test(napalm),
		cmocka_unit_test(hostile),
		cmocka_unit_test(captures),
	};

	return cmocka_run_group_tests(tests, parser_setup, parser_teardown);
}
