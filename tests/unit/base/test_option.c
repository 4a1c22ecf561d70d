/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/option.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/duration.h"

struct settings {
	const char *host;
	const char *certificate;
	bool verify;
	int64_t port;
	int64_t buffer;
	int64_t timeout;
	struct string_list names;
	struct prefix_list relays;
};

#define ROW(option_name, option_type, option_value)                                            \
	{                                                                                      \
		.name = #option_name, .type = option_type, .value = option_value,              \
		.offset = offsetof(struct settings, option_name)                               \
	}

static const struct option table[] = {
	ROW(host, OPTION_STRING, "localhost"),
	ROW(certificate, OPTION_FILE, NULL),
	ROW(verify, OPTION_BOOLEAN, "true"),
	{.name = "port",
		.type = OPTION_INTEGER,
		.offset = offsetof(struct settings, port),
		.value = "514",
		.minimum = 1,
		.maximum = 65535},
	ROW(buffer, OPTION_SIZE, "8 MiB"),
	ROW(timeout, OPTION_DURATION, "1m30s"),
	ROW(names, OPTION_STRINGS, NULL),
	ROW(relays, OPTION_PREFIXES, NULL),
	{0},
};

static void defaults_reach_the_struct(void **state)
{
	struct settings settings = {0};

	(void)state;
	option_defaults(table, &settings);
	assert_string_equal(settings.host, "localhost");
	assert_null(settings.certificate);
	assert_true(settings.verify);
	assert_int_equal(settings.port, 514);
	assert_int_equal(settings.buffer, 8 << 20);
	assert_int_equal(settings.timeout, 90 * SECONDS);
	assert_int_equal(settings.names.count, 0);
	assert_int_equal(settings.relays.count, 0);
}

static void finds_rows_by_exact_name(void **state)
{
	(void)state;
	assert_ptr_equal(option_find(table, "port"), &table[3]);
	assert_null(option_find(table, "Port"));
	assert_null(option_find(table, "por"));
	assert_null(option_find(table, ""));
}

static void suggests_the_nearest(void **state)
{
	const struct {
		const char *written;
		const char *want; /* NULL: nothing is near */
	} rows[] = {
		{"prot", "port"},
		{"ports", "port"},
		{"certifcate", "certificate"},
		{"time_out", "timeout"},
		{"bufer", "buffer"},
		{"name", "names"},
		{"hst", "host"},
		{"x", NULL},
		{"", NULL},
		{"certificate_file", NULL},
		{"a name that is far longer than any that a table of settings could ever hold",
			NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct option *found = option_suggest(table, rows[i].written);

		assert_int_equal(found == NULL, rows[i].want == NULL);
		if (found)
			assert_string_equal(found->name, rows[i].want);
	}
}

static void near_is_two_steps_and_half_the_letters(void **state)
{
	(void)state;
	assert_true(option_near("platform", "platform"));
	assert_true(option_near("plattform", "platform"));
	assert_true(option_near("paltform", "platform"));
	assert_true(option_near("atform", "platform"));
	assert_false(option_near("tform", "platform"));
	assert_true(option_near("id", "ids"));
	assert_false(option_near("tls", "tcp"));
	assert_false(option_near("", "a"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(defaults_reach_the_struct),
		cmocka_unit_test(finds_rows_by_exact_name),
		cmocka_unit_test(suggests_the_nearest),
		cmocka_unit_test(near_is_two_steps_and_half_the_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
