/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "config/csv.h"
#include "config/digest.h"
#include "config/rules.h"
#include "rule/lookup_table.h"

static const struct option options[] = {
	{.name = "id",
		.type = OPTION_STRING,
		.offset = offsetof(struct table_definition, id),
		.required = true,
		.help = "the name of the table: rules write ID.column[key]"},
	{.name = "file",
		.type = OPTION_STRING,
		.offset = offsetof(struct table_definition, file),
		.required = true,
		.help = "CSV file, as seen from this one; its first line names the columns"},
	{.name = "key",
		.type = OPTION_STRINGS,
		.offset = offsetof(struct table_definition, key),
		.required = true,
		.help = "the columns by which a row is found"},
	{0},
};

/* What is being read. */
struct sheet_reader {
	struct csv csv;
	struct csv_row row;
	const char *path;
	struct ruleset *ruleset;
	struct report *report;
};

static struct origin row_origin(const struct sheet_reader *sheet)
{
	return (struct origin){sheet->path, sheet->row.line};
}

/* Rows that are no CSV are reported and skipped. */
static bool next_row(struct sheet_reader *sheet)
{
	struct error error;
	while (!csv_next(&sheet->csv, sheet->ruleset->arena, &sheet->row, &error)) {
		if (!error.text[0])
			return false;
		report_error(sheet->report, row_origin(sheet), "%s", error.text);
	}
	return true;
}

static bool check_column(const struct sheet_reader *sheet, size_t index)
{
	const struct slice *cells = sheet->row.cells;
	if (cells[index].length == 0)
		return report_error(sheet->report, row_origin(sheet),
			"the first line names the columns, and column %zu has no name",
			index + 1);
	for (size_t i = 0; i < index; i++)
		if (slice_equal(cells[i], cells[index]))
			return report_error(sheet->report, row_origin(sheet),
				"two columns are called '%.*s'", SLICE_PRINT(cells[i]));
	return true;
}

/* NULL after reporting. */
static const char *const *read_columns(struct sheet_reader *sheet)
{
	if (!next_row(sheet)) {
		report_error(sheet->report, (struct origin){sheet->path, 0},
			"the file is empty; its first line must name the columns");
		return NULL;
	}
	const char **columns =
		arena_calloc(sheet->ruleset->arena, sheet->row.count, sizeof(*columns));
	for (size_t i = 0; i < sheet->row.count; i++) {
		if (!check_column(sheet, i))
			return NULL;
		columns[i] = arena_string(sheet->ruleset->arena, sheet->row.cells[i]);
	}
	return columns;
}

static void read_rows(struct sheet_reader *sheet, const struct table_definition *definition)
{
	const char *const *columns = read_columns(sheet);
	struct lookup_table *table = columns ? lookup_table_new(sheet->ruleset, definition,
						       columns, sheet->row.count, sheet->report)
					     : NULL;
	while (table && next_row(sheet))
		lookup_table_add(table, sheet->ruleset->arena, row_origin(sheet),
			sheet->row.cells, sheet->row.count, sheet->report);
}

static void read_table(
	const struct reader *reader, const config_setting_t *group, struct ruleset *ruleset)
{
	const struct fill fill = {.options = options};
	struct table_definition *definition =
		arena_calloc(reader->arena, 1, sizeof(*definition));
	struct sheet_reader sheet = {.ruleset = ruleset, .report = reader->report};
	definition->origin = reader_origin(reader, group);
	definition->digest = digest_setting(group);
	if (!fill_group(reader, group, &fill, definition))
		return;
	const struct source *source = configfile_read(reader->file,
		reader_member(group, "file"), definition->file, &sheet.path, reader->report);
	if (!source)
		return;
	sheet.csv = csv_of(source->content);
	read_rows(&sheet, definition);
}

void rules_tables_read(
	const struct reader *reader, const config_setting_t *list, struct ruleset *ruleset)
{
	for (size_t i = 0; i < reader_length(list); i++) {
		const config_setting_t *group = reader_entry(list, i);
		if (reader_is_group(reader, group))
			read_table(reader, group, ruleset);
	}
}
