/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/crc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

enum { SIZE = 32 };

/* RFC 3720, B.4; the last is the check value of the usual catalogue of CRCs. */
static void known_sums(void **state)
{
	unsigned char zeros[SIZE], ones[SIZE], up[SIZE], down[SIZE];
	const struct {
		const void *data;
		size_t length;
		uint32_t want;
	} rows[] = {
		{zeros, SIZE, 0x8a9136aa},
		{ones, SIZE, 0x62a8ab43},
		{up, SIZE, 0x46dd794e},
		{down, SIZE, 0x113fdb5c},
		{"123456789", 9, 0xe3069283},
		{"", 0, 0},
	};

	(void)state;
	memset(zeros, 0, SIZE);
	memset(ones, 0xff, SIZE);
	for (unsigned i = 0; i < SIZE; i++) {
		up[i] = (unsigned char)i;
		down[i] = (unsigned char)(SIZE - 1 - i);
	}
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(crc32c(0, rows[i].data, rows[i].length), rows[i].want);
		assert_int_equal(
			crc32c_by_table(0, rows[i].data, rows[i].length), rows[i].want);
	}
}

/* Every start and length, so that no tail and no alignment is left out. */
static void both_ways_agree(void **state)
{
	unsigned char bytes[100];

	(void)state;
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)(i * 167 + 13);
	for (size_t start = 0; start < 9; start++)
		for (size_t length = 0; start + length <= sizeof(bytes); length++)
			assert_int_equal(crc32c(7, bytes + start, length),
				crc32c_by_table(7, bytes + start, length));
}

static void parts_give_the_sum_of_the_whole(void **state)
{
	const char *text = "one incident per platform fault";
	size_t length = strlen(text);
	uint32_t whole = crc32c(0, text, length);

	(void)state;
	for (size_t cut = 0; cut <= length; cut++)
		assert_int_equal(crc32c(crc32c(0, text, cut), text + cut, length - cut), whole);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_sums),
		cmocka_unit_test(both_ways_agree),
		cmocka_unit_test(parts_give_the_sum_of_the_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
