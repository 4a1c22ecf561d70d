/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/scenario.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "config/sources.h"
#include "tool/load.h"

/* 2012-01-01T00:00:00Z */
#define START_DEFAULT (1325376000 * SECONDS)

static struct origin here(const struct scenario *scenario)
{
	return (struct origin){scenario->file, scenario->line};
}

bool scenario_wrong(struct scenario *scenario, const char *format, ...)
{
	struct text text = {0};
	va_list arguments;

	va_start(arguments, format);
	text_vprintf(&text, format, arguments);
	va_end(arguments);
	report_error(&scenario->problems, here(scenario), "%s", text_get(&text));
	text_free(&text);
	return false;
}

bool scenario_span(struct scenario *scenario, struct slice text, int64_t *span)
{
	return duration_parse(text, span) ||
	       scenario_wrong(scenario, "'%.*s' is no span of time such as 15s or 1h30m",
		       SLICE_PRINT(text));
}

const char *scenario_incident(struct scenario *scenario, struct slice ordinal)
{
	int64_t number;
	const struct past *incident = NULL;

	if (!slice_to_integer(ordinal, &number) || number < 1 || number > UINT32_MAX) {
		scenario_wrong(scenario, "'%.*s' is no number of an incident, from 1",
			SLICE_PRINT(ordinal));
		return NULL;
	}
	incident = history_incident(&scenario->world.history, (size_t)number);
	if (!incident)
		scenario_wrong(scenario,
			"there is no incident %" PRId64 " yet: %zu announced so far", number,
			scenario->world.history.announced);
	return incident ? incident->id : NULL;
}

struct slice scenario_word(struct scenario *scenario, struct slice *rest)
{
	struct text word = {0};
	struct slice result = {0};
	bool quoted = false;
	size_t i;

	*rest = slice_trim(*rest);
	for (i = 0; i < rest->length; i++) {
		if (rest->data[i] == '"')
			quoted = !quoted;
		else if (rest->data[i] == ' ' && !quoted)
			break;
		else
			text_byte(&word, rest->data[i]);
	}
	if (i > 0)
		result = arena_copy(scenario->arena, text_slice(&word));
	*rest = slice_from(*rest, i);
	text_free(&word);
	return result;
}

bool scenario_go_to(struct scenario *scenario, int64_t time)
{
	if (time < scenario->world.now)
		return scenario_wrong(scenario,
			"time only goes forward: it is +%lld ms already",
			(scenario->world.now - scenario->start) / MILLISECONDS);
	world_pass(&scenario->world, time);
	return true;
}

static const char *beside(struct scenario *scenario, struct slice name)
{
	return source_relative(
		scenario->arena, scenario->file, arena_string(scenario->arena, name));
}

static bool has_rules(const char *folder)
{
	DIR *directory = opendir(folder);
	struct dirent *entry;
	bool found = false;

	while (directory && !found && (entry = readdir(directory))) {
		size_t length = strlen(entry->d_name);

		found = length > 6 && strcmp(entry->d_name + length - 6, ".rules") == 0;
	}
	if (directory)
		closedir(directory);
	return found;
}

/* The pack that the scenario lies in: the nearest folder above with rules. */
static const char *find_rules(struct scenario *scenario)
{
	struct slice file = slice_of(scenario->file);
	const char *folder = ".";

	while (file.length && file.data[file.length - 1] != '/')
		file.length--;
	if (file.length)
		folder = arena_string(scenario->arena, slice_part(file, 0, file.length - 1));
	for (int level = 0; level < 16; level++) {
		if (has_rules(folder))
			return folder;
		folder = arena_printf(scenario->arena, "%s/..", folder);
	}
	scenario_wrong(scenario,
		"no rules: there is no *.rules file beside the scenario or above; say "
		"'rules FOLDER'");
	return NULL;
}

/* Everything goes to one output that is called "test". */
static void default_routes(struct scenario *scenario)
{
	struct route *route = arena_calloc(scenario->arena, 1, sizeof(*route));

	route->id = "test";
	route->outputs = arena_calloc(scenario->arena, 1, sizeof(*route->outputs));
	route->outputs[0] = "test";
	route->output_count = 1;
	for (int i = 0; i < TRANSITIONS; i++)
		route->wanted[i] = true;
	scenario->routes = (struct routes){.items = route, .count = 1};
}

static void load_routes(struct scenario *scenario)
{
	if (!scenario->config) {
		default_routes(scenario);
		return;
	}
	scenario->configured = settings_load(scenario->config, &scenario->problems);
	if (scenario->configured)
		scenario->routes = scenario->configured->routes;
}

static void load_knowledge(struct scenario *scenario)
{
	const struct load_words words = {scenario->names, scenario->inventory};
	struct knowledge_files files;
	struct report report = {0};

	if (!scenario->rules)
		scenario->rules = find_rules(scenario);
	if (!scenario->rules)
		return;
	load_files(&words, (struct string_list){&scenario->rules, 1}, scenario->arena, &files,
		&report);
	scenario->knowledge = knowledge_load(&files, &report);
	/* Doubts are the business of `check`. */
	for (size_t i = 0; i < report.count; i++)
		if (report.problems[i].level == PROBLEM_ERROR)
			report_error(&scenario->problems,
				(struct origin){
					report.problems[i].file, report.problems[i].line},
				"%s", report.problems[i].text);
	report_free(&report);
}

/* The end of the setting up: the world begins. */
static bool begin(struct scenario *scenario)
{
	struct engine_settings settings = {.epoch = "test0", .routes = &scenario->routes};

	if (scenario->begun)
		return true;
	load_knowledge(scenario);
	load_routes(scenario);
	if (scenario->problems.errors)
		return false;
	settings.rules = scenario->knowledge->rules;
	settings.inventory = scenario->knowledge->inventory;
	world_init(&scenario->world, &settings);
	scenario->world.now = scenario->start;
	scenario->world.keep = true;
	scenario->world.answer = scenario->outcomes;
	scenario->world.grant = true;
	scenario->begun = true;
	return true;
}

static bool state_start(struct scenario *scenario, struct slice rest)
{
	return time_parse(slice_trim(rest), &scenario->start) ||
	       scenario_wrong(scenario, "'%.*s' is no time like 2012-08-29T12:00:00Z",
		       SLICE_PRINT(rest));
}

static bool state_rules(struct scenario *scenario, struct slice rest)
{
	scenario->rules = beside(scenario, slice_trim(rest));
	return true;
}

static bool state_inventory(struct scenario *scenario, struct slice rest)
{
	scenario->inventory = beside(scenario, slice_trim(rest));
	return true;
}

static bool state_config(struct scenario *scenario, struct slice rest)
{
	scenario->config = beside(scenario, slice_trim(rest));
	return true;
}

static bool state_outcomes(struct scenario *scenario, struct slice rest)
{
	struct slice word = slice_trim(rest);

	scenario->outcomes = slice_equals(word, "on");
	return scenario->outcomes || slice_equals(word, "off") ||
	       scenario_wrong(scenario, "outcomes are 'on' or 'off'");
}

static bool state_at(struct scenario *scenario, struct slice rest)
{
	struct slice when = slice_word(&rest);
	int64_t span;

	if (!slice_starts_with(when, "+"))
		return scenario_wrong(scenario,
			"'at' counts from the start: at +15s, not at %.*s", SLICE_PRINT(when));
	return scenario_span(scenario, slice_from(when, 1), &span) &&
	       scenario_go_to(scenario, scenario->start + span) &&
	       scenario_act(scenario, slice_trim(rest));
}

static bool state_after(struct scenario *scenario, struct slice rest)
{
	struct slice when = slice_word(&rest);
	int64_t span;

	return scenario_span(scenario, when, &span) &&
	       scenario_go_to(scenario, scenario->world.now + span) &&
	       scenario_act(scenario, slice_trim(rest));
}

static const struct statement {
	const char *name;
	bool setup; /* only before the first one that is not */
	bool (*state)(struct scenario *scenario, struct slice rest);
} statements[] = {
	{"start", true, state_start},
	{"rules", true, state_rules},
	{"inventory", true, state_inventory},
	{"config", true, state_config},
	{"outcomes", true, state_outcomes},
	{"at", false, state_at},
	{"after", false, state_after},
	{"expect", false, scenario_expect},
};

static bool run_statement(struct scenario *scenario, struct slice line)
{
	struct slice rest = slice_trim(line);
	struct slice verb = slice_word(&rest);

	for (size_t i = 0; i < sizeof(statements) / sizeof(*statements); i++) {
		if (!slice_equals(verb, statements[i].name))
			continue;
		if (statements[i].setup && scenario->begun)
			return scenario_wrong(scenario,
				"'%s' must stand before the first 'at', 'after' and 'expect'",
				statements[i].name);
		return (statements[i].setup || begin(scenario)) &&
		       statements[i].state(scenario, rest);
	}
	return scenario_wrong(scenario,
		"'%.*s' is no statement; there are start, rules, inventory, config, outcomes, "
		"at, "
		"after, expect",
		SLICE_PRINT(verb));
}

static void run_lines(struct scenario *scenario, struct slice content)
{
	struct slice line;

	while (slice_line(&content, &line)) {
		struct slice text = slice_trim(line);

		scenario->line++;
		if (text.length == 0 || text.data[0] == '#')
			continue;
		if (!run_statement(scenario, text))
			return;
	}
	if (!scenario->begun && !scenario->problems.errors)
		scenario_wrong(scenario, "nothing happens in this scenario");
}

void scenario_run(struct scenario *scenario, const char *file, const char *names)
{
	struct sources *sources = sources_new(NULL);
	const struct source *source;

	*scenario = (struct scenario){
		.file = file,
		.names = names,
		.arena = arena_new(0),
		.start = START_DEFAULT,
		.outcomes = true,
	};
	source = sources_read(sources, file, here(scenario), &scenario->problems);
	if (source)
		run_lines(scenario, source->content);
	sources_free(sources);
}

void scenario_free(struct scenario *scenario)
{
	if (scenario->begun)
		world_free(&scenario->world);
	settings_free(scenario->configured);
	knowledge_free(scenario->knowledge);
	report_free(&scenario->problems);
	report_free(&scenario->failures);
	arena_free(scenario->arena);
}
