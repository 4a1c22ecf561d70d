/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `correlator check`: everything that is wrong or doubtful in rules, with file and line.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "base/json.h"
#include "tool/command.h"
#include "tool/load.h"

struct check {
	struct load_words load;
	bool json;
};

static const struct option options[] = {
	LOAD_OPTIONS(struct check, load),
	{.name = "json",
		.type = OPTION_BOOLEAN,
		.offset = offsetof(struct check, json),
		.help = "print one JSON document"},
	{0},
};

static const char *plural(size_t count)
{
	return count == 1 ? "" : "s";
}

static void print_text(const struct knowledge *knowledge, struct report *report)
{
	const struct ruleset *rules = knowledge->rules;
	size_t doubts = report->count - report->errors;

	report_print(report, stdout);
	printf("%zu event%s, %zu alarm%s, %zu fault%s, %zu example%s: ", rules->event_count,
		plural(rules->event_count), rules->alarm_count, plural(rules->alarm_count),
		rules->fault_count, plural(rules->fault_count), knowledge->examples,
		plural(knowledge->examples));
	if (report->count == 0)
		puts("all is well");
	else
		printf("%zu error%s, %zu doubt%s\n", report->errors, plural(report->errors),
			doubts, plural(doubts));
}

static void add_number(json_t *json, const char *name, size_t number)
{
	json_object_set_new(json, name, json_integer((json_int_t)number));
}

static void print_json(const struct knowledge *knowledge, const struct report *report)
{
	json_t *json = json_object();
	struct text text = {0};

	add_number(json, "events", knowledge->rules->event_count);
	add_number(json, "alarms", knowledge->rules->alarm_count);
	add_number(json, "faults", knowledge->rules->fault_count);
	add_number(json, "examples", knowledge->examples);
	add_number(json, "errors", report->errors);
	add_number(json, "doubts", report->count - report->errors);
	json_object_set_new(json, "problems", json_problems(report));
	json_print(json, &text);
	puts(text_get(&text));
	text_free(&text);
	json_decref(json);
}

static enum status check_run(const void *settings, const struct operands *operands)
{
	const struct check *check = settings;
	struct string_list folders = {(const char **)operands->words, operands->count};
	struct arena *arena = arena_new(0);
	struct report report = {0};
	struct knowledge_files files;
	struct knowledge *knowledge;
	enum status status;

	load_files(&check->load, folders, arena, &files, &report);
	knowledge = knowledge_load(&files, &report);
	if (check->json)
		print_json(knowledge, &report);
	else
		print_text(knowledge, &report);
	status = report.errors ? STATUS_TROUBLE : STATUS_FINE;
	knowledge_free(knowledge);
	report_free(&report);
	arena_free(arena);
	return status;
}

extern const struct command command_check;
const struct command command_check = {
	.name = "check",
	.operands = "DIR...",
	.help = "find what is wrong or doubtful in rules, and run their examples",
	.details =
		"DIR is a folder with *.rules files, also in folders below it. Each problem "
		"is\n"
		"printed with its file and line. Doubts are allowed; errors are not, and make\n"
		"the exit status 1. With --inventory, services and platforms that rules name\n"
		"are looked up too.",
	.options = options,
	.settings_size = sizeof(struct check),
	.least = 1,
	.most = SIZE_MAX,
	.run = check_run,
};
