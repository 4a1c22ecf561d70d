/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/capture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/duration.h"

/* 2012-08-29 12:00:03 and half a second; four bytes of a frame of five. */
#define SECOND 1346241603LL
#define BYTES  "abcd"

#define LITTLE                                                                                 \
	"\xd4\xc3\xb2\xa1\x02\0\x04\0\0\0\0\0\0\0\0\0\xff\xff\0\0\x01\0\0\0"                   \
	"\x43\x04\x3e\x50\x20\xa1\x07\0\x04\0\0\0\x05\0\0\0" BYTES
#define BIG                                                                                    \
	"\xa1\xb2\xc3\xd4\0\x02\0\x04\0\0\0\0\0\0\0\0\0\0\xff\xff\0\0\0\x71"                   \
	"\x50\x3e\x04\x43\0\x07\xa1\x20\0\0\0\x04\0\0\0\x05" BYTES
#define FINE                                                                                   \
	"\x4d\x3c\xb2\xa1\x02\0\x04\0\0\0\0\0\0\0\0\0\xff\xff\0\0\x65\0\0\0"                   \
	"\x43\x04\x3e\x50\0\x65\xcd\x1d\x04\0\0\0\x05\0\0\0" BYTES
#define HEADER 24

static FILE *open_bytes(const void *bytes, size_t length)
{
	return fmemopen((void *)(uintptr_t)bytes, length, "r");
}

static void formats(void **state)
{
	static const struct {
		const char *bytes;
		size_t length;
		enum packet_link link;
	} rows[] = {
		{LITTLE, sizeof(LITTLE) - 1, PACKET_ETHERNET},
		{BIG, sizeof(BIG) - 1, PACKET_COOKED},
		{FINE, sizeof(FINE) - 1, PACKET_RAW},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		FILE *file = open_bytes(rows[i].bytes, rows[i].length);
		struct capture *capture;
		struct frame frame;
		struct error error;

		assert_true(capture_begins(file));
		capture = capture_open(file, "some.pcap", &error);
		assert_non_null(capture);
		assert_int_equal(capture_link(capture), rows[i].link);
		assert_true(capture_next(capture, &frame, &error));
		assert_int_equal(frame.time, SECOND * SECONDS + SECONDS / 2);
		assert_true(slice_equals(frame.bytes, BYTES));
		assert_int_equal(frame.original, 5);
		assert_false(capture_next(capture, &frame, &error));
		assert_string_equal(error.text, "");
		capture_close(capture);
		fclose(file);
	}
}

static void lines_are_no_capture(void **state)
{
	static const char *const texts[] = {"<13>Aug 29 14:00:03 host x", "ab", "\n"};
	char line[64];

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		FILE *file = open_bytes(texts[i], strlen(texts[i]));

		assert_false(capture_begins(file));
		assert_non_null(fgets(line, sizeof(line), file));
		assert_string_equal(line, texts[i]); /* what was looked at is still there */
		fclose(file);
	}
}

static void files_that_are_refused(void **state)
{
	static const struct {
		const char *bytes;
		size_t length;
		const char *want;
	} rows[] = {
		{"\x0a\x0d\x0d\x0a", HEADER,
			"x is a pcapng file, which is not read: make a pcap file of it with "
			"'editcap -F pcap x NEW'"},
		{"\x34\xcd\xb2\xa1", HEADER,
			"x is a capture in a format that is not read (magic number a1b2cd34): "
			"make a pcap file of it with 'editcap -F pcap'"},
		{LITTLE, HEADER - 1, "x ends in its first 24 bytes: it is no capture"},
		{"\xd4\xc3\xb2\xa1\x02\0\x04\0\0\0\0\0\0\0\0\0\xff\xff\0\0\x69\0\0", HEADER,
			"x has frames of link type 105, which are not read; Ethernet (1), raw "
			"IP (101, 228, 229) and Linux cooked (113, 276) are"},
	};
	char bytes[HEADER];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct error error;
		FILE *file;

		memset(bytes, 0, sizeof(bytes));
		memcpy(bytes, rows[i].bytes, i < 2 ? 4 : HEADER - 1);
		file = open_bytes(bytes, rows[i].length);
		assert_true(capture_begins(file));
		assert_null(capture_open(file, "x", &error));
		assert_string_equal(error.text, rows[i].want);
		fclose(file);
	}
}

/* Until where it is good it is read. */
static void files_that_end_too_early(void **state)
{
	static const struct {
		size_t length;
		const char *want;
	} rows[] = {
		{HEADER + 8, "x ends inside frame 1: that one is left out"},
		{HEADER + 16 + 3, "x ends inside frame 1: that one is left out"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		FILE *file = open_bytes(LITTLE, rows[i].length);
		struct error error;
		struct capture *capture = capture_open(file, "x", &error);
		struct frame frame;

		assert_false(capture_next(capture, &frame, &error));
		assert_string_equal(error.text, rows[i].want);
		capture_close(capture);
		fclose(file);
	}
}

static void a_frame_of_too_many_bytes(void **state)
{
	char bytes[] = LITTLE;
	struct capture *capture;
	struct frame frame;
	struct error error;
	FILE *file;

	(void)state;
	bytes[HEADER + 11] = 0x7f;
	file = open_bytes(bytes, sizeof(bytes) - 1);
	capture = capture_open(file, "x", &error);
	assert_false(capture_next(capture, &frame, &error));
	assert_string_equal(error.text,
		"x is damaged: frame 1 would have 2130706436 bytes; it and what follows is "
		"left out");
	capture_close(capture);
	fclose(file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(formats),
		cmocka_unit_test(lines_are_no_capture),
		cmocka_unit_test(files_that_are_refused),
		cmocka_unit_test(files_that_end_too_early),
		cmocka_unit_test(a_frame_of_too_many_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
