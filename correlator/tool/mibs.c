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

#include "base/text.h"
#include "tool/command.h"

struct mibs {
	const char *output;
};

static const struct option options[] = {
	{.name = "output",
		.type = OPTION_FILE,
		.offset = offsetof(struct mibs, output),
		.help = "names file to write (default: standard output)"},
	{0},
};

static bool compile(const struct operands *folders, FILE *out)
{
	struct report report = {0};
	bool done =
		mibs_compile((const char *const *)folders->words, folders->count, out, &report);

	report_print(&report, stderr);
	report_free(&report);
	return done;
}

/* Beside the file first: a run that fails leaves the old one as it was. */
static enum status write_file(const struct operands *folders, const char *path)
{
	struct text beside = {0};
	enum status status = STATUS_FINE;
	FILE *out;
	bool done;

	text_printf(&beside, "%s.new", path);
	out = fopen(text_get(&beside), "w");
	done = out && compile(folders, out);
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
	const struct mibs *mibs = settings;

	if (mibs->output)
		return write_file(operands, mibs->output);
	return compile(operands, stdout) ? STATUS_FINE : STATUS_TROUBLE;
}

extern const struct command command_mibs;
const struct command command_mibs = {
	.name = "mibs",
	.operands = "FOLDER...",
	.help = "make a names file from folders of MIB modules",
	.details =
		"Rules can name traps and variables once their MIB modules are in the names\n"
		"file. Modules that cannot be loaded are named; the others still count.",
	.options = options,
	.settings_size = sizeof(struct mibs),
	.least = 1,
	.most = SIZE_MAX,
	.run = mibs_run,
};
