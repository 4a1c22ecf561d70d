/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The parser has four ways to say where: "... : At line 12 in FILE", "... near line 12 of
 * FILE",
 * "... (FILE)" and "... in MODULE: ...".
 */
#include "snmp/mib_report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xalloc.h"

/* A line of the parser, taken apart. */
struct said {
	struct slice what;
	char file[4096]; /* "": it does not say */
	unsigned line;
};

/* Splits "WHAT<before>12<between>FILE"; false when it has another form. */
static bool split_line(struct said *said, const char *before, const char *between)
{
	const size_t at = slice_find_slice(said->what, slice_of(before));
	struct slice rest = slice_from(said->what, at == SIZE_MAX ? 0 : at + strlen(before));
	struct slice number = slice_word(&rest);
	int64_t line;

	if (at == SIZE_MAX || !slice_to_integer(number, &line) ||
		!slice_starts_with(rest, between))
		return false;
	snprintf(said->file, sizeof(said->file), "%.*s",
		SLICE_PRINT(slice_from(rest, strlen(between))));
	said->line = (unsigned)line;
	said->what = slice_part(said->what, 0, at);
	return true;
}

/* "WHAT (FILE)", FILE being one that we know. */
static bool split_file(struct said *said, const struct mib_files *files)
{
	const size_t at = slice_find_slice(said->what, slice_of(" ("));
	struct slice path = slice_from(said->what, at == SIZE_MAX ? 0 : at + 2);

	if (at == SIZE_MAX || path.length == 0 || path.data[path.length - 1] != ')')
		return false;
	path.length--;
	for (size_t i = 0; i < files->count; i++) {
		if (!slice_equals(path, files->items[i].path))
			continue;
		snprintf(said->file, sizeof(said->file), "%.*s", SLICE_PRINT(path));
		said->what = slice_part(said->what, 0, at);
		return true;
	}
	return false;
}

/* "... OID in MODULE: lost ::= { nobody 3 }" */
static bool split_module(struct said *said, const struct mib_files *files)
{
	const size_t at = slice_find_slice(said->what, slice_of(" OID in "));
	struct slice module = slice_from(said->what, at == SIZE_MAX ? 0 : at + 8);
	const size_t colon = slice_find(module, 0, ':');
	const char *path;

	if (at == SIZE_MAX || colon == SIZE_MAX)
		return false;
	path = mib_files_path(files, slice_part(module, 0, colon));
	snprintf(said->file, sizeof(said->file), "%s", path ? path : "");
	return true;
}

/* Behind the n-th blank. */
static struct slice behind(struct slice text, size_t words)
{
	while (words-- > 0)
		slice_word(&text);
	return text;
}

/* What its words mean, where they are not plain. */
static void reword(struct slice what, struct text *out)
{
	struct slice rest, name;

	if (slice_starts_with(what, "Cannot find module (")) {
		rest = slice_part(what, 20, slice_find(what, 20, ')') - 20);
		text_printf(out,
			"it imports from module %.*s, which is in none of the folders: add the "
			"file that has it",
			SLICE_PRINT(rest));
	} else if (slice_starts_with(what, "Did not find '")) {
		rest = behind(what, 3);
		name = slice_word(&rest);
		text_printf(out, "%.*s is imported", SLICE_PRINT(name));
		if (slice_find_slice(rest, slice_of("#-1")) == SIZE_MAX)
			text_printf(out, ", but not %.*s", SLICE_PRINT(rest));
		else
			text_string(out, " from a module that is not there");
	} else if (slice_starts_with(what, "Cannot adopt OID in ")) {
		rest = slice_from(what, slice_find(what, 0, ':') + 2);
		text_printf(out, "it is left out, for what it stands under is not known: %.*s",
			SLICE_PRINT(rest));
	} else if (what.length > 200) {
		text_printf(out, "%.*s ...", SLICE_PRINT(slice_part(what, 0, 200)));
	} else {
		text_append(out, what);
	}
}

/* Its own folders; and what it says again in other words. */
static bool is_noise(struct slice line)
{
	static const char *const noise[] = {
		"MIB search path", "Unlinked OID in ", "Undefined identifier: "};

	for (size_t i = 0; i < sizeof(noise) / sizeof(noise[0]); i++)
		if (slice_starts_with(line, noise[i]))
			return true;
	return line.length == 0;
}

static void tell_rest(struct mib_report *mibs)
{
	if (mibs->count > MIB_DOUBTS_MAXIMUM)
		report_doubt(mibs->report, (struct origin){mibs->file, 0},
			"and %zu more of this file", mibs->count - MIB_DOUBTS_MAXIMUM);
	mibs->count = 0;
}

void mib_report_line(void *context, struct slice line)
{
	struct mib_report *mibs = context;
	struct said said = {.what = line};
	struct text text = {0};

	if (is_noise(line))
		return;
	if (!split_line(&said, ": At line ", "in ") &&
		!split_line(&said, " near line ", "of ") && !split_file(&said, mibs->files))
		split_module(&said, mibs->files);
	if (!mibs->file || strcmp(mibs->file, said.file) != 0) {
		tell_rest(mibs);
		free(mibs->file);
		mibs->file = xstrdup(said.file);
	}
	if (++mibs->count > MIB_DOUBTS_MAXIMUM)
		return;
	reword(said.what, &text);
	report_doubt(mibs->report,
		(struct origin){said.file[0] ? said.file : "mibs", said.line}, "%s",
		text_get(&text));
	text_free(&text);
}

void mib_report_end(struct mib_report *mibs)
{
	tell_rest(mibs);
	free(mibs->file);
	mibs->file = NULL;
}
