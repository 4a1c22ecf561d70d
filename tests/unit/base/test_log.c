/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text.h"

static void collect(void *context, enum log_level level, const char *line)
{
	text_printf(context, "%d %s\n", (int)level, line);
}

static void lines_have_level_and_area(void **state)
{
	struct text seen = {0};

	(void)state;
	log_set_sink(collect, &seen);
	log_error("journal", "cannot write file=%s", "x");
	log_warning("trap", "drops=%d", 3);
	log_info("main", "started");
	log_debug("main", "unseen");
	log_set_level(LOG_LEVEL_DEBUG);
	log_debug("main", "seen");
	log_set_level(LOG_LEVEL_ERROR);
	log_warning("main", "unseen");
	log_set_level(LOG_LEVEL_INFO);
	log_set_sink(NULL, NULL);
	assert_string_equal(text_get(&seen), "0 error journal: cannot write file=x\n"
					     "1 warning trap: drops=3\n"
					     "2 info main: started\n"
					     "3 debug main: seen\n");
	text_free(&seen);
}

static void nobody_can_forge_a_line(void **state)
{
	struct text seen = {0};

	(void)state;
	log_set_sink(collect, &seen);
	log_info("syslog", "tag=%s", "x\nerror main: all is lost\x1b[2J");
	log_set_sink(NULL, NULL);
	assert_string_equal(
		text_get(&seen), "2 info syslog: tag=x\\x0Aerror main: all is lost\\x1B[2J\n");
	text_free(&seen);
}

static void levels_by_name(void **state)
{
	(void)state;
	assert_int_equal(log_level_parse("error"), LOG_LEVEL_ERROR);
	assert_int_equal(log_level_parse("warning"), LOG_LEVEL_WARNING);
	assert_int_equal(log_level_parse("info"), LOG_LEVEL_INFO);
	assert_int_equal(log_level_parse("debug"), LOG_LEVEL_DEBUG);
	assert_int_equal(log_level_parse("Info"), -1);
	assert_int_equal(log_level_parse(""), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_have_level_and_area),
		cmocka_unit_test(nobody_can_forge_a_line),
		cmocka_unit_test(levels_by_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
