/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `correlator journal` over journals that are whole, damaged, or still being written.
 */
#include "tool/journal.h"

#include "base/json.h"
#include "event/ber.h"
#include "unit/journal/sample_journal.h"
#include "unit/tool/run_tool.h"

#define SECOND 1000000000LL

/* The words, then the journal's folder. */
static int run(const struct place *place, const char *const *words, struct text *printed)
{
	const char *all[RUN_WORDS + 1] = {"journal", words[0], place->journal};

	for (size_t i = 1; words[0] && words[i]; i++)
		all[2 + i] = words[i];
	text_reset(printed);
	return run_tool(all, printed);
}

static void add_trap(struct batch *batch)
{
	struct event_writer writer;
	struct text varbind = {0}, content = {0};
	char ber[OID_BER_MAXIMUM];
	struct oid oid;

	event_writer_begin(&writer, batch_room(batch), RECORD_MAXIMUM, EVENT_TRAP);
	event_writer_add(&writer, EVENT_PEER, slice_make("\x0a\1\0\7", 4));
	assert_true(oid_parse(slice_of("1.3.6.1.6.3.1.1.5.3"), &oid));
	event_writer_add(&writer, EVENT_TRAP_OID, oid_to_ber(&oid, ber));
	assert_true(oid_parse(slice_of("1.3.6.1.2.1.2.2.1.1.5"), &oid));
	ber_write_number(&content, BER_INTEGER, 5);
	ber_write_varbind(&varbind, &oid, BER_INTEGER, slice_from(text_slice(&content), 2));
	event_writer_add(&writer, EVENT_VARBIND, text_slice(&varbind));
	batch_commit(batch, RECORD_EVENT, event_writer_finish(&writer));
	text_free(&varbind);
	text_free(&content);
}

static void add_host_line(struct batch *batch)
{
	struct event_writer writer;

	event_writer_begin(&writer, batch_room(batch), RECORD_MAXIMUM, EVENT_SYSLOG);
	event_writer_add(&writer, EVENT_RAW, slice_of("<131>vms-7 disk: full \x1b[31m"));
	event_writer_field(&writer, EVENT_HOST, 5, 5);
	event_writer_add(&writer, EVENT_PEER, slice_make("\x0a\1\0\x8", 4));
	batch_commit(batch, RECORD_EVENT, event_writer_finish(&writer));
}

static void append_at(struct journal *journal, struct batch *batch, int64_t time)
{
	struct error error = {""};

	if (!journal_append(journal, batch, time, &error) || !journal_sync(journal, &error))
		fail_msg("%s", error.text);
	batch_reset(batch);
}

/* 1 a line, 2 a trap, a minute later 3 an order and 4 a mark of time. */
static void fill_kinds(const struct place *place)
{
	struct journal *journal = must_open(place);
	struct batch *batch = batch_new();

	add_host_line(batch);
	add_trap(batch);
	append_at(journal, batch, 1346241600 * SECOND);
	batch_add(batch, RECORD_COMMAND, slice_of("{\"command\":\"ack\",\"by\":\"alice\"}"));
	batch_add(batch, RECORD_TIME, (struct slice){0});
	append_at(journal, batch, 1346241660 * SECOND);
	batch_free(batch);
	journal_close(journal);
}

static void records_are_lines(void **state)
{
	struct text printed = {0};

	fill_kinds(*state);
	assert_int_equal(run(*state, (const char *[]){"print", NULL}, &printed), 0);
	assert_string_equal(text_get(&printed),
		"         1  2012-08-29T12:00:00.000Z  event       <131>vms-7 disk: full "
		"\\x1B[31m\n"
		"         2  2012-08-29T12:00:00.000Z  event       trap 1.3.6.1.6.3.1.1.5.3 "
		"from "
		"10.1.0.7: 1.3.6.1.2.1.2.2.1.1.5=5\n"
		"         3  2012-08-29T12:01:00.000Z  command     "
		"{\"command\":\"ack\",\"by\":\"alice\"}\n"
		"         4  2012-08-29T12:01:00.000Z  time\n");
	text_free(&printed);
}

static void records_are_json(void **state)
{
	struct text printed = {0};

	fill_kinds(*state);
	assert_int_equal(run(*state, (const char *[]){"print", "--json", NULL}, &printed), 0);
	assert_string_equal(text_get(&printed),
		"{\"number\":1,\"time\":\"2012-08-29T12:00:00.000Z\",\"kind\":\"event\","
		"\"event\":{\"kind\":\"syslog\",\"listener\":0,\"flags\":[],"
		"\"device_time\":null,\"peer\":\"10.1.0.8\",\"host\":\"vms-7\","
		"\"raw\":\"<131>vms-7 disk: full \\\\x1B[31m\",\"facility\":\"user\","
		"\"severity\":\"notice\"}}\n"
		"{\"number\":2,\"time\":\"2012-08-29T12:00:00.000Z\",\"kind\":\"event\","
		"\"event\":{\"kind\":\"trap\",\"listener\":0,\"flags\":[],"
		"\"device_time\":null,\"peer\":\"10.1.0.7\","
		"\"trap\":\"1.3.6.1.6.3.1.1.5.3\",\"varbinds\":[{\"oid\":"
		"\"1.3.6.1.2.1.2.2.1.1.5\",\"type\":\"integer\",\"value\":5}]}}\n"
		"{\"number\":3,\"time\":\"2012-08-29T12:01:00.000Z\",\"kind\":\"command\","
		"\"payload\":{\"command\":\"ack\",\"by\":\"alice\"}}\n"
		"{\"number\":4,\"time\":\"2012-08-29T12:01:00.000Z\",\"kind\":\"time\","
		"\"payload\":null}\n");
	text_free(&printed);
}

/* Which numbers were printed: "1 3 ". */
static const char *numbers_of(const struct text *printed, struct text *out)
{
	struct slice rest = text_slice(printed), line;

	text_reset(out);
	while (slice_line(&rest, &line))
		text_printf(out, "%d ", atoi(slice_trim(line).data));
	return text_get(out);
}

static void filters_choose(void **state)
{
	static const struct {
		const char *words[RUN_WORDS];
		const char *want;
	} rows[] = {
		{{"print"}, "1 2 3 4 "},
		{{"print", "--kind", "event"}, "1 2 "},
		{{"print", "--kind", "time,command"}, "3 4 "},
		{{"print", "--first", "2", "--last", "3"}, "2 3 "},
		{{"print", "--first", "3"}, "3 4 "},
		{{"print", "--first", "9"}, ""},
		{{"print", "--from", "2012-08-29 12:00:01"}, "3 4 "},
		{{"print", "--to", "2012-08-29T14:00:00+02:00"}, "1 2 "},
		{{"print", "--from", "2012-08-29", "--to", "2012-08-29 12:00"}, "1 2 "},
		{{"print", "--host", "VMS-*"}, "1 "},
		{{"print", "--host", "10.1.0.7"}, "2 "},
		{{"print", "--host", "10.1.0.?"}, "1 2 "},
		{{"print", "--grep", "disk: full"}, "1 "},
		{{"print", "--grep", "alice"}, "3 "},
		{{"print", "--match", "from 10[.]1|a[l]ice"}, "2 3 "},
		{{"print", "--limit", "3"}, "1 2 3 "},
		{{"print", "--newest"}, "4 3 2 1 "},
		{{"print", "--newest", "--limit", "2"}, "4 3 "},
		{{"print", "--newest", "--limit", "1", "--kind", "event"}, "2 "},
	};
	struct text printed = {0}, numbers = {0};

	fill_kinds(*state);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(run(*state, rows[i].words, &printed), 0);
		if (strcmp(numbers_of(&printed, &numbers), rows[i].want) != 0)
			fail_msg("%s %s gives %s, not %s", rows[i].words[1], rows[i].words[2],
				text_get(&numbers), rows[i].want);
	}
	text_free(&printed);
	text_free(&numbers);
}

/* Backwards over several segments; with a limit the older ones are not even opened. */
static void the_newest_come_first(void **state)
{
	struct text printed = {0}, numbers = {0}, want = {0};

	fill(*state, 400);
	for (int number = 400; number > 0; number--)
		text_printf(&want, "%d ", number);
	assert_int_equal(run(*state, (const char *[]){"print", "--newest", NULL}, &printed), 0);
	assert_string_equal(numbers_of(&printed, &numbers), text_get(&want));
	run(*state, (const char *[]){"print", "--newest", "--limit", "250", NULL}, &printed);
	assert_memory_equal(
		numbers_of(&printed, &numbers), text_get(&want), strlen("400 ") * 250);
	assert_int_equal(numbers.length, strlen("400 ") * 250);
	text_free(&printed);
	text_free(&numbers);
	text_free(&want);
}

static json_t *run_json(const struct place *place, const char *action, int status)
{
	struct text printed = {0};
	struct error error = {""};
	json_t *json;

	assert_int_equal(
		run(place, (const char *[]){action, "--json", NULL}, &printed), status);
	json = json_parse(text_slice(&printed), &error);
	if (!json)
		fail_msg("%s: %s", error.text, text_get(&printed));
	text_free(&printed);
	return json;
}

static const json_t *segment_of(const json_t *json, size_t place)
{
	return json_array_get(json_object_get(json, "segments"), place);
}

static void a_list_tells_the_segments(void **state)
{
	json_t *json;
	const json_t *second;

	fill(*state, 400);
	json = run_json(*state, "list", 0);
	assert_int_equal(json_member_integer(json, "records", 0), 400);
	assert_int_equal(json_member_integer(json_object_get(json, "kinds"), "event", 0), 200);
	assert_int_equal(json_array_size(json_object_get(json, "gaps")), 0);
	assert_true(json_array_size(json_object_get(json, "segments")) > 2);
	second = segment_of(json, 1);
	assert_int_equal(json_member_integer(second, "first", 0),
		json_member_integer(segment_of(json, 0), "last", 0) + 1);
	assert_int_equal(json_member_integer(second, "records", 0),
		json_member_integer(second, "last", 0) -
			json_member_integer(second, "first", 0) + 1);
	assert_string_not_equal(json_member_string(second, "state", ""), "active");
	assert_string_equal(
		json_member_string(
			segment_of(
				json, json_array_size(json_object_get(json, "segments")) - 1),
			"state", ""),
		"active");
	json_decref(json);
}

static void the_state_folder_will_do(void **state)
{
	const struct place *place = *state;
	const char *words[] = {"journal", "list", place->folder.path, NULL};
	struct text printed = {0};

	fill(place, 5);
	folder_write(&place->folder, "snapshot-4", "x");
	folder_write(&place->folder, "snapshot-new", "x");
	assert_int_equal(run_tool(words, &printed), 0);
	assert_non_null(strstr(text_get(&printed), "\nrecord 4 "));
	assert_null(strstr(text_get(&printed), "record new"));
	assert_non_null(strstr(text_get(&printed), "5 records in 1 segment, "));
	words[1] = place->folder.path; /* list is what is done without a word */
	words[2] = NULL;
	text_reset(&printed);
	assert_int_equal(run_tool(words, &printed), 0);
	assert_non_null(strstr(text_get(&printed), "5 records in 1 segment, "));
	text_free(&printed);
}

static void a_good_journal_is_good(void **state)
{
	struct text printed = {0};

	fill(*state, 400);
	assert_int_equal(run(*state, (const char *[]){"verify", NULL}, &printed), STATUS_FINE);
	assert_non_null(strstr(text_get(&printed), "nothing is missing or damaged"));
	text_free(&printed);
}

static void spoil(const struct place *place, uint64_t first, size_t at)
{
	int fd = open_segment(place, first);

	assert_int_equal(pwrite(fd, "\xff\xff\xff\xff", 4, (off_t)at), 4);
	close(fd);
}

/* Records 3 and 4 of the first segment: named by numbers and file. */
static void damage_is_named(void **state)
{
	struct text printed = {0};
	size_t starts[8];
	json_t *json;

	fill(*state, 6);
	find_records(*state, 1, starts, 8);
	spoil(*state, 1, starts[2] + 8);
	spoil(*state, 1, starts[3] + 8);
	assert_int_equal(
		run(*state, (const char *[]){"verify", NULL}, &printed), STATUS_TROUBLE);
	assert_non_null(strstr(text_get(&printed), "2 records are missing: 3 to 4, in "
						   "00000000000000000001.seg\n"));
	assert_null(strstr(text_get(&printed), "nothing is missing"));
	json = run_json(*state, "verify", STATUS_TROUBLE);
	assert_true(json_is_false(json_object_get(json, "good")));
	assert_true(json_is_true(json_object_get(segment_of(json, 0), "damaged")));
	json_decref(json);
	text_free(&printed);
}

static void a_torn_end_is_named(void **state)
{
	struct text printed = {0};
	size_t starts[8];

	fill(*state, 3);
	find_records(*state, 1, starts, 8);
	spoil(*state, 1, starts[2] + 8);
	assert_int_equal(
		run(*state, (const char *[]){"verify", NULL}, &printed), STATUS_TROUBLE);
	assert_non_null(strstr(text_get(&printed), "behind record 2, in "));
	text_free(&printed);
}

/* A journal is looked at while somebody has it open and writes. */
static void a_writer_is_no_hindrance(void **state)
{
	struct journal *journal = must_open(*state);
	struct text printed = {0};

	append_to(journal, 100);
	assert_int_equal(run(*state, (const char *[]){"verify", NULL}, &printed), STATUS_FINE);
	append_to(journal, 300);
	assert_int_equal(run(*state, (const char *[]){"verify", NULL}, &printed), STATUS_FINE);
	assert_non_null(strstr(text_get(&printed), "300 records in "));
	journal_close(journal);
	text_free(&printed);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_place, remove_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(records_are_lines),
		TEST(records_are_json),
		TEST(filters_choose),
		TEST(the_newest_come_first),
		TEST(a_list_tells_the_segments),
		TEST(the_state_folder_will_do),
		TEST(a_good_journal_is_good),
		TEST(damage_is_named),
		TEST(a_torn_end_is_named),
		TEST(a_writer_is_no_hindrance),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
