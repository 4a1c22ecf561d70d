/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/index.h"

#include "rule/ruleset_parts.h"
#include "sample.h"

enum { RULES = 1000 };

/* Rules that an ordinary event must not wake up: 3 ways to be found, 1000 rules each. */
static struct ruleset *many(void)
{
	struct ruleset *ruleset = ruleset_new(NULL);
	struct report report = {0};

	for (int i = 0; i < RULES; i++) {
		struct arena *arena = ruleset->arena;
		const char *program = arena_printf(arena, "program=daemon%d", i);
		const char *message = arena_printf(arena, "message=fan tray %04d failed", i);
		const char *trap = arena_printf(arena, "trap=1.3.6.1.4.1.9.%d", i);
		const char *subtree = arena_printf(arena, "trap=1.3.6.1.4.1.8.%d.*", i);

		EVENT(ruleset, &report, 1, arena_printf(arena, "p%d", i), PAIRS(program));
		EVENT(ruleset, &report, 1, arena_printf(arena, "m%d", i), PAIRS(message));
		EVENT(ruleset, &report, 1, arena_printf(arena, "b%d", i),
			PAIRS("program=shared", message));
		EVENT(ruleset, &report, 1, arena_printf(arena, "t%d", i), PAIRS(trap));
		EVENT(ruleset, &report, 1, arena_printf(arena, "s%d", i), PAIRS(subtree));
	}
	EVENT(ruleset, &report, 1, "residue", PAIRS("message=\\d{30}"));
	EVENT(ruleset, &report, 1, "few", PAIRS("program=rare", "message=anything"));
	EVENT(ruleset, &report, 1, "all of it", PAIRS("trap=1.3.6.1.4.1.8.*|1.3.6.1.4.1.8.7"));
	ruleset_finish(ruleset, NULL, &report);
	assert_good(&report);
	report_free(&report);
	return ruleset;
}

/* "a b": ids of the candidates, by rank. */
static void assert_candidates(
	const struct ruleset *ruleset, struct batch *batch, const char *want)
{
	struct arena *arena = arena_new(0);
	struct candidates candidates;
	struct text got = {0};

	candidates_init(&candidates, arena, ruleset->event_count);
	index_look_up(ruleset->index->match, record_event(batch_first(batch)), &candidates);
	candidates_sort(&candidates);
	for (size_t i = 0; i < candidates.count; i++)
		text_printf(&got, "%s%s", i ? " " : "",
			ruleset->index->order[candidates.list[i]]->id);
	assert_string_equal(text_get(&got), want);
	text_free(&got);
	arena_free(arena);
	batch_reset(batch);
}

static void test_lines_wake_few_rules(void **state)
{
	struct ruleset *ruleset = many();
	struct batch *batch = batch_new();

	(void)state;
	LINE(batch, .program = "daemon77", .message = "nothing of note");
	assert_candidates(ruleset, batch, "p77 residue");
	LINE(batch, .program = "other", .message = "Fan Tray 0123 failed");
	assert_candidates(ruleset, batch, "m123 b123 residue");
	LINE(batch, .program = "shared", .message = "nothing of note");
	assert_candidates(ruleset, batch, "residue");
	LINE(batch, .program = "rare", .message = "nothing of note");
	assert_candidates(ruleset, batch, "residue few");
	LINE(batch, .raw = "\x01 fan tray 0999 failed \x02");
	assert_candidates(ruleset, batch, "m999 b999 residue");
	batch_free(batch);
	ruleset_free(ruleset);
}

static void test_traps_wake_few_rules(void **state)
{
	struct ruleset *ruleset = many();
	struct batch *batch = batch_new();

	(void)state;
	sample_trap(batch, "1.3.6.1.4.1.9.77", NULL);
	assert_candidates(ruleset, batch, "t77");
	sample_trap(batch, "1.3.6.1.4.1.9.0.77", NULL);
	assert_candidates(ruleset, batch, "t77");
	sample_trap(batch, "1.3.6.1.4.1.9.77.1", NULL);
	assert_candidates(ruleset, batch, "");
	sample_trap(batch, "1.3.6.1.4.1.8.300.5.6", NULL);
	assert_candidates(ruleset, batch, "s300 all of it");
	sample_trap(batch, "1.3.6.1.4.1.8.7", NULL);
	assert_candidates(ruleset, batch, "s7 all of it");
	sample_trap(batch, "1.3.6.1.4.1.8", NULL);
	assert_candidates(ruleset, batch, "all of it");
	batch_free(batch);
	ruleset_free(ruleset);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines_wake_few_rules),
		cmocka_unit_test(test_traps_wake_few_rules),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
