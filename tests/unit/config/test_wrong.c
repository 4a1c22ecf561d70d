/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Every folder of tests/golden/wrong holds rules, an inventory or a correlator.conf with
 * mistakes, and the file `expected` with the lines that must be printed about them.
 * GOLDEN=write writes what is printed now; the difference is for a person to judge.
 */
#include "config/knowledge.h"
#include "config/settings.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

/* A file of the case, or NULL when there is none. */
static char *case_file(const char *folder, const char *name)
{
	char *path;
	assert_true(asprintf(&path, "%s/%s", folder, name) > 0);
	if (access(path, R_OK) == 0)
		return path;
	free(path);
	return NULL;
}

static void load_knowledge(const char *folder, struct report *report)
{
	char *names = case_file(folder, "names");
	char *platforms = case_file(folder, "platforms.cfg");
	char *nodes = case_file(folder, "nodes.csv");
	char *links = case_file(folder, "links.csv");
	struct knowledge_files files = {
		.rules = {(const char *[]){folder}, 1},
		.names = names,
		.platforms = platforms,
		.nodes = nodes,
		.links = links,
	};
	knowledge_free(knowledge_load(&files, report));
	free(names);
	free(platforms);
	free(nodes);
	free(links);
}

/* What is printed about a case; to be freed. */
static char *print_case(const char *folder)
{
	struct report report = {0};
	char *file = case_file(folder, "correlator.conf"), *text = NULL;
	size_t size = 0;
	if (file)
		settings_free(settings_load(file, &report));
	else
		load_knowledge(folder, &report);
	FILE *stream = open_memstream(&text, &size);
	report_print(&report, stream);
	fclose(stream);
	report_free(&report);
	free(file);
	return text;
}

static char *read_file(const char *path)
{
	char *text = NULL;
	size_t size = 0;
	FILE *file = fopen(path, "r");
	if (!file || getdelim(&text, &size, '\0', file) < 0) {
		free(text);
		text = strdup("");
	}
	if (file)
		fclose(file);
	return text;
}

static void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

/* Whether the case prints what is expected; says what differs. */
static bool check_case(const char *folder)
{
	char path[300];
	snprintf(path, sizeof(path), "%s/expected", folder);
	const char *golden = getenv("GOLDEN");
	char *printed = print_case(folder), *expected = read_file(path);
	bool same = strcmp(printed, expected) == 0;
	if (!same && golden && strcmp(golden, "write") == 0)
		write_file(path, printed);
	if (!same)
		print_error("%s\n--- expected\n%s--- printed\n%s", folder, expected, printed);
	free(printed);
	free(expected);
	return same;
}

static int is_case(const struct dirent *entry)
{
	return entry->d_name[0] >= '0' && entry->d_name[0] <= '9';
}

static void every_mistake_is_told_as_expected(void **state)
{
	struct dirent **entries;
	size_t different = 0;
	int count = scandir(".", &entries, is_case, alphasort);
	(void)state;
	assert_true(count >= 30);
	for (int i = 0; i < count; i++) {
		different += !check_case(entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	assert_int_equal(different, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_mistake_is_told_as_expected),
	};
	const char *source = getenv("srcdir");
	char path[4096];
	snprintf(path, sizeof(path), "%s/tests/golden/wrong", source ? source : ".");
	if (chdir(path) < 0) {
		perror(path);
		return 99;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
