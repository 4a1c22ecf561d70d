/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/replies.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

enum { SPACE = 1024, LONGEST = SPACE - sizeof(struct waiting) };

/* Bytes that tell which reply they are. */
static size_t add(struct replies *replies, uint64_t parcel, size_t length)
{
	char bytes[SPACE];
	struct reply reply = {.bytes = {bytes, length}};

	memset(bytes, (int)parcel, length);
	return replies_add(replies, &reply, parcel, (int64_t)parcel * 10);
}

static void want_first(struct replies *replies, uint64_t parcel, size_t length)
{
	const struct waiting *first = replies_first(replies);
	struct slice bytes;

	assert_non_null(first);
	bytes = replies_bytes(first);
	assert_int_equal(first->parcel, parcel);
	assert_int_equal(first->since, parcel * 10);
	assert_int_equal(bytes.length, length);
	for (size_t i = 0; i < length; i++)
		assert_int_equal((unsigned char)bytes.data[i], parcel & 0xff);
}

static void they_come_out_in_order(void **state)
{
	struct replies *replies = replies_new(SPACE);

	(void)state;
	assert_null(replies_first(replies));
	assert_int_equal(add(replies, 1, 100), 0);
	assert_int_equal(add(replies, 2, 0), 0);
	assert_int_equal(replies_count(replies), 2);
	want_first(replies, 1, 100);
	replies_drop(replies);
	want_first(replies, 2, 0);
	replies_drop(replies);
	assert_null(replies_first(replies));
	replies_free(replies);
}

static void the_oldest_make_room(void **state)
{
	struct replies *replies = replies_new(SPACE);

	(void)state;
	assert_int_equal(add(replies, 1, LONGEST), 0);
	assert_int_equal(add(replies, 2, LONGEST), 1);
	want_first(replies, 2, LONGEST);
	assert_int_equal(add(replies, 3, LONGEST + 1), 1);
	want_first(replies, 2, LONGEST);
	assert_int_equal(add(replies, 4, 8), 1);
	want_first(replies, 4, 8);
	replies_free(replies);
}

/* Whatever the lengths: what is there is whole, and the newest of what came. */
static void any_order_of_lengths(void **state)
{
	struct replies *replies = replies_new(SPACE);
	size_t lengths[20000];
	uint64_t random = 1, oldest = 0;

	(void)state;
	for (uint64_t parcel = 0; parcel < 20000; parcel++) {
		random = random * 6364136223846793005 + 1442695040888963407;
		lengths[parcel] = (random >> 33) % (random >> 63 ? 40 : LONGEST + 1);
		oldest += add(replies, parcel, lengths[parcel]);
		assert_int_equal(replies_count(replies), parcel + 1 - oldest);
		if ((random >> 60) % 4 == 0) {
			replies_drop(replies);
			oldest++;
		}
		if (oldest <= parcel)
			want_first(replies, oldest, lengths[oldest]);
		else
			assert_null(replies_first(replies));
	}
	replies_free(replies);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(they_come_out_in_order),
		cmocka_unit_test(the_oldest_make_room),
		cmocka_unit_test(any_order_of_lengths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
