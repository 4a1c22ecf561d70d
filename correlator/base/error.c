/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/error.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xalloc.h"

bool error_set(struct error *error, const char *format, ...)
{
	if (!error)
		return false;

	va_list arguments;

	va_start(arguments, format);
	vsnprintf(error->text, sizeof(error->text), format, arguments);
	va_end(arguments);
	return false;
}

void report_free(struct report *report)
{
	for (size_t i = 0; i < report->count; i++) {
		free(report->problems[i].file);
		free(report->problems[i].text);
	}
	free(report->problems);
	*report = (struct report){0};
}

static __attribute__((format(printf, 4, 0))) void add(struct report *report,
	enum problem_level level, struct origin origin, const char *format, va_list arguments)
{
	struct text text = {0};

	text_vprintf(&text, format, arguments);
	report->problems = xgrow(
		report->problems, report->count, &report->capacity, sizeof(*report->problems));
	report->problems[report->count++] = (struct problem){
		.level = level,
		.file = origin.file ? xstrdup(origin.file) : NULL,
		.line = origin.line,
		.text = text.data, /* owned by the report from here on */
	};
	report->errors += level == PROBLEM_ERROR;
}

bool report_error(struct report *report, struct origin origin, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	add(report, PROBLEM_ERROR, origin, format, arguments);
	va_end(arguments);
	return false;
}

void report_doubt(struct report *report, struct origin origin, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	add(report, PROBLEM_DOUBT, origin, format, arguments);
	va_end(arguments);
}

/* Compares pointers into the array of problems: the order found decides the last. */
static int compare(const void *a, const void *b)
{
	const struct problem *left = *(const struct problem *const *)a;
	const struct problem *right = *(const struct problem *const *)b;
	int files = strcmp(left->file ? left->file : "", right->file ? right->file : "");

	if (files)
		return files;
	if (left->line != right->line)
		return left->line < right->line ? -1 : 1;
	return (left > right) - (left < right);
}

static void sort(struct report *report)
{
	struct problem **order = xreallocarray(NULL, report->count, sizeof(*order));
	struct problem *sorted = xreallocarray(NULL, report->count, sizeof(*sorted));

	for (size_t i = 0; i < report->count; i++)
		order[i] = &report->problems[i];
	qsort(order, report->count, sizeof(struct problem *), compare);
	for (size_t i = 0; i < report->count; i++)
		sorted[i] = *order[i];
	free(order);
	free(report->problems);
	report->problems = sorted;
	report->capacity = report->count;
}

void report_print(struct report *report, FILE *to)
{
	if (report->count)
		sort(report);
	for (size_t i = 0; i < report->count; i++) {
		const struct problem *problem = &report->problems[i];

		if (problem->file)
			fprintf(to, "%s:", problem->file);
		if (problem->file && problem->line)
			fprintf(to, "%u:", problem->line);
		fprintf(to, "%s%s: %s\n", problem->file ? " " : "",
			problem->level == PROBLEM_ERROR ? "error" : "doubt", problem->text);
	}
}

const char *origin_short(struct origin origin)
{
	const char *start = origin.file + strlen(origin.file);

	for (int parts = 0; start > origin.file; start--)
		if (start[-1] == '/' && ++parts == 3)
			break;
	return start;
}
