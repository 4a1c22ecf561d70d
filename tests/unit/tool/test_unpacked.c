/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/unpacked.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>
#include <cmocka.h>

#include "base/text.h"
#include "tool/progress.h"

static char path[] = "unpacked.XXXXXX";

static int setup(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	return fd < 0 || close(fd);
}

static int teardown(void **state)
{
	(void)state;
	return unlink(path);
}

static void write_plain(const char *content)
{
	FILE *file = fopen(path, "w");

	fputs(content, file);
	fclose(file);
}

/* One member behind the other, as cat makes them. */
static void write_packed(const char *how, const char *content)
{
	gzFile file = gzopen(path, how);

	assert_int_equal(gzputs(file, content), strlen(content));
	gzclose(file);
}

/* What is in it; false when its end was not reached. */
static bool read_all(struct text *got, struct error *error)
{
	struct unpacked *unpacked = unpacked_open(path, error);
	int byte;

	assert_non_null(unpacked);
	text_reset(got);
	while ((byte = getc(unpacked_file(unpacked))) != EOF)
		text_byte(got, (char)byte);
	assert_true(unpacked_time(unpacked) > 0);
	return unpacked_close(unpacked, error);
}

static void as_it_is_or_unpacked(void **state)
{
	struct text got = {0};

	(void)state;
	write_plain("");
	assert_true(read_all(&got, NULL));
	assert_string_equal(text_get(&got), "");
	write_plain("one\ntwo\n");
	assert_true(read_all(&got, NULL));
	assert_string_equal(text_get(&got), "one\ntwo\n");
	write_packed("w", "one\ntwo\n");
	assert_true(read_all(&got, NULL));
	assert_string_equal(text_get(&got), "one\ntwo\n");
	write_packed("a", "three\n");
	assert_true(read_all(&got, NULL));
	assert_string_equal(text_get(&got), "one\ntwo\nthree\n");
	text_free(&got);
}

/* What can be had of it comes first. */
static void without_its_end(void **state)
{
	struct text got = {0}, long_text = {0};
	struct error error = {""};

	(void)state;
	for (int i = 0; i < 20000; i++)
		text_printf(&long_text, "line %d\n", i * 7919 % 10007);
	write_packed("w", text_get(&long_text));
	assert_int_equal(truncate(path, 20000), 0);
	assert_false(read_all(&got, &error));
	assert_non_null(strstr(error.text, "gzip whose end is missing"));
	assert_true(got.length > 1000);
	assert_memory_equal(got.data, long_text.data, got.length);
	text_free(&got);
	text_free(&long_text);
}

static void what_cannot_be_read(void **state)
{
	struct error error = {""};

	(void)state;
	assert_null(unpacked_open("/nonexistent", &error));
	assert_string_equal(error.text, "cannot read /nonexistent: No such file or directory");
}

static void measure(const void *work, uint64_t *done, uint64_t *total)
{
	unpacked_progress(work, done, total);
}

static void how_far_it_has_come(void **state)
{
	struct text text = {0};
	struct unpacked *unpacked;
	struct progress progress;
	char line[64];

	(void)state;
	for (int i = 0; i < 100000; i++)
		text_string(&text, "0123456789\n");
	write_plain(text_get(&text));
	text_reset(&text);
	unpacked = unpacked_open(path, NULL);
	progress = progress_begin("a file", measure, unpacked);
	progress_print(&progress, 0, &text);
	assert_string_equal(text_get(&text), "a file: 0 %, 0 events");
	text_reset(&text);
	while (fgets(line, sizeof(line), unpacked_file(unpacked)))
		;
	progress_print(&progress, 100000, &text);
	assert_string_equal(text_get(&text), "a file: 100 %, 100,000 events");
	progress_end(&progress);
	assert_true(unpacked_close(unpacked, NULL));
	text_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(as_it_is_or_unpacked),
		cmocka_unit_test(without_its_end),
		cmocka_unit_test(what_cannot_be_read),
		cmocka_unit_test(how_far_it_has_come),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
