/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "correlate/registry.h"

static size_t found(const struct registry *registry, const char *key)
{
	const struct list *list = registry_find(registry, slice_of(key));
	size_t count = 0;

	for (struct link *link = list ? list->first : NULL; link; link = link->next)
		count++;
	return count;
}

static void test_many_owners_many_keys(void **state)
{
	struct registry *registry = registry_new(7);
	struct list first = {0}, second = {0};
	int a, b;

	(void)state;
	registry_add(registry, slice_of("red"), &a, NULL, &first);
	registry_add(registry, slice_of("blue"), &a, NULL, &first);
	registry_add(registry, slice_of("red"), &b, NULL, &second);
	assert_int_equal(found(registry, "red"), 2);
	assert_int_equal(found(registry, "blue"), 1);
	assert_int_equal(found(registry, "green"), 0);
	registry_remove(registry, &first);
	assert_int_equal(found(registry, "red"), 1);
	assert_int_equal(found(registry, "blue"), 0);
	assert_null(first.first);
	registry_remove(registry, &second);
	assert_null(registry_find(registry, slice_of("red")));
	registry_free(registry);
}

/* The key need not outlive the call, and entries come in the order they were made. */
static void test_order_and_copies(void **state)
{
	struct registry *registry = registry_new(1);
	struct list mine = {0};
	char key[] = "key";
	int owners[3];
	const struct list *list;
	int place = 0;

	(void)state;
	for (int i = 0; i < 3; i++)
		registry_add(registry, slice_of(key), &owners[i], NULL, &mine);
	key[0] = 'x';
	list = registry_find(registry, slice_of("key"));
	for (struct link *link = list->first; link; link = link->next)
		assert_ptr_equal(
			CONTAINER(link, struct registration, link)->owner, &owners[place++]);
	assert_int_equal(place, 3);
	registry_remove(registry, &mine);
	registry_free(registry);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_many_owners_many_keys),
		cmocka_unit_test(test_order_and_copies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
