/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The index finds what the linear scan finds: some 300 rules and 2000 events made at random
 * from few words, so that they meet often. The seed is printed; SEED= repeats a run.
 */
#include "rule/match.h"

#include <time.h>

#include "sample.h"

enum { RULES = 300, EVENTS = 2000 };

static uint64_t random_state;

static uint32_t below(uint32_t limit)
{
	random_state = random_state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(random_state >> 33) % limit;
}

static const char *one_of(const char *const *words, size_t count)
{
	return words[below((uint32_t)count)];
}

#define ONE_OF(words) one_of(words, sizeof(words) / sizeof(words[0]))

static const char *const programs[] = {"vmapp", "kernel", "%LINK-3-UPDOWN", "sshd", "p"};
static const char *const hosts[] = {"vms-par2-07", "VMS-LYO1-01", "mme-1", "hlr"};
static const char *const words[] = {"link", "Link", "down", "up", "fan", "tray", "failed",
	"process", "mwi", "x", "11", "0042", "a", "link down", "error:"};
static const char *const patterns[] = {"link", "(?i)LINK", "down|up", "fan tray", "\\d+",
	"(?<a>\\w+) failed", "process (?<a>\\w+)", "^link", "x$", "(?<a>[a-z]+) (?<b>\\d+)",
	"fan|tray", "f(?:an|ailed)", ".", "error: (?<a>.*)", "mwi.*down", "(?:link )?down",
	"\\bup\\b", "tray(?! failed)", "0042|(?:mwi|x) 11"};
static const char *const program_globs[] = {"vm*", "*", "?", "*LINK*", "k*l"};
static const char *const oids[] = {"1.3.6.1.4.1.9", "1.3.6.1.4.1.9.1", "1.3.6.1.4.1.9.0.1",
	"1.3.6.1.4.1.9.128", "1.3.6.1.4.1.9.128.0.70000", "1.3.6.1.4.1.9.128.70000",
	"1.3.6.1.4.1.9.1.0.1", "1.3.6.1.4", "1.3.6.1.4.1.10", "1.3.6.1.4.1.9.0.0"};
static const char *const wheres[] = {
	"host == 'hlr'", "program matches '^v'", "not (severity <= 3)", "peer in 10.1.0.0/16"};

static const char *with(struct arena *arena, const char *name, const char *text)
{
	return arena_printf(arena, "%s=%s", name, text);
}

static void add_line_conditions(struct arena *arena, const char **pairs)
{
	size_t count = 0;

	if (below(3) == 0)
		pairs[count++] = with(arena, "program", ONE_OF(programs));
	else if (below(6) == 0)
		pairs[count++] = with(arena, "program", ONE_OF(program_globs));
	else if (below(8) == 0)
		pairs[count++] = "program=vmapp|kernel";
	if (below(10) == 0)
		pairs[count++] = with(arena, "host", ONE_OF(hosts));
	if (below(10) == 0)
		pairs[count++] = "severity=<= warning";
	if (count == 0 || below(3) > 0)
		pairs[count++] = with(arena, "message", ONE_OF(patterns));
	if (below(10) == 0)
		pairs[count++] = with(arena, "where", ONE_OF(wheres));
}

static void add_trap_conditions(struct arena *arena, const char **pairs)
{
	const char *trap = ONE_OF(oids);

	if (below(2) == 0)
		trap = arena_printf(arena, "%s.*", trap);
	if (below(5) == 0)
		trap = arena_printf(arena, "%s|%s", trap, ONE_OF(oids));
	pairs[0] = with(arena, "trap", trap);
	if (below(4) == 0)
		pairs[1] = "where=1.3.6.1.4.1.9.2 == 1";
}

/* Exceptions go to rules with a smaller number times 7, modulo: no cycles, any direction. */
static const char *exceptions(struct arena *arena, unsigned rule)
{
	const unsigned other = below(RULES);

	if (below(4) > 0 || other * 7 % RULES >= rule * 7 % RULES)
		return NULL;
	return arena_printf(arena, "r%u", other);
}

static struct ruleset *random_rules(void)
{
	struct ruleset *ruleset = ruleset_new(NULL);
	struct report report = {0};

	for (unsigned i = 0; i < RULES; i++) {
		const char **pairs = arena_calloc(ruleset->arena, 8, sizeof(const char *));

		if (below(4) == 0)
			add_trap_conditions(ruleset->arena, pairs);
		else
			add_line_conditions(ruleset->arena, pairs);
		EVENT(ruleset, &report, i + 1, arena_printf(ruleset->arena, "r%u", i), pairs,
			.fields = PAIRS("from=${node}"),
			.except = exceptions(ruleset->arena, i));
	}
	ruleset_finish(ruleset, NULL, &report);
	assert_good(&report);
	report_free(&report);
	return ruleset;
}

static void random_line(struct batch *batch)
{
	struct text message = {0};
	struct sample_line line = {.severity = (uint8_t)below(8)};

	for (uint32_t left = below(6); left > 0; left--)
		text_printf(&message, "%s%s", ONE_OF(words), left > 1 ? " " : "");
	if (below(10) == 0)
		line.raw = text_get(&message);
	else
		line.message = text_get(&message);
	line.program = below(8) == 0 ? NULL : ONE_OF(programs);
	line.host = ONE_OF(hosts);
	line.peer = below(2) == 0 ? "10.1.0.7" : "10.2.0.7";
	sample_line(batch, &line);
	text_free(&message);
}

static void random_trap(struct batch *batch)
{
	const char *const set = "1.3.6.1.4.1.9.2.5=i:1";
	char oid[128];

	snprintf(oid, sizeof(oid), "%s%s", ONE_OF(oids), below(3) == 0 ? ".0.1" : "");
	sample_trap(batch, oid, below(2) == 0 ? PAIRS(set) : NULL);
}

static void assert_same_value(const struct value *a, const struct value *b)
{
	assert_int_equal(a->type, b->type);
	if (a->type == VALUE_STRING)
		assert_true(slice_equal(a->string, b->string));
}

static void assert_same_matches(const struct event_matches *a, const struct event_matches *b)
{
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++) {
		assert_ptr_equal(a->matches[i].rule, b->matches[i].rule);
		for (size_t n = 0; n < a->matches[i].rule->field_count; n++)
			assert_same_value(&a->matches[i].fields[n], &b->matches[i].fields[n]);
	}
}

/* What both must hold besides being equal. */
static void assert_in_order(const struct event_matches *event)
{
	for (size_t i = 0; i < event->count; i++) {
		const struct event_rule *rule = event->matches[i].rule;

		if (i > 0)
			assert_true(rule->index > event->matches[i - 1].rule->index);
		for (size_t n = 0; n < event->count; n++)
			for (size_t e = 0; e < rule->except_count; e++)
				assert_ptr_not_equal(event->matches[n].rule, rule->except[e]);
	}
}

static void test_indexed_equals_linear(void **state)
{
	struct ruleset *ruleset = random_rules();
	struct batch *batch = batch_new();
	struct matches *indexed = matches_new(), *linear = matches_new();
	struct matcher *fast = matcher_new(ruleset, NULL), *slow = matcher_new(ruleset, NULL);
	size_t found = 0, events = 0;

	(void)state;
	matcher_set_linear(slow, true);
	while (events < EVENTS) {
		batch_reset(batch);
		while (batch->count < 100)
			below(3) == 0 ? random_trap(batch) : random_line(batch);
		match_batch(fast, batch, indexed);
		match_batch(slow, batch, linear);
		assert_int_equal(indexed->count, linear->count);
		for (size_t i = 0; i < indexed->count; i++, events++) {
			assert_same_matches(&indexed->events[i], &linear->events[i]);
			assert_in_order(&indexed->events[i]);
			found += indexed->events[i].count;
		}
	}
	assert_true(found > EVENTS); /* else the test says little */
	matcher_free(fast);
	matcher_free(slow);
	matches_free(indexed);
	matches_free(linear);
	batch_free(batch);
	ruleset_free(ruleset);
}

int main(void)
{
	const char *seed = getenv("SEED");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_indexed_equals_linear),
	};

	random_state = seed ? strtoull(seed, NULL, 10) : (uint64_t)time(NULL);
	print_message("SEED=%llu\n", (unsigned long long)random_state);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
