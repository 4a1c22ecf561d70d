/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/shape.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static void what_differs_is_put_aside(void **state)
{
	static const struct {
		const char *message, *shape;
	} cases[] = {
		{"", ""},
		{"Link down", "Link down"},
		{"Accepted password for bob from 10.0.0.1 port 40022 ssh2",
			"Accepted password for bob from <address> port <number> ssh<number>"},
		{"Interface GigabitEthernet0/1.100, changed state to down",
			"Interface GigabitEthernet<number>/<number>, changed state to down"},
		{"neighbor 2001:db8::1 Down", "neighbor <address> Down"},
		{"neighbor 10.1.2.3:179 Down.", "neighbor <address> Down."},
		{"host 00:1b:21:3c:9d:f8 moved", "host <address> moved"},
		{"code 0xdeadBEEF at 7f3a2b9c.", "code <hex> at <hex>."},
		{"session 550e8400-e29b-41d4-a716-446655440000 ended", "session <id> ended"},
		{"key a1b2c3 unknown", "key <id> unknown"},
		{"cannot open \"/var/log/x y\": No such file",
			"cannot open \"<text>\": No such file"},
		{"user 'bob' didn't log in at 12:00:03.5",
			"user '<text>' didn't log in at <number>"},
		{"load 0.35, 12% of 3", "load <number>, <number>% of <number>"},
		{"-5 degrees", "-<number> degrees"},
		{"added, feed, dead face", "added, feed, dead face"},
		{"uid=1000 gid=(0)", "uid=<number> gid=(<number>)"},
		{"vms-par2-07: ready", "vms-par<number>-<number>: ready"},
		{"no end \"of quotes", "no end \"of quotes"},
		{"at 2012-08-29T12:00:03Z", "at <id>"},
		{"<number> is what it says", "<number> is what it says"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct text shape = {0};

		shape_of(slice_of(cases[i].message), &shape);
		assert_string_equal(text_get(&shape), cases[i].shape);
		text_free(&shape);
	}
}

/* Any bytes, also ones without an end: what comes of them has an end, and is the same again. */
static void anything_has_a_bounded_shape(void **state)
{
	char bytes[2000];
	uint32_t random = 1;

	(void)state;
	for (int round = 0; round < 200; round++) {
		struct text once = {0}, again = {0};

		for (size_t i = 0; i < sizeof(bytes); i++) {
			random = random * 1664525 + 1013904223;
			bytes[i] = (char)(round % 2 ? "0a:.\"'-_ <"[random >> 16 & 7]
						    : (char)(random >> 16));
		}
		shape_of(slice_make(bytes, sizeof(bytes)), &once);
		shape_of(slice_make(bytes, sizeof(bytes)), &again);
		assert_in_range(once.length, SHAPE_MAXIMUM - 9, SHAPE_MAXIMUM);
		assert_memory_equal(once.data, again.data, once.length);
		text_free(&once);
		text_free(&again);
	}
}

static void no_placeholder_is_cut(void **state)
{
	(void)state;
	for (size_t before = SHAPE_MAXIMUM - 12; before <= SHAPE_MAXIMUM; before++) {
		struct text message = {0}, shape = {0};

		while (message.length < before)
			text_byte(&message, 'x');
		text_string(&message, " 10.0.0.1");
		shape_of(text_slice(&message), &shape);
		if (before + strlen(" <address>") <= SHAPE_MAXIMUM)
			assert_int_equal(shape.length, before + strlen(" <address>"));
		else
			assert_int_equal(slice_find(text_slice(&shape), 0, '<'), SIZE_MAX);
		text_free(&message);
		text_free(&shape);
	}
}

static void a_shape_comes_apart(void **state)
{
	struct slice rest = slice_of("from <address> port <nothing> <number><number>"), literal;
	const char *placeholder;
	struct text read = {0};

	(void)state;
	while (shape_next(&rest, &literal, &placeholder))
		text_printf(&read, "[%s %.*s]", placeholder ? placeholder : "-",
			SLICE_PRINT(literal));
	assert_string_equal(text_get(&read),
		"[- from ][address <address>][-  port <nothing> ][number <number>]"
		"[number <number>]");
	text_free(&read);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_differs_is_put_aside),
		cmocka_unit_test(anything_has_a_bounded_shape),
		cmocka_unit_test(no_placeholder_is_cut),
		cmocka_unit_test(a_shape_comes_apart),
	};

	return cmocka_run_group_tests_name("shape", tests, NULL, NULL);
}
