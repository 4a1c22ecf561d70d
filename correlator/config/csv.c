/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "config/csv.h"

#include <string.h>

struct csv csv_of(struct slice content)
{
	if (slice_starts_with(content, "\xef\xbb\xbf"))
		content = slice_from(content, 3);
	return (struct csv){.rest = content, .line = 1};
}

/* Length of the line end at the start: LF, CRLF or a CR alone; 0 when there is none. */
static size_t line_end(struct slice text)
{
	if (slice_starts_with(text, "\r\n"))
		return 2;
	return slice_starts_with(text, "\n") || slice_starts_with(text, "\r");
}

static void take(struct csv *csv, size_t length)
{
	csv->rest = slice_from(csv->rest, length);
}

static bool end_row(struct csv *csv)
{
	size_t length = line_end(csv->rest);
	take(csv, length);
	csv->line += length > 0;
	return length > 0;
}

static void skip_line(struct csv *csv)
{
	while (csv->rest.length && !line_end(csv->rest))
		take(csv, 1);
	end_row(csv);
}

static struct slice plain_cell(struct csv *csv)
{
	size_t length = 0;
	while (length < csv->rest.length && csv->rest.data[length] != ',' &&
		!line_end(slice_from(csv->rest, length)))
		length++;
	struct slice cell = slice_part(csv->rest, 0, length);
	take(csv, length);
	return slice_trim(cell);
}

/* Length up to the quote that closes, from behind the one that opens; SIZE_MAX if none. */
static size_t quoted_length(struct slice text)
{
	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] != '"')
			continue;
		if (i + 1 >= text.length || text.data[i + 1] != '"')
			return i;
		i++;
	}
	return SIZE_MAX;
}

/* A copy with every doubled quote made one. */
static struct slice unquote(struct arena *arena, struct slice quoted)
{
	char *copy = arena_alloc(arena, quoted.length);
	size_t length = 0;
	for (size_t i = 0; i < quoted.length; i++) {
		copy[length++] = quoted.data[i];
		i += quoted.data[i] == '"';
	}
	return slice_make(copy, length);
}

static void count_lines(struct csv *csv, struct slice quoted)
{
	for (size_t i = 0; i < quoted.length; i++)
		csv->line += quoted.data[i] == '\n';
}

static bool quoted_cell(
	struct csv *csv, struct arena *arena, struct slice *cell, struct error *error)
{
	struct slice inside = slice_from(csv->rest, 1);
	size_t length = quoted_length(inside);
	if (length == SIZE_MAX)
		return error_set(error, "a quote (\") opens a cell here and is never closed");
	struct slice quoted = slice_part(inside, 0, length);
	*cell = unquote(arena, quoted);
	take(csv, length + 2);
	count_lines(csv, quoted);
	if (csv->rest.length && csv->rest.data[0] != ',' && !line_end(csv->rest))
		return error_set(error, "something follows the closing quote of a cell; a "
					"quote inside a cell is "
					"written twice (\"\")");
	return true;
}

/* Blanks around a cell without quotes are not part of it. */
static bool read_cell(
	struct csv *csv, struct arena *arena, struct slice *cell, struct error *error)
{
	if (slice_starts_with(csv->rest, "\""))
		return quoted_cell(csv, arena, cell, error);
	*cell = plain_cell(csv);
	return true;
}

static bool read_row(
	struct csv *csv, struct arena *arena, struct csv_row *row, struct error *error)
{
	row->count = 0;
	for (;;) {
		if (row->count == CSV_COLUMNS)
			return error_set(error, "a row of more than %d cells", CSV_COLUMNS);
		if (!read_cell(csv, arena, &row->cells[row->count++], error))
			return false;
		if (!slice_starts_with(csv->rest, ","))
			break;
		take(csv, 1);
	}
	end_row(csv);
	return true;
}

bool csv_next(struct csv *csv, struct arena *arena, struct csv_row *row, struct error *error)
{
	error->text[0] = '\0';
	for (;;) {
		row->line = csv->line;
		if (csv->rest.length == 0)
			return false;
		if (!read_row(csv, arena, row, error)) {
			skip_line(csv);
			return false;
		}
		if (row->count > 1 || row->cells[0].length)
			return true;
	}
}
