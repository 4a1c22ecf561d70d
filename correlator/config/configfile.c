/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "config/configfile.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xalloc.h"
#include "config/scan.h"
#include "config/slip.h"
#include "config/tokens.h"

enum { INCLUDE_DEPTH = 10, INCLUDE_MAXIMUM = 100 }; /* the first is libconfig's own limit */

/* A file, and the name that libconfig knows it by: NULL for the first, else as written. */
struct part {
	const char *name;
	const char *path;
	const struct source *source;
};

struct configfile {
	config_t config;
	struct sources *sources;
	struct arena *arena;
	struct part *parts;
	size_t count, capacity;
	struct origin *reported; /* lines with problems that were found before parsing */
	size_t reported_count, reported_capacity;
};

static const struct part *part_of(const struct configfile *file, const char *name)
{
	for (size_t i = 1; name && i < file->count; i++)
		if (strcmp(file->parts[i].name, name) == 0)
			return &file->parts[i];
	return &file->parts[0];
}

static bool read_part(struct configfile *file, const char *name, const char *path,
	struct origin from, unsigned depth, struct report *report);

/* libconfig ends the process when an included file cannot be read to its end (a folder, for
 * one), so all are read here first. */
static bool read_includes(
	struct configfile *file, const struct part *part, unsigned depth, struct report *report)
{
	struct tokens tokens = tokens_of(part->source->content);
	const char *from = part->path;
	for (;;) {
		struct token token = tokens_next(&tokens);
		if (token.kind == TOKEN_END)
			return true;
		if (token.kind != TOKEN_INCLUDE)
			continue;
		struct origin origin = {from, token.line};
		const char *name = arena_string(file->arena, token.text);
		const char *path = arena_printf(
			file->arena, "%s/%s", config_get_include_dir(&file->config), name);
		if (!read_part(file, name, path, origin, depth + 1, report))
			return false;
	}
}

static bool no_nul(const struct source *source, struct origin origin, struct report *report)
{
	if (!memchr(source->content.data, '\0', source->content.length))
		return true;
	return report_error(report, origin,
		"'%s' holds a NUL byte: it is no text file, or it is damaged", source->path);
}

static bool read_part(struct configfile *file, const char *name, const char *path,
	struct origin from, unsigned depth, struct report *report)
{
	if (depth >= INCLUDE_DEPTH || file->count >= INCLUDE_MAXIMUM)
		return report_error(report, from,
			"'%s' is included too deep (at most %d files inside one another, %d in "
			"all)",
			path, INCLUDE_DEPTH, INCLUDE_MAXIMUM);
	const struct source *source = sources_read(file->sources, path, from, report);
	if (!source)
		return false;
	file->parts = xgrow(file->parts, file->count, &file->capacity, sizeof(*file->parts));
	struct part part = {name, path, source};
	file->parts[file->count++] = part;
	return no_nul(source, from, report) && read_includes(file, &part, depth, report);
}

/* What libconfig says, in words that say what to do. */
static const char *plain_words(const char *error)
{
	if (strcmp(error, "duplicate setting name") == 0)
		return "a setting of this name stands in the same group already";
	if (strcmp(error, "mismatched element type in array") == 0)
		return "the values in [ ] must all be of one type: put texts in quotes";
	return error;
}

/* Reports at a line, with its text. Returns false. */
static bool report_line(
	const struct part *part, unsigned line, const char *sentence, struct report *report)
{
	struct text shown = {0};
	text_clean(&shown, slice_trim(source_line(part->source->content, line)));
	struct slice cut = slice_part(text_slice(&shown), 0, 120);
	struct origin origin = {part->path, line};
	if (cut.length)
		report_error(
			report, origin, "%s; the line reads: %.*s", sentence, SLICE_PRINT(cut));
	else
		report_error(report, origin, "%s", sentence);
	text_free(&shown);
	return false;
}

static bool report_syntax(struct configfile *file, struct report *report)
{
	const config_t *config = &file->config;
	const struct part *part = part_of(file, config_error_file(config));
	unsigned line = (unsigned)config_error_line(config);
	struct text sentence = {0};
	bool vague = strcmp(config_error_text(config), "syntax error") == 0;
	if (!vague || !slip_find(part->source->content, &line, &sentence))
		text_string(&sentence, plain_words(config_error_text(config)));
	report_line(part, line, text_get(&sentence), report);
	text_free(&sentence);
	return false;
}

/* libconfig takes the end of the file for the end of a string that is never closed, and where
 * a setting could begin it drops that string: the rest of the file, without a word. */
static bool strings_end(const struct part *part, struct report *report)
{
	struct tokens tokens = tokens_of(part->source->content);
	struct token token;
	do
		token = tokens_next(&tokens);
	while (token.kind != TOKEN_END && (token.kind != TOKEN_STRING || token.closed));
	if (token.kind == TOKEN_END)
		return true;
	struct text sentence = {0};
	unsigned line = token.line;
	if (!slip_find(part->source->content, &line, &sentence))
		text_string(&sentence, "a quote (\") is missing: this string never ends");
	report_line(part, line, text_get(&sentence), report);
	text_free(&sentence);
	return false;
}

static void scan_part(struct configfile *file, const struct part *part, struct report *report)
{
	size_t before = report->count;
	scan_content(part->path, part->source->content, report);
	for (size_t i = before; i < report->count; i++) {
		file->reported = xgrow(file->reported, file->reported_count,
			&file->reported_capacity, sizeof(*file->reported));
		file->reported[file->reported_count++] =
			(struct origin){part->path, report->problems[i].line};
	}
}

static bool parse(struct configfile *file, struct report *report)
{
	const char *content = file->parts[0].source->content.data;
	if (strncmp(content, "\xef\xbb\xbf", 3) == 0)
		content += 3; /* a byte order mark, which libconfig does not know */
	for (size_t i = 0; i < file->count; i++)
		if (!strings_end(&file->parts[i], report))
			return false;
	if (config_read_string(&file->config, content) != CONFIG_TRUE)
		return report_syntax(file, report);
	for (size_t i = 0; i < file->count; i++)
		scan_part(file, &file->parts[i], report);
	return true;
}

struct configfile *configfile_open(struct sources *sources, struct arena *arena,
	const char *path, struct origin from, struct report *report)
{
	struct configfile *file = xcalloc(1, sizeof(*file));
	file->sources = sources;
	file->arena = arena;
	config_init(&file->config);
	const char *slash = strrchr(path, '/');
	config_set_include_dir(
		&file->config, slash == path ? "/"
			       : slash ? arena_printf(arena, "%.*s", (int)(slash - path), path)
				       : ".");
	if (!from.file)
		from.file = path;
	const char *kept = arena_string(arena, slice_of(path));
	if (!read_part(file, NULL, kept, from, 0, report) || !parse(file, report)) {
		configfile_close(file);
		return NULL;
	}
	return file;
}

void configfile_close(struct configfile *file)
{
	if (!file)
		return;
	config_destroy(&file->config);
	free(file->parts);
	free(file->reported);
	free(file);
}

const config_setting_t *configfile_root(const struct configfile *file)
{
	return config_root_setting(&file->config);
}

const char *configfile_place(const struct configfile *file, const char *path)
{
	return sources_place(file->sources, path);
}

const struct source *configfile_read(const struct configfile *file,
	const config_setting_t *setting, const char *name, const char **path,
	struct report *report)
{
	const struct origin origin = configfile_origin(file, setting);
	*path = source_relative(file->arena, origin.file, name);
	return sources_read(file->sources, *path, origin, report);
}

const char *configfile_path(const struct configfile *file)
{
	return file->parts[0].path;
}

struct origin configfile_origin(const struct configfile *file, const config_setting_t *setting)
{
	const struct part *part = part_of(file, config_setting_source_file(setting));
	return (struct origin){part->path, config_setting_source_line(setting)};
}

bool configfile_reported(const struct configfile *file, const config_setting_t *setting)
{
	struct origin origin = configfile_origin(file, setting);
	for (size_t i = 0; i < file->reported_count; i++)
		if (file->reported[i].file == origin.file &&
			file->reported[i].line == origin.line)
			return true;
	return false;
}
