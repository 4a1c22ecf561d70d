/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "config/sheet.h"

#include "base/option.h"
#include "base/table.h"
#include "base/text.h"

struct origin sheet_origin(const struct sheet *sheet)
{
	return (struct origin){sheet->path, sheet->row.line};
}

struct slice sheet_cell(const struct sheet *sheet, size_t column)
{
	size_t place = sheet->place[column];
	return place < sheet->row.count ? sheet->row.cells[place] : (struct slice){0};
}

uint64_t sheet_digest(const struct sheet *sheet)
{
	uint64_t digest = 0;
	for (size_t i = 0; sheet->columns[i]; i++)
		digest = table_hash(digest, sheet_cell(sheet, i));
	return digest;
}

static void print_columns(const struct sheet *sheet, struct text *out)
{
	for (size_t i = 0; sheet->columns[i]; i++)
		text_printf(out, "%s%s", i ? ", " : "", sheet->columns[i]);
}

/* A doubt only: an export may well have columns that we have no use for. */
static void unused_column(const struct sheet *sheet, struct slice name)
{
	const char *written = arena_string(sheet->arena, name);
	struct text all = {0};
	for (size_t i = 0; sheet->columns[i]; i++) {
		if (sheet->place[i] != SIZE_MAX || !option_near(written, sheet->columns[i]))
			continue;
		report_doubt(sheet->report, sheet_origin(sheet),
			"the column '%s' is not used: did you mean '%s'?", written,
			sheet->columns[i]);
		return;
	}
	print_columns(sheet, &all);
	report_doubt(sheet->report, sheet_origin(sheet),
		"the column '%s' is not used: those used are %s", written, text_get(&all));
	text_free(&all);
}

static bool is_used(const struct sheet *sheet, size_t cell)
{
	for (size_t i = 0; sheet->columns[i]; i++)
		if (sheet->place[i] == cell)
			return true;
	return false;
}

static bool read_header(struct sheet *sheet)
{
	for (size_t i = 0; sheet->columns[i]; i++) {
		sheet->place[i] = SIZE_MAX;
		for (size_t j = 0; j < sheet->row.count; j++)
			if (slice_equals_caseless(sheet->row.cells[j], sheet->columns[i]))
				sheet->place[i] = j;
	}
	for (size_t j = 0; j < sheet->row.count; j++)
		if (!is_used(sheet, j))
			unused_column(sheet, sheet->row.cells[j]);
	for (size_t i = 0; i < sheet->required; i++)
		if (sheet->place[i] == SIZE_MAX)
			return report_error(sheet->report, sheet_origin(sheet),
				"the first line must name the columns, and one of them must "
				"be '%s'",
				sheet->columns[i]);
	return true;
}

static bool next_row(struct sheet *sheet, struct csv *csv)
{
	for (;;) {
		struct error error;
		arena_reset(sheet->arena);
		if (csv_next(csv, sheet->arena, &sheet->row, &error))
			return true;
		if (!error.text[0])
			return false;
		report_error(sheet->report, sheet_origin(sheet), "%s", error.text);
	}
}

static void read_rows(struct sheet *sheet, struct slice content,
	void (*read_row)(void *context, const struct sheet *sheet), void *context)
{
	struct csv csv = csv_of(content);
	if (!next_row(sheet, &csv)) {
		report_doubt(
			sheet->report, (struct origin){sheet->path, 0}, "the file is empty");
		return;
	}
	if (!read_header(sheet))
		return;
	while (next_row(sheet, &csv))
		read_row(context, sheet);
}

void sheet_read(struct sheet *sheet, struct sources *sources,
	void (*read_row)(void *context, const struct sheet *sheet), void *context)
{
	const struct source *source = sources_read(
		sources, sheet->path, (struct origin){sheet->path, 0}, sheet->report);
	if (!source)
		return;
	sheet->arena = arena_new(0);
	read_rows(sheet, source->content, read_row, context);
	arena_free(sheet->arena);
}
