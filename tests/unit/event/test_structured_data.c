/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "event/structured_data.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

/* `want` NULL: there is none. */
static void parameters_by_name(void **state)
{
	static const char alarm[] =
		"[exampleSDID@32473 iut=\"3\" eventSource= \"App\"]"
		"[alarm resource=\"su \\\"root\\\" [1\\]\" probableCause=\"\" "
		"perceivedSeverity=\"critical\"][junos@2636.1.1.1.2.18 x=\"a\\b\"]";
	static const struct {
		const char *data, *name, *want;
	} rows[] = {
		{alarm, "alarm.resource", "su \"root\" [1]"},
		{alarm, "alarm.probableCause", ""},
		{alarm, "alarm.perceivedSeverity", "critical"},
		{alarm, "alarm.eventType", NULL},
		{alarm, "alarm.perceived", NULL},
		{alarm, "exampleSDID.iut", "3"},
		{alarm, "exampleSDID@32473.eventSource", "App"},
		{alarm, "junos.x", "a\\b"},
		{alarm, "junos@2636.1.1.1.2.18.x", "a\\b"},
		{alarm, "junos@2636.x", NULL},
		{alarm, "resource", NULL},
		{alarm, "", NULL},
		{alarm, ".", NULL},
		{"", "a.b", NULL},
		{"[a]", "a.b", NULL},
		{"[a][c d=\"1\"]", "c.d", "1"},
		{"[a b=\"1\"][a b=\"2\" c=\"3\"]", "a.b", "1"},
		{"[a b=\"1\"][a b=\"2\" c=\"3\"]", "a.c", "3"},
		/* What never ends, or has no form. */
		{"[a b=\"1", "a.b", NULL},
		{"[a b=\"1\\", "a.b", NULL},
		{"[a b=1]", "a.b", NULL},
		{"[a b", "a.b", NULL},
		{"[", "a.b", NULL},
		{"[[a b=\"1\"]", "a.b", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct slice value;
		char plain[64];
		bool found = structured_data_find(
			slice_of(rows[i].data), slice_of(rows[i].name), &value);

		if (found != (rows[i].want != NULL))
			fail_msg("%s in %s", rows[i].name, rows[i].data);
		if (!found)
			continue;
		value = slice_make(plain, structured_data_plain(value, plain));
		if (!slice_equals(value, rows[i].want))
			fail_msg("%s: %.*s", rows[i].name, SLICE_PRINT(value));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(parameters_by_name)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
