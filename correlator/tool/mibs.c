/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `correlator mibs`: MIB modules to a names file (doc/formats.md, 9).
 */
#include "snmp/mibs.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "tool/command.h"

struct mibs {
	const char *output;
	bool json;
};

static const struct option options[] = {
	{.name = "output",
		.type = OPTION_FILE,
		.offset = offsetof(struct mibs, output),
		.help = "names file to write (default: standard output)"},
	{.name = "json",
		.type = OPTION_BOOLEAN,
		.offset = offsetof(struct mibs, json),
		.help = "print the report as one JSON document; needs --output"},
	{0},
};

/* One run. */
struct run {
	const struct mibs *words;
	const struct operands *folders;
	struct report report;
	struct mibs_sums sums;
};

static void print_report(struct run *run)
{
	const size_t doubts = run->report.count - run->report.errors;

	report_print(&run->report, stderr);
	fprintf(stderr, "%zu modules, %zu names, %zu of them traps", run->sums.modules,
		run->sums.names, run->sums.notifications);
	if (run->report.count > 0)
		fprintf(stderr, "; %zu error%s, %zu doubt%s", run->report.errors,
			run->report.errors == 1 ? "" : "s", doubts, doubts == 1 ? "" : "s");
	fputc('\n', stderr);
}

static void print_json(const struct run *run)
{
	struct text text = {0};
	json_t *json = json_pack("{s:I, s:I, s:I, s:o}", "modules",
		(json_int_t)run->sums.modules, "names", (json_int_t)run->sums.names, "traps",
		(json_int_t)run->sums.notifications, "problems", json_problems(&run->report));

	json_print(json, &text);
	puts(text_get(&text));
	text_free(&text);
	json_decref(json);
}

static bool compile(struct run *run, FILE *out)
{
	bool done;

	if (isatty(STDERR_FILENO))
		fputs("reading the modules ...\n", stderr);
	done = mibs_compile((const char *const *)run->folders->words, run->folders->count, out,
		&run->report, &run->sums);
	if (run->words->json)
		print_json(run);
	else
		print_report(run);
	return done;
}

/* Beside the file first: a run that fails leaves the old one as it was. */
static enum status write_file(struct run *run, const char *path)
{
	struct text beside = {0};
	enum status status = STATUS_FINE;
	FILE *out;
	bool done;

	text_printf(&beside, "%s.new", path);
	out = fopen(text_get(&beside), "w");
	done = out && compile(run, out);
	if (!out || fclose(out) != 0 || (done && rename(text_get(&beside), path) != 0))
		status = command_fail(
			STATUS_TROUBLE, "cannot write %s: %s", path, strerror(errno));
	else if (!done)
		status = STATUS_TROUBLE;
	if (out && status != STATUS_FINE)
		unlink(text_get(&beside));
	text_free(&beside);
	return status;
}

static enum status mibs_run(const void *settings, const struct operands *operands)
{
	struct run run = {.words = settings, .folders = operands};
	enum status status;

	if (run.words->json && !run.words->output)
		return command_fail(
			STATUS_USAGE, "--json needs --output: names and report are two files");
	if (run.words->output)
		status = write_file(&run, run.words->output);
	else
		status = compile(&run, stdout) ? STATUS_FINE : STATUS_TROUBLE;
	report_free(&run.report);
	return status;
}

extern const struct command command_mibs;
const struct command command_mibs = {
	.name = "mibs",
	.operands = "FOLDER...",
	.help = "make a names file from folders of MIB modules",
	.details =
		"Rules can name traps and variables once their MIB modules are in the names\n"
		"file. Folders inside are read too. What cannot be loaded is told with its "
		"file\n"
		"and line, and why; the rest still counts. The exit status is 1 only when no\n"
		"names file was made: the old one stays.",
	.options = options,
	.settings_size = sizeof(struct mibs),
	.least = 1,
	.most = SIZE_MAX,
	.run = mibs_run,
};
