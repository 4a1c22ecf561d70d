/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "unit/base/random.h"

enum { KEYS = 3000, STEPS = 200000 };

/* The naive model: one place per key. Keys differ in length, the first is empty. */
struct model {
	char keys[KEYS][8];
	void *values[KEYS];
	size_t count;
};

static struct slice key_of(const struct model *model, size_t i)
{
	return slice_make(model->keys[i], i ? i % 7 + 2 : 0);
}

static void check_all(const struct table *table, const struct model *model)
{
	assert_int_equal(table_count(table), model->count);
	for (size_t i = 0; i < KEYS; i++)
		assert_ptr_equal(table_find(table, key_of(model, i)), model->values[i]);
}

static void set_or_remove(
	struct table *table, struct model *model, size_t i, size_t choice, size_t bias)
{
	if (choice < bias) {
		void *value = &model->keys[choice];

		assert_ptr_equal(table_set(table, key_of(model, i), value), model->values[i]);
		model->count += model->values[i] == NULL;
		model->values[i] = value;
	} else {
		assert_ptr_equal(table_remove(table, key_of(model, i)), model->values[i]);
		model->count -= model->values[i] != NULL;
		model->values[i] = NULL;
	}
}

/* The table grows and shrinks by turns, so that holes are filled at every load. */
static void agrees_with_the_naive_model(void **state)
{
	static struct model model;
	uint64_t random = random_seed();
	struct table *table = table_new(random);

	(void)state;
	for (size_t i = 0; i < KEYS; i++)
		memcpy(model.keys[i], &(uint32_t){(uint32_t)i}, 4);
	for (size_t step = 0; step < STEPS; step++) {
		size_t bias = step / (STEPS / 8) % 2 ? 20 : 80;

		set_or_remove(table, &model, random_below(&random, KEYS),
			random_below(&random, 100), bias);
		if (step % (STEPS / 40) == 0)
			check_all(table, &model);
	}
	check_all(table, &model);
	table_free(table);
}

/* Who replaces a value may free the old key. */
static void replacing_takes_the_new_key(void **state)
{
	struct table *table = table_new(1);
	char old_key[] = "node", new_key[] = "node";

	(void)state;
	assert_null(table_set(table, slice_of(old_key), old_key));
	assert_ptr_equal(table_set(table, slice_of(new_key), new_key), old_key);
	memset(old_key, 'x', sizeof(old_key));
	assert_ptr_equal(table_find(table, slice_of("node")), new_key);
	assert_int_equal(table_count(table), 1);
	table_free(table);
	table_free(NULL);
}

static void the_hash_depends_on_seed_length_and_every_byte(void **state)
{
	char bytes[24] = {0};
	uint64_t whole = table_hash(1, slice_make(bytes, sizeof(bytes)));

	(void)state;
	assert_true(whole == table_hash(1, slice_make(bytes, sizeof(bytes))));
	assert_true(whole != table_hash(2, slice_make(bytes, sizeof(bytes))));
	for (size_t i = 0; i < sizeof(bytes); i++) {
		assert_true(whole != table_hash(1, slice_make(bytes, i)));
		bytes[i] = 1;
		assert_true(whole != table_hash(1, slice_make(bytes, sizeof(bytes))));
		bytes[i] = 0;
	}
	assert_true(table_hash(1, (struct slice){0}) != table_hash(2, (struct slice){0}));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_the_naive_model),
		cmocka_unit_test(replacing_takes_the_new_key),
		cmocka_unit_test(the_hash_depends_on_seed_length_and_every_byte),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
