/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A table of texts whose columns are as wide as their widest cell.
 */
#ifndef TOOL_GRID_H
#define TOOL_GRID_H

#include "tool/page.h"

enum { GRID_COLUMNS = 12 };

struct grid_cell {
	char *text;
	enum style style;
};

struct grid {
	const char *const *titles; /* NULL at the end; ">X" stands to the right */
	struct grid_cell *cells;   /* row by row */
	size_t count, capacity;
	size_t indent;
};

void grid_put(struct grid *grid, enum style style, const char *text);
void grid_number(struct grid *grid, int64_t number);
/* Prints heading and rows, then frees the cells. */
void grid_print(struct grid *grid, struct page *page);

#endif
