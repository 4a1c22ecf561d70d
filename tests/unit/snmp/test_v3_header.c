/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Heads of SNMPv3 messages, right and wrong.
 */
#include "snmp/v3_header.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "event/ber.h"
#include "base/xalloc.h"

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

/* What stands in a head; each row of a test changes some of it. */
struct written {
	int64_t message, size, model, boots, time;
	int flags;  /* 0x100: none */
	int engine; /* octets */
	const char *user;
	int digest, salt;
	uint8_t scoped; /* tag */
};

/* authPriv with SHA-256 and AES, reportable. */
static const struct written good = {1, 65507, 3, 5, 100, 7, 12, "noc", 24, 8, BER_OCTET_STRING};

static void write_octets(struct text *out, int count)
{
	char octets[256];

	memset(octets, 'x', sizeof(octets));
	ber_write(out, BER_OCTET_STRING, slice_make(octets, (size_t)count));
}

static void write_global(struct text *out, const struct written *written)
{
	struct text global = {0};
	const char flags = (char)written->flags;

	ber_write_number(&global, BER_INTEGER, written->message);
	ber_write_number(&global, BER_INTEGER, written->size);
	ber_write(&global, BER_OCTET_STRING, slice_make(&flags, written->flags < 0x100));
	ber_write_number(&global, BER_INTEGER, written->model);
	ber_write(out, BER_SEQUENCE, text_slice(&global));
	text_free(&global);
}

static void write_security(struct text *out, const struct written *written)
{
	struct text inner = {0}, sequence = {0};

	write_octets(&inner, written->engine);
	ber_write_number(&inner, BER_INTEGER, written->boots);
	ber_write_number(&inner, BER_INTEGER, written->time);
	ber_write(&inner, BER_OCTET_STRING, slice_of(written->user));
	write_octets(&inner, written->digest);
	write_octets(&inner, written->salt);
	ber_write(&sequence, BER_SEQUENCE, text_slice(&inner));
	ber_write(out, BER_OCTET_STRING, text_slice(&sequence));
	text_free(&inner);
	text_free(&sequence);
}

static void write_head(struct text *out, const struct written *written)
{
	write_global(out, written);
	write_security(out, written);
	ber_write(out, written->scoped, slice_of("scoped"));
}

static enum trap_verdict read_head(const struct written *written)
{
	struct text text = {0};
	struct v3_header header;
	enum trap_verdict verdict;

	write_head(&text, written);
	verdict = v3_header_read(text_slice(&text), &header);
	text_free(&text);
	return verdict;
}

static void what_it_says(void **state)
{
	struct text text = {0};
	struct v3_header header;

	(void)state;
	write_head(&text, &good);
	assert_int_equal(v3_header_read(text_slice(&text), &header), TRAP_ACCEPTED);
	assert_int_equal(header.message, 1);
	assert_int_equal(header.level, USM_PRIV);
	assert_true(header.reportable);
	assert_int_equal(header.engine.length, 12);
	assert_int_equal(header.time.boots, 5);
	assert_int_equal(header.time.time, 100);
	assert_true(slice_equals(header.user, "noc"));
	assert_int_equal(header.digest.length, 24);
	assert_true(slice_equals(header.scoped, "scoped"));
	text_free(&text);
}

#define ROW(verdict, ...)                                                                      \
	{                                                                                      \
		verdict,                                                                       \
		{                                                                              \
			__VA_ARGS__                                                            \
		}                                                                              \
	}

static void bounds(void **state)
{
	enum { SEQUENCE = BER_SEQUENCE, OCTETS = BER_OCTET_STRING };
	static const char name[] = "a name of more than thirty-two octets";
	static const struct {
		enum trap_verdict want;
		struct written written;
	} rows[] = {
		ROW(TRAP_ACCEPTED, 0, 484, 3, 0, 0, 3, 5, "n", 12, 8, OCTETS),
		ROW(TRAP_ACCEPTED, INT32_MAX, INT32_MAX, 3, INT32_MAX, INT32_MAX, 3, 32, "n",
			48, 8, OCTETS),
		ROW(TRAP_ACCEPTED, 1, 484, 3, 0, 0, 1, 5, "n", 12, 0, SEQUENCE),
		ROW(TRAP_ACCEPTED, 1, 484, 3, 0, 0, 0, 5, "n", 0, 0, SEQUENCE),
		/* Who asks for our engine. */
		ROW(TRAP_ACCEPTED, 1, 484, 3, 0, 0, 4, 0, "", 0, 0, SEQUENCE),
		ROW(TRAP_MALFORMED, 1, 484, 3, 0, 0, 0, 0, "", 0, 0, SEQUENCE),
		ROW(TRAP_MALFORMED, 1, 484, 3, 0, 0, 5, 0, "n", 12, 0, SEQUENCE),
		/* Numbers. */
		ROW(TRAP_MALFORMED, -1, 484, 3, 0, 0, 3, 5, "n", 12, 8, OCTETS),
		ROW(TRAP_MALFORMED, 1LL << 31, 484, 3, 0, 0, 3, 5, "n", 12, 8, OCTETS),
		ROW(TRAP_MALFORMED, 1, 483, 3, 0, 0, 3, 5, "n", 12, 8, OCTETS),
		ROW(TRAP_MALFORMED, 1, 484, 0, 0, 0, 3, 5, "n", 12, 8, OCTETS),
		ROW(TRAP_VERSION, 1, 484, 2, 0, 0, 3, 5, "n", 12, 8, OCTETS),
		ROW(TRAP_VERSION, 1, 484, 4, 0, 0, 3, 5, "n", 12, 8, OCTETS),
		ROW(TRAP_MALFORMED, 1, 484, 3, -1, 0, 3, 5, "n", 12, 8, OCTETS),
		ROW(TRAP_MALFORMED, 1, 484, 3, 0, 1LL << 31, 3, 5, "n", 12, 8, OCTETS),
		/* Flags: none; privacy alone; what they do not go with. */
		ROW(TRAP_MALFORMED, 1, 484, 3, 0, 0, 0x100, 5, "n", 12, 8, OCTETS),
		ROW(TRAP_MALFORMED, 1, 484, 3, 0, 0, 2, 5, "n", 0, 8, OCTETS),
		ROW(TRAP_MALFORMED, 1, 484, 3, 0, 0, 3, 5, "n", 0, 8, OCTETS),
		ROW(TRAP_MALFORMED, 1, 484, 3, 0, 0, 3, 5, "n", 12, 0, OCTETS),
		ROW(TRAP_MALFORMED, 1, 484, 3, 0, 0, 3, 5, "n", 12, 8, SEQUENCE),
		ROW(TRAP_MALFORMED, 1, 484, 3, 0, 0, 1, 5, "n", 12, 8, SEQUENCE),
		ROW(TRAP_MALFORMED, 1, 484, 3, 0, 0, 1, 5, "n", 12, 0, OCTETS),
		ROW(TRAP_MALFORMED, 1, 484, 3, 0, 0, 0, 5, "n", 12, 0, SEQUENCE),
		/* Lengths. */
		ROW(TRAP_MALFORMED, 1, 484, 3, 0, 0, 3, 4, "n", 12, 8, OCTETS),
		ROW(TRAP_MALFORMED, 1, 484, 3, 0, 0, 3, 33, "n", 12, 8, OCTETS),
		ROW(TRAP_MALFORMED, 1, 484, 3, 0, 0, 3, 5, name, 12, 8, OCTETS),
		ROW(TRAP_MALFORMED, 1, 484, 3, 0, 0, 3, 5, "", 12, 8, OCTETS),
		ROW(TRAP_MALFORMED, 1, 484, 3, 0, 0, 3, 5, "n", 49, 8, OCTETS),
		ROW(TRAP_MALFORMED, 1, 484, 3, 0, 0, 3, 5, "n", 12, 9, OCTETS),
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (read_head(&rows[i].written) != rows[i].want)
			fail_msg("row %zu: %d", i, read_head(&rows[i].written));
}

/* Exactly as long as they are: a read beyond is seen by the sanitizers. */
static void no_head_is_whole_without_its_end(void **state)
{
	struct text text = {0};
	struct v3_header header;

	(void)state;
	write_head(&text, &good);
	for (size_t length = 0; length < text.length; length++) {
		char *exact = xmemdup(text.data, length ? length : 1);

		assert_int_equal(
			v3_header_read(slice_make(exact, length), &header), TRAP_MALFORMED);
		free(exact);
	}
	text_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_it_says),
		cmocka_unit_test(bounds),
		cmocka_unit_test(no_head_is_whole_without_its_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
