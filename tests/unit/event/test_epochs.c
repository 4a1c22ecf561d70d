/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Which name a journal has, before and after it was restored.
 */
#include "event/epochs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void a_journal_has_one_name(void **state)
{
	struct epochs epochs = epochs_of("aaaaa");

	(void)state;
	assert_string_equal(epochs_at(&epochs, 0), "aaaaa");
	assert_string_equal(epochs_at(&epochs, UINT64_MAX), "aaaaa");
	assert_string_equal(epochs_now(&epochs), "aaaaa");
	assert_true(epochs_hold(&epochs, "aaaaa", 0));
	assert_false(epochs_hold(&epochs, "bbbbb", 7));
}

/* Restored after record 70, and again after record 90. */
static void a_restored_journal_has_several(void **state)
{
	static const struct {
		uint64_t applied;
		const char *name;
	} rows[] = {{0, "aaaaa"}, {69, "aaaaa"}, {70, "bbbbb"}, {89, "bbbbb"}, {90, "ccccc"},
		{1000, "ccccc"}};
	struct epochs epochs = epochs_of("aaaaa");

	(void)state;
	assert_true(epochs_add(&epochs, "bbbbb", 70));
	assert_true(epochs_add(&epochs, "ccccc", 90));
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_string_equal(epochs_at(&epochs, rows[i].applied), rows[i].name);
	assert_string_equal(epochs_now(&epochs), "ccccc");
	/* What was left behind after record 70 knows nothing of the time after the backup. */
	assert_true(epochs_hold(&epochs, "aaaaa", 70));
	assert_false(epochs_hold(&epochs, "aaaaa", 71));
	assert_true(epochs_hold(&epochs, "bbbbb", 71));
	assert_false(epochs_hold(&epochs, "bbbbb", 70));
}

static void names_come_in_order_and_are_not_many(void **state)
{
	struct epochs epochs = epochs_of("aaaaa");

	(void)state;
	assert_true(epochs_add(&epochs, "bbbbb", 70));
	assert_false(epochs_add(&epochs, "ccccc", 69));
	assert_true(epochs_add(&epochs, "ccccc", 70)); /* restored, nothing came, restored */
	assert_string_equal(epochs_at(&epochs, 70), "ccccc");
	while (epochs.count < EPOCHS_MAXIMUM)
		assert_true(epochs_add(&epochs, "ddddd", 80));
	assert_false(epochs_add(&epochs, "eeeee", 90));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_journal_has_one_name),
		cmocka_unit_test(a_restored_journal_has_several),
		cmocka_unit_test(names_come_in_order_and_are_not_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
