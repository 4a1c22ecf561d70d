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
	static const char snmp[] =
		"[snmp ctxEngine=\"8000\" v1=\"1.3.6.1.2.1.1.3.0\" l1=\"sysUpTime.0\" "
		"t1=\"94860\" "
		"v2=\"1.3.6.1.6.3.1.1.4.1.0\" o2=\"1.3.6.1.6.3.1.1.5.3\" a2=\"linkDown\" "
		"v3=\"1.3.6.1.2.1.2.2.1.10.3\" c3=\"7\" v10=\"1.3.6.1.2.1.2.2.1.1.3\" "
		"d10=\"3\" "
		"v11=\"1.3.6.1.2.1.2.2.1.2.3\" x11=\"6774\" a11=\"gt\" v12=\"1.3.6.1.9.1\" "
		"x12=\"00\"]";
	static const struct {
		const char *data, *name, *want;
	} rows[] = {
		{snmp, "snmp.o2", "1.3.6.1.6.3.1.1.5.3"},
		{snmp, "snmp.ctxEngine", "8000"},
		{snmp, "snmp.1.3.6.1.6.3.1.1.4.1", "1.3.6.1.6.3.1.1.5.3"},
		{snmp, "snmp.1.3.6.1.6.3.1.1.4.1.0", "1.3.6.1.6.3.1.1.5.3"},
		{snmp, "snmp.1.3.6.1.2.1.1.3", "94860"},
		{snmp, "snmp.1.3.6.1.2.1.2.2.1.1", "3"},
		{snmp, "snmp.1.3.6.1.2.1.2.2.1.1.3", "3"},
		{snmp, "snmp.1.3.6.1.2.1.2.2.1.2", "gt"},
		{snmp, "snmp.1.3.6.1.9", "00"},
		{snmp, "snmp.x11", "6774"},
		{snmp, "snmp.1.3.6.1.9.1.1", NULL},
		{snmp, "snmp.1.3.6.1.10", NULL},
		{"[snmp v1=\"1.3\"]", "snmp.1.3", NULL},
		{"[snmp v1=\"1.3\" v2=\"1.4\" d2=\"5\"]", "snmp.1.3", NULL},
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
