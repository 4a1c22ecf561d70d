/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A CSV file whose first row names its columns, in any order; some of them have a meaning.
 */
#ifndef CONFIG_SHEET_H
#define CONFIG_SHEET_H

#include "config/csv.h"
#include "config/sources.h"

enum { SHEET_COLUMNS_MAXIMUM = 8 };

struct sheet {
	const char *path;
	const char *const *columns; /* names of those that have a meaning; NULL at the end */
	size_t required;            /* so many of the first must be there */
	struct report *report;
	struct arena *arena; /* holds one row at a time */
	struct csv_row row;
	size_t place[SHEET_COLUMNS_MAXIMUM]; /* which cell holds it; SIZE_MAX: none */
};

/* Calls `read_row` for every good row behind the first; bad ones are reported and skipped.
 * `path` is where origins point to. */
void sheet_read(struct sheet *sheet, struct sources *sources,
	void (*read_row)(void *context, const struct sheet *sheet), void *context);

struct origin sheet_origin(const struct sheet *sheet);
/* Empty when the file has no such column, or the row no such cell. */
struct slice sheet_cell(const struct sheet *sheet, size_t column);
/* Of the row's cells, whatever the order of the columns. */
uint64_t sheet_digest(const struct sheet *sheet);

#endif
