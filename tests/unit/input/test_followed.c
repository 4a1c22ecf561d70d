/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/followed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/text.h"

struct fixture {
	char path[64];
	struct followed *file;
	struct block block;
};

static void write_file(const char *path, const char *how, const char *content)
{
	FILE *file = fopen(path, how);

	assert_non_null(file);
	fputs(content, file);
	fclose(file);
}

static void append(struct fixture *fixture, const char *content)
{
	write_file(fixture->path, "a", content);
}

/* What copytruncate does, and what the program writes next. */
static void truncate_to(struct fixture *fixture, const char *content)
{
	write_file(fixture->path, "w", content);
}

static int setup(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	int fd;

	snprintf(fixture->path, sizeof(fixture->path), "followed.XXXXXX");
	fd = mkstemp(fixture->path);
	assert_true(fd >= 0);
	close(fd);
	fixture->file = followed_open(fixture->path, "files");
	assert_non_null(fixture->file);
	*state = fixture;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *fixture = *state;

	followed_free(fixture->file);
	unlink(fixture->path);
	free(fixture);
	return 0;
}

static void reopen(struct fixture *fixture)
{
	followed_free(fixture->file);
	fixture->file = followed_open(fixture->path, "files");
	assert_non_null(fixture->file);
}

/* Everything that is there, each line in brackets; "(cut)" behind one that is. */
static void assert_reads(struct fixture *fixture, const char *wanted)
{
	struct block *block = &fixture->block;
	struct text got = {0};
	bool more = true;

	while (more) {
		followed_read(fixture->file, block, &more);
		for (size_t i = 0; i < block->count; i++) {
			const struct block_line *line = &block->lines[i];

			text_printf(&got, "[%.*s]%s",
				line->length < 100 ? (int)line->length : 3,
				block->bytes + line->start, line->cut ? "(cut)" : "");
		}
	}
	assert_string_equal(text_get(&got), wanted);
	text_free(&got);
}

static void lines_as_they_come(void **state)
{
	struct fixture *fixture = *state;

	assert_reads(fixture, "");
	append(fixture, "one\ntwo\r\n\nth");
	assert_reads(fixture, "[one][two][]");
	assert_reads(fixture, "");
	append(fixture, "ree\nfour\n");
	assert_reads(fixture, "[three][four]");
	assert_int_equal(fixture->file->position.offset, 21);
}

static void the_same_file_by_its_first_line(void **state)
{
	struct fixture *fixture = *state;
	uint64_t first;

	append(fixture, "begins");
	assert_reads(fixture, "");
	assert_int_equal(fixture->file->position.file, 0); /* not known before the line ends */
	append(fixture, " here\n");
	assert_reads(fixture, "[begins here]");
	first = fixture->file->position.file;
	append(fixture, "goes on\n");
	assert_reads(fixture, "[goes on]");
	assert_int_equal(fixture->file->position.file, first);
	truncate_to(fixture, "another\n");
	assert_reads(fixture, "[another]");
	assert_int_not_equal(fixture->file->position.file, first);
}

/* The size says nothing when as much is there again: what stands before the position does. */
static void truncated_is_found_out(void **state)
{
	static const struct {
		const char *name, *before, *after, *reads;
	} cases[] = {
		{"shorter", "a 1\na 2\n", "a 3\n", "[a 3]"},
		{"as long", "a 1\na 2\n", "a 3\na 4\n", "[a 3][a 4]"},
		{"longer", "a 1\na 2\n", "a 3\na 4\na 5\n", "[a 3][a 4][a 5]"},
		{"the same first line", "head\na 1\n", "head\na 2\na 3\n", "[head][a 2][a 3]"},
		{"empty, then written", "a 1\na 2\n", "", ""},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct fixture *fixture = *state;
		truncate_to(fixture, cases[i].before);
		reopen(fixture);
		followed_read(fixture->file, &fixture->block, &(bool){false});
		assert_int_equal(fixture->block.count, 2);
		truncate_to(fixture, cases[i].after);
		print_message("%s\n", cases[i].name);
		assert_reads(fixture, cases[i].reads);
	}
}

static void goes_on_where_it_was(void **state)
{
	struct fixture *fixture = *state;
	struct positions *positions = positions_new();

	append(fixture, "one\ntwo\n");
	assert_false(followed_resume(fixture->file, positions));
	assert_reads(fixture, "[one][two]");
	positions_note(positions, &fixture->file->position);
	append(fixture, "three\n");
	reopen(fixture);
	assert_true(followed_resume(fixture->file, positions));
	assert_reads(fixture, "[three]");
	/* Written anew while nobody was here, with the same first line. */
	positions_note(positions, &fixture->file->position);
	truncate_to(fixture, "one\nTWO\nTHREE\nFOUR\n");
	reopen(fixture);
	assert_true(followed_resume(fixture->file, positions));
	assert_reads(fixture, "[one][TWO][THREE][FOUR]");
	positions_free(positions);
}

static void what_was_there_is_passed_over(void **state)
{
	struct fixture *fixture = *state;

	append(fixture, "old\nolder\nnot end");
	reopen(fixture);
	followed_skip(fixture->file);
	assert_true(fixture->file->note);
	append(fixture, "ed\n");
	assert_reads(fixture, "[not ended]");
}

/* A file of which nothing can be known yet begins at its beginning. */
static void half_a_first_line_is_not_passed_over(void **state)
{
	struct fixture *fixture = *state;

	append(fixture, "not end");
	reopen(fixture);
	followed_skip(fixture->file);
	assert_false(fixture->file->note);
	append(fixture, "ed\n");
	assert_reads(fixture, "[not ended]");
}

static void overlong_lines_are_cut(void **state)
{
	static const size_t lengths[] = {FOLLOWED_LINE_MAXIMUM + 1, BLOCK_BYTES - 1,
		BLOCK_BYTES, BLOCK_BYTES + 1, 3 * BLOCK_BYTES + 7};
	struct fixture *fixture = *state;

	append(fixture, "first\n");
	for (size_t i = 0; i < sizeof(lengths) / sizeof(*lengths); i++) {
		char *line = calloc(1, lengths[i] + 1);

		memset(line, 'x', lengths[i]);
		append(fixture, line);
		assert_reads(fixture, i == 0 ? "[first]" : "");
		append(fixture, "\nnext\n");
		assert_reads(fixture, "[xxx](cut)[next]");
		free(line);
	}
	assert_int_equal(fixture->file->scanned, 0);
}

static void more_lines_than_a_block_holds(void **state)
{
	struct fixture *fixture = *state;
	struct text lines = {0};
	size_t count = 0;
	bool more = true;

	for (int i = 0; i < 5 * BLOCK_LINES; i++)
		text_printf(&lines, "line %d\n", i);
	append(fixture, text_get(&lines));
	text_free(&lines);
	for (int reads = 0; more && reads < 10; reads++) {
		followed_read(fixture->file, &fixture->block, &more);
		count += fixture->block.count;
	}
	assert_false(more);
	assert_int_equal(count, 5 * BLOCK_LINES);
}

static void only_regular_files(void **state)
{
	(void)state;
	assert_null(followed_open("/dev/null", "files"));
	assert_null(followed_open("/", "files"));
	assert_null(followed_open("/nonexistent", "files"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(lines_as_they_come, setup, teardown),
		cmocka_unit_test_setup_teardown(
			the_same_file_by_its_first_line, setup, teardown),
		cmocka_unit_test_setup_teardown(truncated_is_found_out, setup, teardown),
		cmocka_unit_test_setup_teardown(goes_on_where_it_was, setup, teardown),
		cmocka_unit_test_setup_teardown(what_was_there_is_passed_over, setup, teardown),
		cmocka_unit_test_setup_teardown(
			half_a_first_line_is_not_passed_over, setup, teardown),
		cmocka_unit_test_setup_teardown(overlong_lines_are_cut, setup, teardown),
		cmocka_unit_test_setup_teardown(more_lines_than_a_block_holds, setup, teardown),
		cmocka_unit_test(only_regular_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
