/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `correlator test`: runs scenarios.
 */
#include <stdlib.h>

#include "base/duration.h"
#include "tool/command.h"
#include "tool/determinism.h"
#include "tool/load.h"
#include "tool/page.h"
#include "tool/scenario.h"
#include "tool/scenario_files.h"

struct test {
	const char *names;
	bool json, verbose, determinism;
};

static const struct option options[] = {
	{.name = "names",
		.type = OPTION_FILE,
		.offset = offsetof(struct test, names),
		.value = NAMES_INSTALLED,
		.help = "names made by 'correlator mibs'"},
	{.name = "verbose",
		.type = OPTION_BOOLEAN,
		.offset = offsetof(struct test, verbose),
		.help = "print the alerts of each scenario"},
	{.name = "determinism",
		.type = OPTION_BOOLEAN,
		.offset = offsetof(struct test, determinism),
		.help = "run each in other ways too; all must give the same"},
	{.name = "json",
		.type = OPTION_BOOLEAN,
		.offset = offsetof(struct test, json),
		.help = "print one JSON document"},
	{0},
};

/* A run of all: where results go. */
struct run {
	const struct test *test;
	struct page page;
	json_t *results;
	uint64_t seed;
	size_t count, failed;
};

static void print_alerts(struct run *run, const struct scenario *scenario)
{
	const struct link *link = scenario->begun ? scenario->world.history.alerts.first : NULL;

	for (; link; link = link->next) {
		const struct past_alert *alert = CONTAINER(link, struct past_alert, link);
		json_t *json = json_parse(slice_of(alert->document), NULL);
		char span[DURATION_TEXT];

		page_printf(&run->page, STYLE_DIM, "    +%s",
			duration_print(alert->time - scenario->start, span));
		page_to(&run->page, 14);
		page_printf(&run->page, STYLE_PLAIN, "incident %u  %s",
			alert->incident->ordinal, alert->transition);
		page_to(&run->page, 40);
		page_printf(&run->page, STYLE_PLAIN, "%s  %s",
			json_member_string(json, "severity", ""),
			json_member_string(json, "title", ""));
		page_printf(&run->page, STYLE_DIM, "  (%s)",
			json_member_string(json, "reason", ""));
		page_line(&run->page);
		json_decref(json);
	}
}

/* A text of several lines: page_put() would make the line ends visible. */
static void print_lines(struct page *page, struct slice text)
{
	struct slice line;

	while (slice_line(&text, &line)) {
		page_printf(page, STYLE_PLAIN, "%.*s", SLICE_PRINT(line));
		page_line(page);
	}
}

static void print_problems(struct page *page, const struct report *report)
{
	for (size_t i = 0; i < report->count; i++) {
		struct text text = {0};

		text_printf(&text, "  %s:%u: %s", report->problems[i].file,
			report->problems[i].line, report->problems[i].text);
		print_lines(page, text_slice(&text));
		text_free(&text);
	}
}

static void print_result(struct run *run, const struct scenario *scenario, bool good,
	const struct text *difference)
{
	page_put(&run->page, good ? STYLE_GREEN : STYLE_RED, good ? "ok" : "FAILED");
	page_to(&run->page, 8);
	page_put(&run->page, STYLE_PLAIN, scenario->file);
	page_printf(&run->page, STYLE_DIM, "  %zu expectation%s", scenario->expectations,
		scenario->expectations == 1 ? "" : "s");
	page_line(&run->page);
	print_problems(&run->page, &scenario->problems);
	print_problems(&run->page, &scenario->failures);
	print_lines(&run->page, text_slice(difference));
	if (run->test->verbose)
		print_alerts(run, scenario);
}

static void add_problems(json_t *list, const struct report *report)
{
	for (size_t i = 0; i < report->count; i++)
		json_array_append_new(
			list, json_pack("{s:s, s:i, s:o}", "file", report->problems[i].file,
				      "line", (int)report->problems[i].line, "text",
				      json_clean(slice_of(report->problems[i].text))));
}

static void add_result(struct run *run, const struct scenario *scenario, bool good,
	const struct text *difference)
{
	json_t *json = json_object(), *problems = json_array(), *alerts = json_array();
	const struct link *link = scenario->begun ? scenario->world.history.alerts.first : NULL;

	add_problems(problems, &scenario->problems);
	add_problems(problems, &scenario->failures);
	for (; run->test->verbose && link; link = link->next)
		json_array_append_new(alerts,
			json_parse(slice_of(CONTAINER(link, struct past_alert, link)->document),
				NULL));
	json_object_set_new(json, "scenario", json_text(scenario->file));
	json_object_set_new(json, "ok", json_boolean(good));
	json_object_set_new(
		json, "expectations", json_integer((json_int_t)scenario->expectations));
	json_object_set_new(json, "problems", problems);
	if (difference->length)
		json_object_set_new(json, "difference", json_clean(text_slice(difference)));
	if (run->test->verbose)
		json_object_set_new(json, "alerts", alerts);
	else
		json_decref(alerts);
	json_array_append_new(run->results, json);
}

static void run_one(void *context, const char *file)
{
	struct run *run = context;
	struct scenario scenario;
	struct text difference = {0};
	const char *names = load_names(run->test->names);
	bool good;

	scenario_run(&scenario, file, names);
	good = !scenario.problems.errors && !scenario.failures.errors;
	if (run->test->determinism && scenario.begun &&
		!determinism_check(&scenario.world, run->seed, &difference))
		good = false;
	run->count++;
	run->failed += !good;
	if (run->test->json)
		add_result(run, &scenario, good, &difference);
	else
		print_result(run, &scenario, good, &difference);
	page_flush(&run->page, stdout);
	scenario_free(&scenario);
	text_free(&difference);
}

static void print_sum(struct run *run)
{
	if (run->failed)
		page_printf(&run->page, STYLE_RED, "%zu of %zu scenarios failed", run->failed,
			run->count);
	else if (run->count != 1)
		page_printf(
			&run->page, STYLE_PLAIN, "%zu scenarios, all as expected", run->count);
	if (run->page.column)
		page_line(&run->page);
}

static uint64_t seed_of(void)
{
	const char *written = getenv("SEED");
	int64_t seed;

	return written && slice_to_integer(slice_of(written), &seed) ? (uint64_t)seed : 1;
}

static enum status test_run(const void *settings, const struct operands *operands)
{
	struct run run = {.test = settings,
		.page = page_for(stdout),
		.results = json_array(),
		.seed = seed_of()};
	enum status status = STATUS_FINE;
	struct error error;

	for (size_t i = 0; i < operands->count; i++)
		if (!scenario_files(operands->words[i], run_one, &run, &error))
			status = command_fail(STATUS_TROUBLE, "%s", error.text);
	if (run.test->json)
		page_json(&run.page, run.results);
	else
		print_sum(&run);
	page_finish(&run.page, stdout);
	json_decref(run.results);
	return run.failed ? STATUS_TROUBLE : status;
}

extern const struct command command_test;
const struct command command_test = {
	.name = "test",
	.operands = "DIR...",
	.help = "run the scenarios of rules under a virtual clock",
	.details = "DIR is a folder with *.scn files, also in folders below it, or one such "
		   "file.\n"
		   "doc/formats.md, 7, describes them. With SEED=N in the environment "
		   "--determinism\n"
		   "cuts batches in another way.",
	.options = options,
	.settings_size = sizeof(struct test),
	.least = 1,
	.most = SIZE_MAX,
	.run = test_run,
};
