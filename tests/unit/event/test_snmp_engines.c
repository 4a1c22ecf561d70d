/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/xalloc.h"
#include "event/snmp_engines.h"

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

static void ids_as_people_write_them(void **state)
{
	static const struct {
		const char *written, *read; /* NULL: none */
	} rows[] = {
		{"80001f8805", "80001f8805"},
		{"0x80001F8805", "80001f8805"},
		{"80:00:1f:88:05", "80001f8805"},
		{"80001f88051112131415161718191a1b1c1d1e1f2021222324252627282930aa",
			"80001f88051112131415161718191a1b1c1d1e1f2021222324252627282930aa"},
		{"80001f88051112131415161718191a1b1c1d1e1f2021222324252627282930aabb", NULL},
		{"80001f88", NULL},
		{"80001f880", NULL},
		{"80001f880x", NULL},
		{"80:00:1f:88:", NULL},
		{":80001f8805", NULL},
		{"", NULL},
	};
	char text[SNMP_ENGINE_ID_TEXT];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct snmp_engine_id id;
		bool good = snmp_engine_id_parse(slice_of(rows[i].written), &id);

		assert_int_equal(good, rows[i].read != NULL);
		if (good)
			assert_string_equal(snmp_engine_id_print(&id, text), rows[i].read);
	}
}

static struct snmp_engine heard(uint32_t number, uint32_t boots, uint32_t time)
{
	struct snmp_engine engine = {.heard = true, .time = {boots, time}, .last = time};
	char bytes[8] = "engi";

	memcpy(bytes + 4, &number, sizeof(number));
	assert_true(snmp_engine_id_make(slice_make(bytes, sizeof(bytes)), &engine.id));
	strcpy(engine.user, "noc");
	return engine;
}

static void note(struct snmp_engines *engines, uint32_t number, uint32_t boots, uint32_t time)
{
	const struct snmp_engine engine = heard(number, boots, time);

	snmp_engines_note(engines, &engine);
}

static void has(
	const struct snmp_engines *engines, uint32_t number, uint32_t boots, uint32_t time)
{
	const struct snmp_engine wanted = heard(number, boots, time);
	const struct snmp_engine *found = snmp_engines_find(engines, &wanted.id);

	assert_non_null(found);
	assert_int_equal(found->time.boots, boots);
	assert_int_equal(found->time.time, time);
}

static void time_only_goes_on(void **state)
{
	struct snmp_engines *engines = snmp_engines_new(1);

	(void)state;
	note(engines, 1, 5, 100);
	has(engines, 1, 5, 100);
	note(engines, 1, 5, 90);
	note(engines, 1, 4, 200);
	has(engines, 1, 5, 100);
	note(engines, 1, 6, 3);
	has(engines, 1, 6, 3);
	assert_int_equal(snmp_engines_count(engines), 1);
	snmp_engines_free(engines);
}

static void approved_and_forgotten(void **state)
{
	const struct snmp_engine one = heard(1, 0, 0);
	struct snmp_engines *engines = snmp_engines_new(1);

	(void)state;
	snmp_engines_approve(engines, &one.id, 77);
	assert_false(snmp_engines_find(engines, &one.id)->heard);
	note(engines, 1, 0, 0);
	assert_true(snmp_engines_find(engines, &one.id)->heard);
	assert_int_equal(snmp_engines_find(engines, &one.id)->first, 77);
	snmp_engines_approve(engines, &one.id, 78);
	assert_int_equal(snmp_engines_find(engines, &one.id)->first, 77);
	assert_true(snmp_engines_forget(engines, &one.id));
	assert_false(snmp_engines_forget(engines, &one.id));
	assert_null(snmp_engines_find(engines, &one.id));
	snmp_engines_free(engines);
}

static void a_full_table_takes_no_more(void **state)
{
	const struct snmp_engine last = heard(SNMP_ENGINES_MAXIMUM, 1, 1);
	struct snmp_engines *engines = snmp_engines_new(1);

	(void)state;
	for (uint32_t i = 0; i < SNMP_ENGINES_MAXIMUM; i++)
		note(engines, i, 1, i);
	note(engines, SNMP_ENGINES_MAXIMUM, 1, 1);
	assert_null(snmp_engines_find(engines, &last.id));
	note(engines, 3, 2, 2);
	has(engines, 3, 2, 2);
	assert_int_equal(snmp_engines_count(engines), SNMP_ENGINES_MAXIMUM);
	snmp_engines_free(engines);
}

static void saved_and_loaded(void **state)
{
	const struct snmp_engine waiting = heard(9, 0, 0);
	struct snmp_engines *engines = snmp_engines_new(1), *loaded = snmp_engines_new(2);
	struct text saved = {0}, again = {0};
	struct codec codec = codec_saver(&saved);

	(void)state;
	note(engines, 1, 5, 100);
	note(engines, 2, INT32_MAX - 1, 0);
	snmp_engines_approve(engines, &waiting.id, 5);
	snmp_engines_codec(engines, &codec);
	codec = codec_loader(text_slice(&saved));
	snmp_engines_codec(loaded, &codec);
	assert_false(codec.failed);
	assert_int_equal(codec.in.length, 0);
	codec = codec_saver(&again);
	snmp_engines_codec(loaded, &codec);
	assert_true(slice_equal(text_slice(&saved), text_slice(&again)));
	for (size_t length = 0; length < saved.length; length++) {
		struct snmp_engines *part = snmp_engines_new(1);

		codec = codec_loader(slice_part(text_slice(&saved), 0, length));
		snmp_engines_codec(part, &codec);
		assert_true(codec.failed);
		snmp_engines_free(part);
	}
	text_free(&saved);
	text_free(&again);
	snmp_engines_free(engines);
	snmp_engines_free(loaded);
}

static void read_from_an_event(void **state)
{
	const struct snmp_engine wanted = heard(3, 7, 5000);
	struct event *event = xmalloc(EVENT_MAXIMUM);
	struct event_writer writer;
	struct snmp_engine found;

	(void)state;
	event_writer_begin(&writer, event, EVENT_MAXIMUM, EVENT_TRAP);
	event_writer_add(&writer, EVENT_PEER, slice_make("\x0a\0\0\1", 4));
	event_writer_add(&writer, EVENT_USER, slice_of("noc"));
	event_writer_finish(&writer);
	assert_false(snmp_engine_of_event(event, &found));
	event_writer_begin(&writer, event, EVENT_MAXIMUM, EVENT_TRAP);
	event_writer_add(&writer, EVENT_USER, slice_of("noc"));
	snmp_engine_write(&writer, &wanted.id, wanted.time);
	event_writer_finish(&writer);
	assert_true(snmp_engine_of_event(event, &found));
	assert_int_equal(snmp_engine_time_compare(found.time, wanted.time), 0);
	assert_memory_equal(&found.id, &wanted.id, sizeof(found.id));
	assert_string_equal(found.user, "noc");
	free(event);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ids_as_people_write_them),
		cmocka_unit_test(time_only_goes_on),
		cmocka_unit_test(approved_and_forgotten),
		cmocka_unit_test(a_full_table_takes_no_more),
		cmocka_unit_test(saved_and_loaded),
		cmocka_unit_test(read_from_an_event),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
