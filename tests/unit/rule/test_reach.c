/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/reach.h"

#include "sample.h"

/* "b/1 c/2(node) d/1>": effects of a class with their steps, fields, and > for downstream. */
static void print_reach(const struct reach *reach, const char *class, struct text *out)
{
	text_printf(out, "%s%s/%u", out->length ? " " : "", class, reach->steps);
	for (size_t i = 0; i < reach->same_count; i++)
		text_printf(out, "%s%s", i ? "," : "(", reach->same[i]);
	text_printf(out, "%s%s", reach->same_count ? ")" : "", reach->downstream ? ">" : "");
}

static void assert_effects(const struct ruleset *ruleset, const char *class, const char *want)
{
	const struct fault_rule *fault = ruleset_fault(ruleset, slice_of(class));
	struct text got = {0};

	for (size_t i = 0; i < fault->effect_count; i++) {
		assert_ptr_equal(fault->effects[i].cause, fault);
		print_reach(&fault->effects[i], fault->effects[i].effect->class, &got);
	}
	assert_string_equal(text_get(&got), want);
	text_free(&got);
}

static void assert_causes(const struct ruleset *ruleset, const char *class, const char *want)
{
	const struct fault_rule *fault = ruleset_fault(ruleset, slice_of(class));
	struct text got = {0};

	for (size_t i = 0; i < fault->cause_count; i++) {
		assert_ptr_equal(fault->causes[i].effect, fault);
		print_reach(&fault->causes[i], fault->causes[i].cause->class, &got);
	}
	assert_string_equal(text_get(&got), want);
	text_free(&got);
}

static void assert_depth(const struct ruleset *ruleset, const char *class, unsigned want)
{
	assert_int_equal(ruleset_fault(ruleset, slice_of(class))->depth, want);
}

static void test_follows_explains(void **state)
{
	struct report report = {0};
	struct ruleset *ruleset = ruleset_new(NULL);

	(void)state;
	FAULT(ruleset, &report, 1, "a", .explains = "b c");
	FAULT(ruleset, &report, 2, "b", .explains = "d");
	FAULT(ruleset, &report, 3, "c", .explains = "b");
	ruleset_finish(ruleset, NULL, &report);
	assert_good(&report);
	assert_effects(ruleset, "a", "a/0 b/1 c/1 d/2");
	assert_effects(ruleset, "c", "c/0 b/1 d/2");
	assert_effects(ruleset, "d", "d/0");
	assert_causes(ruleset, "d", "d/0 b/1 a/2 c/2");
	assert_depth(ruleset, "a", 0);
	assert_depth(ruleset, "c", 1);
	assert_depth(ruleset, "b", 2);
	assert_depth(ruleset, "d", 3);
	report_free(&report);
	ruleset_free(ruleset);
}

static void test_one_downstream_step_is_enough(void **state)
{
	struct report report = {0};
	struct ruleset *ruleset = ruleset_new(NULL);

	(void)state;
	FAULT(ruleset, &report, 1, "a", .explains = "b", .downstream = "c");
	FAULT(ruleset, &report, 2, "b", .downstream = "d");
	FAULT(ruleset, &report, 3, "c", .explains = "d");
	FAULT(ruleset, &report, 4, "d", .explains = "e");
	ruleset_finish(ruleset, NULL, &report);
	assert_good(&report);
	assert_effects(ruleset, "a", "a/0 b/1 c/1> d/2> e/3>");
	assert_effects(ruleset, "c", "c/0 d/1 e/2");
	assert_causes(ruleset, "e", "e/0 d/1 b/2> c/2 a/3>");
	report_free(&report);
	ruleset_free(ruleset);
}

static void test_both_kinds_are_kept(void **state)
{
	struct report report = {0};
	struct ruleset *ruleset = ruleset_new(NULL);

	(void)state;
	FAULT(ruleset, &report, 1, "a", .explains = "b", .downstream = "b");
	FAULT(ruleset, &report, 2, "s", .downstream = "s");
	ruleset_finish(ruleset, NULL, &report);
	assert_good(&report);
	assert_effects(ruleset, "a", "a/0 b/1 b/1>");
	assert_effects(ruleset, "s", "s/0 s/1>");
	assert_depth(ruleset, "s", 0);
	report_free(&report);
	ruleset_free(ruleset);
}

static void test_same_adds_up(void **state)
{
	struct report report = {0};
	struct ruleset *ruleset = ruleset_new(NULL);

	(void)state;
	FAULT(ruleset, &report, 1, "a", .explains = "b:node d:node,slot");
	FAULT(ruleset, &report, 2, "b", .explains = "c:port,node");
	FAULT(ruleset, &report, 3, "c", .explains = "d");
	ruleset_finish(ruleset, NULL, &report);
	assert_good(&report);
	/* The longer way to d demands other fields: it may hold where the short one does not.
	 */
	assert_effects(
		ruleset, "a", "a/0 b/1(node) d/1(node,slot) c/2(node,port) d/3(node,port)");
	report_free(&report);
	ruleset_free(ruleset);
}

static void test_a_longer_way_with_fewer_demands_is_kept(void **state)
{
	struct report report = {0};
	struct ruleset *ruleset = ruleset_new(NULL);

	(void)state;
	FAULT(ruleset, &report, 1, "a", .explains = "c:node b");
	FAULT(ruleset, &report, 2, "b", .explains = "c");
	FAULT(ruleset, &report, 3, "x", .explains = "z y:node");
	FAULT(ruleset, &report, 4, "y", .explains = "z");
	ruleset_finish(ruleset, NULL, &report);
	assert_good(&report);
	assert_effects(ruleset, "a", "a/0 c/1(node) b/1 c/2");
	assert_effects(ruleset, "x", "x/0 z/1 y/1(node)");
	report_free(&report);
	ruleset_free(ruleset);
}

static void test_origin_is_the_first_line_on_the_way(void **state)
{
	struct report report = {0};
	struct ruleset *ruleset = ruleset_new(NULL);
	const struct fault_rule *fault;

	(void)state;
	FAULT(ruleset, &report, 11, "a", .explains = "b");
	FAULT(ruleset, &report, 12, "b", .explains = "c");
	ruleset_finish(ruleset, NULL, &report);
	fault = ruleset_fault(ruleset, slice_of("a"));
	assert_int_equal(fault->effects[2].origin.line, 11);
	report_free(&report);
	ruleset_free(ruleset);
}

static void test_cycles_are_errors(void **state)
{
	struct report report = {0};
	struct ruleset *ruleset = ruleset_new(NULL);

	(void)state;
	FAULT(ruleset, &report, 1, "x", .explains = "a");
	FAULT(ruleset, &report, 2, "a", .explains = "b");
	FAULT(ruleset, &report, 3, "b", .downstream = "c");
	FAULT(ruleset, &report, 4, "c", .explains = "a");
	assert_false(ruleset_finish(ruleset, NULL, &report));
	assert_int_equal(report.errors, 1);
	assert_reported(&report, PROBLEM_ERROR, 2,
		"fault classes that cause one another: 'a' explains 'b' (test.rules:2), 'b' "
		"has "
		"downstream 'c' (test.rules:3), 'c' explains 'a' (test.rules:4); take one of "
		"these out");
	assert_effects(ruleset, "a", "a/0");
	report_free(&report);
	ruleset_free(ruleset);
}

static void test_two_cycles_are_two_errors(void **state)
{
	struct report report = {0};
	struct ruleset *ruleset = ruleset_new(NULL);

	(void)state;
	FAULT(ruleset, &report, 1, "a", .explains = "b");
	FAULT(ruleset, &report, 2, "b", .explains = "a");
	FAULT(ruleset, &report, 3, "c", .explains = "d c");
	FAULT(ruleset, &report, 4, "d", .explains = "c");
	assert_false(ruleset_finish(ruleset, NULL, &report));
	assert_int_equal(report.errors, 2);
	report_free(&report);
	ruleset_free(ruleset);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_follows_explains),
		cmocka_unit_test(test_one_downstream_step_is_enough),
		cmocka_unit_test(test_both_kinds_are_kept),
		cmocka_unit_test(test_same_adds_up),
		cmocka_unit_test(test_a_longer_way_with_fewer_demands_is_kept),
		cmocka_unit_test(test_origin_is_the_first_line_on_the_way),
		cmocka_unit_test(test_cycles_are_errors),
		cmocka_unit_test(test_two_cycles_are_two_errors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
