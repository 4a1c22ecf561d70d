/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What the outbox has is not given to it again, until it was settled.
 */
#include "daemon/passed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static bool add(struct passed *passed, const char *incident, uint64_t seq, const char *output)
{
	const struct delivery delivery = {
		.incident = (char *)incident, .seq = seq, .output = (char *)output};

	return passed_add(passed, &delivery);
}

static void settle(
	struct passed *passed, enum change_kind kind, const char *incident, uint64_t seq)
{
	struct change_list *list = change_list_new();
	struct change *change = change_list_add(list, kind, 1);

	change->incident = incident;
	change->seq = seq;
	change->output = "log";
	passed_settle(passed, list);
	change_list_free(list);
}

static void a_delivery_is_given_once(void **state)
{
	struct passed *passed = passed_new();

	(void)state;
	assert_true(add(passed, "a", 1, "log"));
	assert_false(add(passed, "a", 1, "log"));
	assert_true(add(passed, "a", 2, "log"));
	assert_true(add(passed, "a", 1, "tickets"));
	assert_true(add(passed, "b", 1, "log"));
	settle(passed, CHANGE_DELIVERY, "a", 1);
	assert_false(add(passed, "a", 1, "log"));
	settle(passed, CHANGE_DELIVERED, "a", 1);
	settle(passed, CHANGE_DELIVERED, "z", 1);
	assert_true(add(passed, "a", 1, "log"));
	assert_false(add(passed, "a", 2, "log"));
	passed_free(passed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_delivery_is_given_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
