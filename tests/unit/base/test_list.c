/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/list.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

struct letter {
	char letter;
	struct link member;
};

/* Reads the list forwards and checks it backwards. */
static void assert_spells(const struct list *list, const char *want)
{
	const struct link *last = NULL;

	for (struct link *link = list->first; link; link = link->next) {
		assert_int_equal(CONTAINER(link, struct letter, member)->letter, *want++);
		assert_ptr_equal(link->previous, last);
		last = link;
	}
	assert_int_equal(*want, '\0');
	assert_ptr_equal(list->last, last);
}

static void keeps_the_order_of_appending(void **state)
{
	struct letter a = {.letter = 'a'}, b = {.letter = 'b'}, c = {.letter = 'c'};
	struct list list = {0};

	(void)state;
	assert_spells(&list, "");
	list_append(&list, &a.member);
	list_append(&list, &b.member);
	list_append(&list, &c.member);
	assert_spells(&list, "abc");
	list_remove(&list, &b.member);
	assert_spells(&list, "ac");
	list_append(&list, &b.member);
	assert_spells(&list, "acb");
	list_remove(&list, &a.member);
	assert_spells(&list, "cb");
	list_remove(&list, &b.member);
	assert_spells(&list, "c");
	list_remove(&list, &c.member);
	assert_spells(&list, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_the_order_of_appending),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
