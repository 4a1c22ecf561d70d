/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The arithmetic of DESIGN: down shares, spare units, populations, caps, and what is unknown.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "correlate/alarm.h"
#include "correlate/impact.h"

static struct inventory *network(void)
{
	struct inventory *inventory = inventory_new();
	struct report report = {0};
	struct origin here = {"test", 1};
	const struct service *mail, *calls, *lines;
	struct carriage voicemail[1], switching[2], unknown[1];

	inventory->base = 1000;
	mail = inventory_add_service(inventory,
		&(struct service){.id = "mail", .users = 500, .population = "mobile"}, here,
		&report);
	calls = inventory_add_service(inventory,
		&(struct service){.id = "calls", .users = 900, .population = "mobile"}, here,
		&report);
	lines = inventory_add_service(inventory,
		&(struct service){.id = "lines", .users = 700, .population = "fixed"}, here,
		&report);
	voicemail[0] = (struct carriage){mail, 400};
	switching[0] = (struct carriage){calls, 800};
	switching[1] = (struct carriage){lines, 600};
	unknown[0] = (struct carriage){mail, UNKNOWN_CUSTOMERS};
	inventory_add_platform(inventory,
		&(struct platform){.id = "vms",
			.services = voicemail,
			.service_count = 1,
			.units = 4,
			.spare = 1},
		&report);
	inventory_add_platform(inventory,
		&(struct platform){.id = "msc",
			.services = switching,
			.service_count = 2,
			.units = 2,
			.spare = 0},
		&report);
	inventory_add_platform(inventory,
		&(struct platform){
			.id = "old", .services = unknown, .service_count = 1, .units = 1},
		&report);
	inventory_finish(inventory, &report);
	assert_int_equal(report.errors, 0);
	report_free(&report);
	return inventory;
}

/* An alarm just large enough to be counted. */
struct fixture {
	struct fault_rule fault;
	struct alarm_rule rule;
	struct alarm alarm;
};

static void fixture_make(struct fixture *fixture, const struct inventory *inventory,
	const char *node, const char *platform, const char **affects, size_t count,
	enum fault_scope scope)
{
	memset(fixture, 0, sizeof(*fixture));
	fixture->fault.scope = scope;
	fixture->alarm.fault = fixture->rule.fault = &fixture->fault;
	fixture->rule.affects = affects;
	fixture->rule.affects_count = count;
	fixture->alarm.rule = &fixture->rule;
	fixture->alarm.node = (char *)(uintptr_t)node;
	fixture->alarm.platform = (char *)(uintptr_t)platform;
	fixture->alarm.known_platform = inventory_platform(inventory, slice_of(platform));
}

static const char *mail[] = {"mail"}, *both[] = {"calls", "lines"};

static void test_figures(void **state)
{
	struct inventory *inventory = network();
	static const struct {
		const char *what;
		const char *nodes[4];
		const char *platform;
		const char **affects;
		size_t affects_count;
		enum fault_scope scope;
		struct customers want;
	} rows[] = {
		{"one of four, one spare", {"a"}, "vms", mail, 1, SCOPE_NODE, {0, 0, 400}},
		{"two of four, one spare", {"a", "b"}, "vms", mail, 1, SCOPE_NODE,
			{100, 100, 400}},
		{"the root's scope is the platform", {"a"}, "vms", mail, 1, SCOPE_PLATFORM,
			{0, 400, 400}},
		{"all four", {"a", "b", "c", "d"}, "vms", mail, 1, SCOPE_NODE, {300, 300, 400}},
		{"two populations add up, and the base caps", {"x", "y"}, "msc", both, 2,
			SCOPE_PLATFORM, {1000, 1000, 1000}},
		{"half of two populations", {"x"}, "msc", both, 2, SCOPE_NODE,
			{700, 700, 1000}},
		{"customers nobody knows", {"o"}, "old", mail, 1, SCOPE_PLATFORM, {-1, -1, -1}},
		{"an alarm that affects nothing", {"a"}, "vms", mail, 0, SCOPE_PLATFORM,
			{-1, -1, -1}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct impact impact = {0};
		struct fixture alarms[4];
		struct customers got;
		size_t count = 0;

		for (; count < 4 && rows[i].nodes[count]; count++) {
			fixture_make(&alarms[count], inventory, rows[i].nodes[count],
				rows[i].platform, rows[i].affects, rows[i].affects_count,
				rows[i].scope);
			impact_add(&impact, &alarms[count].alarm);
		}
		got = impact_measure(&impact, inventory, &alarms[0].alarm, NULL);
		print_message("%s: %ld %ld %ld\n", rows[i].what, (long)got.low, (long)got.best,
			(long)got.high);
		assert_int_equal(got.low, rows[i].want.low);
		assert_int_equal(got.best, rows[i].want.best);
		assert_int_equal(got.high, rows[i].want.high);
		while (count-- > 0)
			impact_remove(&impact, &alarms[count].alarm);
		assert_int_equal(impact_units(&impact), 0);
		assert_int_equal(impact_fingerprint(&impact, inventory), 0);
		impact_free(&impact);
	}
	inventory_free(inventory);
}

/* Several alarms of one node are one unit down. */
static void test_units(void **state)
{
	struct inventory *inventory = network();
	struct impact impact = {0};
	struct fixture one, two;

	(void)state;
	fixture_make(&one, inventory, "a", "vms", mail, 1, SCOPE_NODE);
	fixture_make(&two, inventory, "a", "vms", mail, 1, SCOPE_NODE);
	impact_add(&impact, &one.alarm);
	impact_add(&impact, &two.alarm);
	assert_int_equal(impact_units(&impact), 1);
	impact_remove(&impact, &one.alarm);
	assert_int_equal(impact_units(&impact), 1);
	assert_true(impact_affects(&impact, "mail"));
	impact_remove(&impact, &two.alarm);
	assert_int_equal(impact_units(&impact), 0);
	assert_false(impact_affects(&impact, "mail"));
	impact_free(&impact);
	inventory_free(inventory);
}

static void test_formula(void **state)
{
	struct inventory *inventory = network();
	struct impact impact = {0};
	struct fixture alarm;
	struct text formula = {0};

	(void)state;
	fixture_make(&alarm, inventory, "a", "vms", mail, 1, SCOPE_PLATFORM);
	impact_add(&impact, &alarm.alarm);
	impact_measure(&impact, inventory, &alarm.alarm, &formula);
	assert_string_equal(text_get(&formula),
		"400 on vms x 1 (whole platform) = 400 for mail; 400 of 1,000 = 40.00 %");
	text_free(&formula);
	impact_remove(&impact, &alarm.alarm);
	inventory_free(inventory);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_figures),
		cmocka_unit_test(test_units),
		cmocka_unit_test(test_formula),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
