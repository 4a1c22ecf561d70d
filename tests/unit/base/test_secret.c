/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/secret.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

enum { ROOM = 8 };

static void first_lines(void **state)
{
	static const struct {
		const char *content;
		mode_t mode;
		const char *line; /* NULL: refused, */
		const char *why;  /* for that */
	} rows[] = {
		{"abcdef\n", 0600, "abcdef", NULL},
		{"abcdef", 0400, "abcdef", NULL},
		{"abc\r\nsecond\n", 0600, "abc", NULL},
		{"abcdefg\n", 0600, NULL, "is longer than 6 bytes"},
		{"abcdefgh", 0600, NULL, "is longer than 6 bytes"},
		{"", 0600, NULL, "is empty"},
		{"\nsecond\n", 0600, NULL, "is empty"},
		{"abcdef\n", 0640, NULL, "(mode 0640); run: chmod 600 '"},
		{"abcdef\n", 0620, NULL, "is open to others than its owner"},
		{"abcdef\n", 0604, NULL, "is open to others than its owner"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char path[] = "secret.XXXXXX", line[ROOM];
		struct error error = {""};
		int fd = mkstemp(path);
		size_t length;

		assert_int_equal(write(fd, rows[i].content, strlen(rows[i].content)),
			strlen(rows[i].content));
		fchmod(fd, rows[i].mode);
		close(fd);
		length = secret_line(path, line, sizeof(line), &error);
		unlink(path);
		if (rows[i].line) {
			assert_string_equal(line, rows[i].line);
			assert_int_equal(length, strlen(line));
			continue;
		}
		assert_int_equal(length, 0);
		assert_non_null(strstr(error.text, rows[i].why));
		assert_non_null(strstr(error.text, path));
		assert_null(strstr(error.text, "abc"));
	}
}

static void no_file(void **state)
{
	struct error error;

	(void)state;
	assert_int_equal(secret_open("/dev/null", &error), -1);
	assert_string_equal(error.text, "'/dev/null' is no file");
	assert_null(secret_stream("nothing/there", &error));
	assert_string_equal(
		error.text, "cannot read 'nothing/there': No such file or directory");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(first_lines),
		cmocka_unit_test(no_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
