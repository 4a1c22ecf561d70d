/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "inventory/upstream.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"

/* "vms: hlr switch" is a platform and what it depends on. */
static struct inventory *make(const char *const *lines, size_t count, struct report *report)
{
	struct inventory *inventory = inventory_new();

	for (size_t i = 0; i < count; i++) {
		struct slice rest = slice_of(lines[i]), word = slice_word(&rest);
		const char *needs[16];
		struct platform platform = {
			.depends_on = needs, .origin = {"platforms.cfg", (unsigned)i + 1}};

		platform.id =
			arena_string(inventory->arena, slice_part(word, 0, word.length - 1));
		while ((word = slice_word(&rest)).length > 0)
			needs[platform.depends_count++] = arena_string(inventory->arena, word);
		inventory_add_platform(inventory, &platform, report);
	}
	upstream_compute(inventory, report);
	return inventory;
}

/* "hlr/1 switch/2" */
static void assert_upstreams(
	const struct inventory *inventory, const char *id, const char *want)
{
	const struct platform *platform = inventory_platform(inventory, slice_of(id));
	struct text got = {0};

	for (size_t i = 0; i < platform->upstream_count; i++)
		text_printf(&got, "%s%s/%u", i ? " " : "", platform->upstreams[i].platform->id,
			platform->upstreams[i].hops);
	assert_string_equal(text_get(&got), want);
	text_free(&got);
}

static void test_nearest_first(void **state)
{
	static const char *const lines[] = {
		"power:", "switch: power", "hlr: switch", "vms: hlr power", "portal: vms hlr"};
	struct report report = {0};
	struct inventory *inventory = make(lines, 5, &report);

	(void)state;
	assert_upstreams(inventory, "power", "");
	assert_upstreams(inventory, "hlr", "switch/1 power/2");
	assert_upstreams(inventory, "vms", "power/1 hlr/1 switch/2");
	assert_upstreams(inventory, "portal", "hlr/1 vms/1 power/2 switch/2");
	assert_int_equal(report.count, 0);
	inventory_free(inventory);
}

static void test_eight_hops(void **state)
{
	static const char *const lines[] = {
		"a:", "b: a", "c: b", "d: c", "e: d", "f: e", "g: f", "h: g", "i: h", "j: i"};
	struct report report = {0};
	struct inventory *inventory = make(lines, 10, &report);

	(void)state;
	assert_upstreams(inventory, "i", "h/1 g/2 f/3 e/4 d/5 c/6 b/7 a/8");
	assert_upstreams(inventory, "j", "i/1 h/2 g/3 f/4 e/5 d/6 c/7 b/8");
	inventory_free(inventory);
}

static void test_rings_are_doubts(void **state)
{
	static const char *const lines[] = {"x: a", "a: b", "b: c", "c: a", "self: self"};
	struct report report = {0};
	struct inventory *inventory = make(lines, 5, &report);

	(void)state;
	assert_upstreams(inventory, "a", "b/1 c/2");
	assert_upstreams(inventory, "c", "a/1 b/2");
	assert_upstreams(inventory, "x", "a/1 b/2 c/3");
	assert_upstreams(inventory, "self", "");
	assert_int_equal(report.errors, 0);
	assert_int_equal(report.count, 2);
	assert_int_equal(report.problems[0].line, 2);
	assert_string_equal(report.problems[0].text,
		"platforms that depend on one another in a ring: 'a' depends on 'b' depends on "
		"'c' "
		"depends on 'a'; each counts as needing each of the others");
	assert_int_equal(report.problems[1].line, 5);
	report_free(&report);
	inventory_free(inventory);
}

static void test_unknown_platforms_are_errors(void **state)
{
	static const char *const lines[] = {
		"billing:", "vms: biling", "portal: charging billing"};
	struct report report = {0};
	struct inventory *inventory = make(lines, 3, &report);

	(void)state;
	assert_int_equal(report.errors, 2);
	assert_int_equal(report.problems[0].line, 2);
	assert_string_equal(report.problems[0].text,
		"platform 'vms' depends on 'biling', which is not a platform; did you mean "
		"'billing'?");
	assert_string_equal(report.problems[1].text,
		"platform 'portal' depends on 'charging', which is not a platform");
	assert_upstreams(inventory, "portal", "billing/1");
	report_free(&report);
	inventory_free(inventory);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nearest_first),
		cmocka_unit_test(test_eight_hops),
		cmocka_unit_test(test_rings_are_doubts),
		cmocka_unit_test(test_unknown_platforms_are_errors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
