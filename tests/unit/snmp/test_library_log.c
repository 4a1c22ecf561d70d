/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "snmp/library_log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/log.h"
#include "base/text.h"
#include "snmp/net_snmp.h"

static void keep_line(void *context, enum log_level level, const char *line)
{
	text_printf(context, "%d|%s|", level, line);
}

static void keep_slice(void *context, struct slice line)
{
	text_append(context, line);
	text_byte(context, '|');
}

/* Anybody on the network can make the library complain. */
static void complaints_are_for_debugging(void **state)
{
	struct text got = {0};

	(void)state;
	library_log_to(NULL);
	library_log_to(NULL);
	log_set_sink(keep_line, &got);
	log_set_level(LOG_LEVEL_INFO);
	snmp_log(LOG_ERR, "unseen\n");
	log_set_level(LOG_LEVEL_DEBUG);
	snmp_log(LOG_ERR, "bad \033[31m trap\n");
	log_set_level(LOG_LEVEL_INFO);
	log_set_sink(NULL, NULL);
	assert_string_equal(text_get(&got), "3|debug snmp: library: bad \\x1B[31m trap|");
	text_free(&got);
}

static void they_can_be_captured(void **state)
{
	struct text got = {0};
	struct library_log log = {keep_slice, &got};

	(void)state;
	library_log_to(&log);
	snmp_log(LOG_WARNING, "one\n");
	library_log_to(NULL);
	snmp_log(LOG_WARNING, "two\n");
	assert_string_equal(text_get(&got), "one|");
	text_free(&got);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(complaints_are_for_debugging),
		cmocka_unit_test(they_can_be_captured),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
