/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "snmp/names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

static const char sample[] =
	"1.3.6 A-MIB::dod node\n"
	"1.3.6.1.4.1.9 A-MIB::cisco node\n"
	"1.3.6.1.4.1.9.1 A-MIB::table node\n"
	"1.3.6.1.4.1.9.1.3 A-MIB::state integer stopped=1 failed=-2 not-yet=3\n"
	"\n"
	"1.3.6.1.4.1.9.1.30 B-MIB::state string\n"
	"1.3.6.1.4.1.9.2 A-MIB::trap notification\n"
	"1.3.6.1.4.1.9.2 B-MIB::trap notification\n"
	"2.5 C-MIB::other other\n";

/* The name of a new file with that content. */
static const char *write_file(const char *content, char path[64])
{
	int fd;

	snprintf(path, 64, "names.XXXXXX");
	fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, content, strlen(content)), strlen(content));
	close(fd);
	return path;
}

static struct names *load(const char *content, struct error *error)
{
	char path[64];
	struct names *names = names_load(write_file(content, path), error);

	unlink(path);
	return names;
}

static void names_to_objects(void **state)
{
	static const struct {
		const char *name, *want; /* NULL: nothing, or two */
	} rows[] = {
		{"A-MIB::cisco", "A-MIB::cisco"},
		{"cisco", "A-MIB::cisco"},
		{"A-MIB::state", "A-MIB::state"},
		{"B-MIB::state", "B-MIB::state"},
		{"state", NULL},
		/* Two names of one object. */
		{"trap", "A-MIB::trap"},
		{"B-MIB::trap", "B-MIB::trap"},
		{"C-MIB::cisco", NULL},
		{"cis", NULL},
		{"", NULL},
	};
	struct names *names = load(sample, NULL);

	(void)state;
	assert_non_null(names);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct name_entry entry;

		assert_int_equal(names_find(names, slice_of(rows[i].name), &entry),
			rows[i].want != NULL);
		if (rows[i].want)
			assert_true(slice_equals(entry.full, rows[i].want));
	}
	names_free(names);
}

static void objects_to_names(void **state)
{
	static const struct {
		const char *number, *want;
	} rows[] = {
		{"1.3.6", "A-MIB::dod"},
		{"1.3.6.1", "A-MIB::dod"},
		{"1.3", NULL},
		{"1.3.7", NULL},
		{"1.3.6.1.4.1.9.1.3.7", "A-MIB::state"},
		{"1.3.6.1.4.1.9.1.4", "A-MIB::table"},
		{"1.3.6.1.4.1.9.1.30", "B-MIB::state"},
		{"1.3.6.1.4.1.9.1.31.1", "A-MIB::table"},
		{"1.3.6.1.4.1.9.0", "A-MIB::cisco"},
		{"1.3.6.1.4.1.9.3", "A-MIB::cisco"},
		{"1.3.6.1.4.1.10", "A-MIB::dod"},
		{"2.5.1", "C-MIB::other"},
		{"2.6", NULL},
		{"0.0", NULL},
	};
	struct names *names = load(sample, NULL);

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct name_entry entry;
		struct oid number;

		assert_true(oid_parse(slice_of(rows[i].number), &number));
		assert_int_equal(names_of(names, &number, &entry), rows[i].want != NULL);
		if (rows[i].want && !slice_equals(entry.full, rows[i].want))
			fail_msg("%s is %.*s", rows[i].number, SLICE_PRINT(entry.full));
	}
	names_free(names);
}

static void kinds_and_labels(void **state)
{
	struct names *names = load(sample, NULL);
	static const struct {
		const char *text;
		int64_t number;
	} want[] = {{"stopped", 1}, {"failed", -2}, {"not-yet", 3}};
	struct name_label label;
	struct name_entry entry;

	(void)state;
	assert_true(names_find(names, slice_of("A-MIB::state"), &entry));
	assert_true(slice_equals(entry.kind, "integer"));
	for (size_t i = 0; i < COUNT(want); i++) {
		assert_true(names_label(&entry.labels, &label));
		assert_true(slice_equals(label.text, want[i].text));
		assert_int_equal(label.number, want[i].number);
	}
	assert_false(names_label(&entry.labels, &label));
	names_free(names);
}

/* What a MIB says beside: the hint, the index clause of a row, the objects of a notification.
 */
static void details(void **state)
{
	struct names *names =
		load("1.3.1 A::mac string hint:1x:\\s1a\n"
		     "1.3.2 A::flags bits hint:1x: up=0 down=1\n"
		     "1.3.3 A::row node index:ifIndex/integer,mac/string(6),name/string!\n"
		     "1.3.4 A::trap notification objects:mac,B::flags\n",
			NULL);
	static const struct name_index want[] = {
		{.length = 0, .implied = false}, {.length = 6}, {.length = 0, .implied = true}};
	struct name_entry entry;
	struct name_index part;
	struct text hint = {0};

	(void)state;
	assert_true(names_find(names, slice_of("mac"), &entry));
	names_hint(&entry, &hint);
	assert_string_equal(text_get(&hint), "1x: 1a");
	text_free(&hint);
	assert_true(names_find(names, slice_of("flags"), &entry));
	assert_true(slice_equals(entry.hint, "1x:"));
	assert_true(slice_equals(entry.labels, "up=0 down=1"));
	assert_true(names_find(names, slice_of("row"), &entry));
	for (size_t i = 0; i < COUNT(want); i++) {
		assert_true(names_index(&entry.index, &part));
		assert_int_equal(part.length, want[i].length);
		assert_int_equal(part.implied, want[i].implied);
	}
	assert_int_equal(entry.index.length, 0);
	assert_true(names_find(names, slice_of("trap"), &entry));
	assert_true(slice_equals(entry.objects, "mac,B::flags"));
	names_free(names);
}

static void an_empty_file_has_no_names(void **state)
{
	struct names *names = load("", NULL);
	struct name_entry entry;
	struct oid number;

	(void)state;
	assert_non_null(names);
	oid_parse(slice_of("1.3"), &number);
	assert_false(names_of(names, &number, &entry));
	assert_false(names_find(names, slice_of("x"), &entry));
	names_free(names);
	names_free(NULL);
}

static void mistakes_are_named(void **state)
{
	static const struct {
		const char *content, *want;
	} rows[] = {
		{"1.3 A::b node\nx A::c node\n",
			":2: 'x' is no OID; a line is: OID MODULE::name kind"},
		{"01.3 A::b node\n", ":1: '01.3' is no OID; a line is: OID MODULE::name kind"},
		{".1.3 A::b node\n", ":1: '.1.3' is no OID; a line is: OID MODULE::name kind"},
		{"1.3 b node\n", ":1: 'b' is no MODULE::name"},
		{"1.3 A::b\n", ":1: '' is no kind of object"},
		{"1.3 A::b nodes\n", ":1: 'nodes' is no kind of object"},
		{"1.3.2 A::b node\n1.3 A::c node\n", ":2: '1.3' is not in the order of OIDs"},
		{"1.3 A::b integer up\n", ":1: 'up' is no label=number"},
		{"1.3 A::b integer up=x\n", ":1: 'up=x' is no label=number"},
		{"1.3 A::b integer =1\n", ":1: '=1' is no label=number"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct error error = {""};

		assert_null(load(rows[i].content, &error));
		if (!strstr(error.text, rows[i].want))
			fail_msg("\"%s\", want \"%s\"", error.text, rows[i].want);
	}
}

static void a_missing_file_is_named(void **state)
{
	struct error error;

	(void)state;
	assert_null(names_load("no/such.names", &error));
	assert_string_equal(error.text, "cannot read no/such.names: No such file or directory");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_to_objects),
		cmocka_unit_test(objects_to_names),
		cmocka_unit_test(kinds_and_labels),
		cmocka_unit_test(details),
		cmocka_unit_test(an_empty_file_has_no_names),
		cmocka_unit_test(mistakes_are_named),
		cmocka_unit_test(a_missing_file_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
