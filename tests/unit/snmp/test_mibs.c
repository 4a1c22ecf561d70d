/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The modules that we ship, and one with mistakes.
 */
#include "snmp/mibs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "snmp/names.h"

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

/* The parser of Net-SNMP does not give back all that it takes; its process ends soon. */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:netsnmp_init_mib_internals";
}

struct compiled {
	struct report report;
	struct mibs_sums sums;
	struct names *names; /* NULL: it did not come that far */
	bool good;
};

static struct compiled compile(const char *const *folders, size_t count)
{
	struct compiled compiled = {.good = false};
	char path[] = "names.XXXXXX";
	FILE *file = fdopen(mkstemp(path), "w");
	struct error error = {""};

	assert_non_null(file);
	compiled.good = mibs_compile(folders, count, file, &compiled.report, &compiled.sums);
	fclose(file);
	if (compiled.good) {
		compiled.names = names_load(path, &error);
		assert_string_equal(error.text, "");
	}
	unlink(path);
	return compiled;
}

static void release(struct compiled *compiled)
{
	report_free(&compiled->report);
	names_free(compiled->names);
}

static const char *our_modules(char path[512])
{
	const char *top = getenv("top_srcdir");

	snprintf(path, 512, "%s/mibs", top ? top : ".");
	return path;
}

/* What we ship names the traps of our rules, without a doubt. */
static void our_modules_are_sound(void **state)
{
	static const struct {
		const char *name, *number, *kind;
	} rows[] = {
		{"coldStart", "1.3.6.1.6.3.1.1.5.1", "notification"},
		{"warmStart", "1.3.6.1.6.3.1.1.5.2", "notification"},
		{"linkDown", "1.3.6.1.6.3.1.1.5.3", "notification"},
		{"linkUp", "1.3.6.1.6.3.1.1.5.4", "notification"},
		{"authenticationFailure", "1.3.6.1.6.3.1.1.5.5", "notification"},
		{"sysUpTime", "1.3.6.1.2.1.1.3", "timeticks"},
		{"snmpTrapOID", "1.3.6.1.6.3.1.1.4.1", "oid"},
		{"ifIndex", "1.3.6.1.2.1.2.2.1.1", "integer"},
		{"ifDescr", "1.3.6.1.2.1.2.2.1.2", "string"},
		{"ifOperStatus", "1.3.6.1.2.1.2.2.1.8", "integer"},
		{"vmApplicationFailed", "1.3.6.1.4.1.99999.1.0.1", "notification"},
		{"vmDepositNormal", "1.3.6.1.4.1.99999.1.0.8", "notification"},
		{"vmNotifications", "1.3.6.1.4.1.99999.1.0", "node"},
		{"vmAppName", "1.3.6.1.4.1.99999.1.1.1.2", "string"},
		{"vmQueueDepth", "1.3.6.1.4.1.99999.1.1.1.5", "gauge"},
	};
	char path[512];
	const char *folder = our_modules(path);
	struct compiled compiled = compile(&folder, 1);

	(void)state;
	assert_true(compiled.good);
	assert_int_equal(compiled.report.count, 0);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct name_entry entry;
		struct oid number;

		assert_true(names_find(compiled.names, slice_of(rows[i].name), &entry));
		oid_parse(slice_of(rows[i].number), &number);
		assert_true(oid_equal(&entry.oid, &number));
		assert_true(slice_equals(entry.kind, rows[i].kind));
	}
	release(&compiled);
}

static void enumerations_are_in_order(void **state)
{
	char path[512];
	const char *folder = our_modules(path);
	struct compiled compiled = compile(&folder, 1);
	struct name_entry entry;

	(void)state;
	assert_true(names_find(compiled.names, slice_of("VOICEMAIL-MIB::vmAppState"), &entry));
	assert_true(slice_equals(entry.labels, "stopped=1 failed=2 running=3"));
	assert_true(names_find(compiled.names, slice_of("ifEntry"), &entry));
	assert_true(slice_equals(entry.index, "ifIndex/integer"));
	assert_true(names_find(compiled.names, slice_of("emsAlarmTime"), &entry));
	assert_true(slice_equals(entry.hint, "2d-1d-1d,1d:1d:1d.1d,1a1d:1d"));
	assert_true(names_find(compiled.names, slice_of("radioLinkEntry"), &entry));
	assert_true(slice_equals(entry.index, "radioLinkName/string!"));
	assert_true(names_find(compiled.names, slice_of("linkDown"), &entry));
	assert_true(slice_equals(entry.objects, "ifIndex,ifAdminStatus,ifOperStatus"));
	release(&compiled);
}

static void folders_that_cannot_be_read(void **state)
{
	const char *folder = "no/such/folder";
	struct compiled compiled = compile(&folder, 1);

	(void)state;
	assert_false(compiled.good);
	assert_int_equal(compiled.report.errors, 1);
	assert_string_equal(compiled.report.problems[0].file, folder);
	release(&compiled);
	compiled = compile(NULL, 0);
	assert_false(compiled.good);
	release(&compiled);
}

/* A module that imports what is not there is doubted, by file and line; others count. */
static void broken_modules_are_doubts(void **state)
{
	static const char module[] = "BROKEN-MIB DEFINITIONS ::= BEGIN\n"
				     "IMPORTS nobody FROM NO-SUCH-MIB;\n"
				     "lost OBJECT IDENTIFIER ::= { nobody 3 }\n"
				     "END\n";
	char folder[] = "mibs.XXXXXX", file[64], path[512];
	const char *folders[2] = {our_modules(path), folder};
	struct name_entry entry;
	struct compiled compiled;
	FILE *out;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(file, sizeof(file), "%s/BROKEN-MIB.txt", folder);
	out = fopen(file, "w");
	assert_non_null(out);
	fputs(module, out);
	fclose(out);
	compiled = compile(folders, 2);
	unlink(file);
	rmdir(folder);
	assert_true(compiled.good);
	assert_int_equal(compiled.report.errors, 0);
	assert_true(compiled.report.count > 0);
	assert_string_equal(compiled.report.problems[0].file, file);
	assert_int_equal(compiled.report.problems[0].line, 2);
	assert_string_equal(compiled.report.problems[0].text,
		"it imports from module NO-SUCH-MIB, which is in none of the folders: add the "
		"file that has it");
	assert_true(names_find(compiled.names, slice_of("vmAppName"), &entry));
	assert_false(names_find(compiled.names, slice_of("lost"), &entry));
	release(&compiled);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(our_modules_are_sound),
		cmocka_unit_test(enumerations_are_in_order),
		cmocka_unit_test(folders_that_cannot_be_read),
		cmocka_unit_test(broken_modules_are_doubts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
