/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/prefix_index.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

static const char *const prefixes[] = {"10.1.2.3", "10.0.0.0/8", "10.1.0.0/16", "2001:db8::/32",
	"192.0.2.128/25", "10.0.0.0/8", "10.1.2.3"};

static size_t first_of(const struct address *address)
{
	for (size_t i = 0; i < COUNT(prefixes); i++) {
		struct prefix prefix;

		assert_true(prefix_parse(slice_of(prefixes[i]), &prefix));
		if (prefix_contains(&prefix, address))
			return i;
	}
	return SIZE_MAX;
}

/* As the list read from its start to its end says. */
static void the_first_that_contains_it(void **state)
{
	static const char *const addresses[] = {"10.1.2.3", "10.1.2.4", "10.2.0.1", "11.0.0.1",
		"2001:db8::7", "2001:db9::7", "192.0.2.127", "192.0.2.128", "::", "0.0.0.0"};
	struct prefix_index *index = prefix_index_new();

	(void)state;
	for (size_t i = COUNT(prefixes); i-- > 0;) {
		struct prefix prefix;

		assert_true(prefix_parse(slice_of(prefixes[i]), &prefix));
		prefix_index_add(index, &prefix, i);
	}
	for (size_t i = 0; i < COUNT(addresses); i++) {
		struct address address;

		assert_true(address_parse(slice_of(addresses[i]), &address));
		assert_int_equal(prefix_index_find(index, &address), first_of(&address));
	}
	prefix_index_free(index);
}

static void everything_and_nothing(void **state)
{
	struct prefix_index *index = prefix_index_new();
	struct address address = {{0}};
	struct prefix all = {{{0}}, 0};

	(void)state;
	assert_true(prefix_index_find(index, &address) == SIZE_MAX);
	prefix_index_add(index, &all, 3);
	assert_int_equal(prefix_index_find(index, &address), 3);
	prefix_index_free(index);
	prefix_index_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_that_contains_it),
		cmocka_unit_test(everything_and_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
