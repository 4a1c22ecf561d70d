/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A folder of modules that are broken, each in its way, beside good ones: what is good is in
 * the names file, of what is not something is said at its file, and nothing else happens.
 */
#include "snmp/mibs.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/text.h"
#include "snmp/names.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* The parser of Net-SNMP does not give back all that it takes; its process ends soon. */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:netsnmp_init_mib_internals\nleak:read_all_mibs\nleak:add_mibdir";
}

#define SMI     "IMPORTS enterprises, OBJECT-TYPE FROM SNMPv2-SMI;\n"
#define BEGIN   " DEFINITIONS ::= BEGIN\n"
#define TEXT(x) x, sizeof(x) - 1

/* `repeated` stands `times` between the two others. */
static const struct module {
	const char *name;
	const char *first;
	size_t length;
	const char *repeated;
	size_t times;
	const char *last;
	const char *want;  /* a part of what is said; NULL: nothing need be */
	unsigned line;     /* 0: whatever */
	const char *known; /* a name of it that is there all the same; or NULL */
} modules[] = {
	{"CUT-MIB.txt",
		TEXT("CUT-MIB" BEGIN SMI "x OBJECT-TYPE\n SYNTAX INTEGER\n STATUS curr"), "", 0,
		"", "Should be ACCESS", 0, NULL},
	{"QUOTE-MIB.txt",
		TEXT("QUOTE-MIB" BEGIN SMI
		     "x OBJECT-TYPE SYNTAX INTEGER DESCRIPTION \"no end\n"),
		"", 0, "END\n", "", 0, NULL},
	{"SYNTAX-MIB.txt", TEXT("SYNTAX-MIB" BEGIN SMI "x OBJECT-TYPE\n SYNTAX ::= ( {\n"), "",
		0, "END\n", "Bad syntax", 4, NULL},
	{"MISSING-MIB.txt",
		TEXT("MISSING-MIB" BEGIN
		     "IMPORTS nobody FROM NO-SUCH-MIB\n enterprises FROM SNMPv2-SMI;\n"
		     "lost OBJECT IDENTIFIER ::= { nobody 3 }\n"
		     "kept OBJECT IDENTIFIER ::= { enterprises 99999 60 }\n"),
		"", 0, "END\n", "it imports from module NO-SUCH-MIB", 2, "kept"},
	{"RING-A-MIB.txt",
		TEXT("RING-A-MIB" BEGIN
		     "IMPORTS b FROM RING-B-MIB;\na OBJECT IDENTIFIER ::= { b 1 }\n"),
		"", 0, "END\n", "not known: a ::= { b 1 }", 0, NULL},
	{"RING-B-MIB.txt",
		TEXT("RING-B-MIB" BEGIN
		     "IMPORTS a FROM RING-A-MIB;\nb OBJECT IDENTIFIER ::= { a 1 }\n"),
		"", 0, "END\n", "not known: b ::= { a 1 }", 0, NULL},
	{"SELF-MIB.txt", TEXT("SELF-MIB" BEGIN "self OBJECT IDENTIFIER ::= { self 1 }\n"), "",
		0, "END\n", "not known: self", 0, NULL},
	{"TWICE-A.txt",
		TEXT("TWICE-MIB" BEGIN SMI
		     "once OBJECT IDENTIFIER ::= { enterprises 99999 61 }\n"),
		"", 0, "END\n", NULL, 0, NULL},
	{"TWICE-B.txt",
		TEXT("TWICE-MIB" BEGIN SMI
		     "twice OBJECT IDENTIFIER ::= { enterprises 99999 62 }\n"),
		"", 0, "END\n", "module TWICE-MIB is also in", 0, "twice"},
	{"SAME-MIB.txt",
		TEXT("SAME-MIB" BEGIN SMI "one OBJECT IDENTIFIER ::= { enterprises 99999 63 }\n"
		     "other OBJECT IDENTIFIER ::= { enterprises 99999 63 }\n"),
		"", 0, "END\n", NULL, 0, "other"},
	{"NUL-MIB.txt",
		TEXT("NUL-MIB" BEGIN SMI
		     "n OBJECT IDENTIFIER ::= { enterprises 99999 \0 64 }\n"),
		"", 0, "END\n", NULL, 0, NULL},
	{"LATIN-MIB.txt",
		TEXT("LATIN-MIB" BEGIN SMI
		     "-- num\xe9ro\nlatin OBJECT IDENTIFIER ::= { enterprises 99999 65 }\n"),
		"", 0, "END\n", NULL, 0, "latin"},
	{"CRLF-MIB.txt",
		TEXT("CRLF-MIB DEFINITIONS ::= BEGIN\r\nIMPORTS enterprises FROM "
		     "SNMPv2-SMI;\r\n"
		     "crlf OBJECT IDENTIFIER ::= { enterprises 99999 66 }\r\n"),
		"", 0, "END\r\n", NULL, 0, "crlf"},
	{"EMPTY-MIB.txt", TEXT(""), "", 0, "", "no MIB module", 0, NULL},
	{"NOISE-MIB.txt", TEXT(""), "\xff\xfe\x01}{\n", 10000, "", "no MIB module", 0, NULL},
	{"NUMBER-MIB.txt",
		TEXT("NUMBER-MIB" BEGIN SMI
		     "big OBJECT IDENTIFIER ::= { enterprises 99999999999999999999 1 }\n"),
		"", 0, "END\n", NULL, 0, NULL},
	{"LONG-MIB.txt", TEXT("LONG-MIB" BEGIN SMI), "a", 1 << 20,
		" OBJECT IDENTIFIER ::= { enterprises 99999 67 }\nEND\n", "token too long", 3,
		NULL},
	{"NESTED-MIB.txt", TEXT("NESTED-MIB" BEGIN SMI "x OBJECT IDENTIFIER ::= "), "{", 200000,
		"\nEND\n", "Bad object identifier", 3, NULL},
	{"WORDS-MIB.txt", TEXT("WORDS-MIB" BEGIN), "{ x ", 20000, "\nEND\n",
		"and 19980 more of this file", 0, NULL},
	{"DEEP-MIB.txt",
		TEXT("DEEP-MIB" BEGIN SMI "deep OBJECT IDENTIFIER ::= { enterprises 99999"),
		" 1", 500, " }\nEND\n", NULL, 0, NULL},
	{"GOOD-MIB.txt",
		TEXT("GOOD-MIB" BEGIN SMI
		     "good OBJECT IDENTIFIER ::= { enterprises 99999 68 }\n"),
		"", 0, "END\n", NULL, 0, "good"},
};

static void write_module(const char *folder, const struct module *module)
{
	char path[128];
	FILE *out;

	snprintf(path, sizeof(path), "%s/%s", folder, module->name);
	out = fopen(path, "w");
	assert_non_null(out);
	fwrite(module->first, 1, module->length, out);
	for (size_t i = 0; i < module->times; i++)
		fputs(module->repeated, out);
	fputs(module->last, out);
	fclose(out);
}

/* Also a folder called like a module, with a module in it, a file that cannot be read (root
 * can), and a link to nothing. */
static void make_folder(char *folder)
{
	char path[128];

	assert_non_null(mkdtemp(folder));
	for (size_t i = 0; i < COUNT(modules); i++)
		write_module(folder, &modules[i]);
	snprintf(path, sizeof(path), "%s/DIR-MIB.txt", folder);
	assert_int_equal(mkdir(path, 0700), 0);
	write_module(
		path, &(struct module){.name = "INNER-MIB.txt",
			      TEXT("INNER-MIB" BEGIN SMI
				   "inner OBJECT IDENTIFIER ::= { enterprises 99999 69 }\n"),
			      .repeated = "",
			      .last = "END\n"});
	snprintf(path, sizeof(path), "%s/LINK-MIB.txt", folder);
	assert_int_equal(symlink("no/such/file", path), 0);
	write_module(folder, &(struct module){.name = "SECRET-MIB.txt",
				     TEXT("SECRET-MIB" BEGIN),
				     .repeated = "",
				     .last = "END\n"});
	snprintf(path, sizeof(path), "%s/SECRET-MIB.txt", folder);
	assert_int_equal(chmod(path, 0), 0);
}

static void remove_folder(const char *folder)
{
	char command[160];

	snprintf(command, sizeof(command), "rm -r '%s'", folder);
	assert_int_equal(system(command), 0);
}

static bool is_said(const struct report *report, const struct module *module)
{
	for (size_t i = 0; i < report->count; i++) {
		const struct problem *problem = &report->problems[i];
		const char *slash = strrchr(problem->file, '/');

		if (slash && strcmp(slash + 1, module->name) == 0 &&
			strstr(problem->text, module->want) &&
			(!module->line || problem->line == module->line))
			return true;
	}
	return false;
}

static void check(const struct names *names, const struct report *report)
{
	struct name_entry entry;

	for (size_t i = 0; i < COUNT(modules); i++) {
		const struct module *module = &modules[i];

		if (module->want && !is_said(report, module))
			fail_msg("of %s nothing is said like '%s'", module->name, module->want);
		if (module->known && !names_find(names, slice_of(module->known), &entry))
			fail_msg("%s is not known", module->known);
	}
	assert_true(names_find(names, slice_of("inner"), &entry));
	assert_true(names_find(names, slice_of("vmAppName"), &entry));
	assert_false(names_find(names, slice_of("lost"), &entry));
}

static void what_is_good_counts(void **state)
{
	const char *top = getenv("top_srcdir");
	char folder[] = "broken.XXXXXX", ours[512], path[] = "names.XXXXXX";
	const char *folders[] = {folder, ours};
	FILE *out = fdopen(mkstemp(path), "w");
	struct report report = {0};
	struct mibs_sums sums;
	struct error error = {""};
	struct names *names;

	(void)state;
	assert_non_null(out);
	snprintf(ours, sizeof(ours), "%s/mibs", top ? top : ".");
	make_folder(folder);
	assert_true(mibs_compile(folders, 2, out, &report, &sums));
	fclose(out);
	names = names_load(path, &error);
	assert_string_equal(error.text, "");
	assert_int_equal(report.errors, 0);
	check(names, &report);
	names_free(names);
	report_free(&report);
	unlink(path);
	remove_folder(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_good_counts)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
