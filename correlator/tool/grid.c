/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/grid.h"

#include <stdlib.h>

#include "base/xalloc.h"

enum { GAP = 2 };

void grid_put(struct grid *grid, enum style style, const char *text)
{
	struct text clean = {0};

	text_clean(&clean, slice_of(text));
	grid->cells = xgrow(grid->cells, grid->count, &grid->capacity, sizeof(*grid->cells));
	grid->cells[grid->count++] = (struct grid_cell){xstrdup(text_get(&clean)), style};
	text_free(&clean);
}

void grid_number(struct grid *grid, int64_t number)
{
	struct text text = {0};

	page_number(&text, number);
	grid_put(grid, STYLE_PLAIN, text_get(&text));
	text_free(&text);
}

static bool is_right(const char *title)
{
	return title[0] == '>';
}

static size_t columns_of(const struct grid *grid)
{
	size_t columns = 0;

	while (grid->titles[columns])
		columns++;
	return columns;
}

static size_t width_of(const struct grid *grid, size_t column, size_t columns)
{
	const char *title = grid->titles[column];
	size_t width = page_width(slice_of(title + is_right(title)));

	for (size_t i = column; i < grid->count; i += columns) {
		size_t cell = page_width(slice_of(grid->cells[i].text));

		width = cell > width ? cell : width;
	}
	return width;
}

static void print_cell(struct page *page, enum style style, const char *text, size_t start,
	size_t width, bool right)
{
	size_t own = page_width(slice_of(text));

	page_to(page, start + (right ? width - own : 0));
	page_put(page, style, text);
}

static void print_row(const struct grid *grid, struct page *page, size_t first, size_t columns,
	const size_t *widths)
{
	size_t start = grid->indent;

	for (size_t c = 0; c < columns; c++) {
		const struct grid_cell *cell = &grid->cells[first + c];

		print_cell(page, cell->style, cell->text, start, widths[c],
			is_right(grid->titles[c]));
		start += widths[c] + GAP;
	}
	page_line(page);
}

static void print_heading(
	const struct grid *grid, struct page *page, size_t columns, const size_t *widths)
{
	size_t start = grid->indent;

	for (size_t c = 0; c < columns; c++) {
		bool right = is_right(grid->titles[c]);

		print_cell(page, STYLE_DIM, grid->titles[c] + right, start, widths[c], right);
		start += widths[c] + GAP;
	}
	page_line(page);
}

static bool has_heading(const struct grid *grid)
{
	for (size_t c = 0; grid->titles[c]; c++)
		if (grid->titles[c][is_right(grid->titles[c])])
			return true;
	return false;
}

void grid_print(struct grid *grid, struct page *page)
{
	size_t columns = columns_of(grid), widths[GRID_COLUMNS] = {0};

	for (size_t c = 0; c < columns && c < GRID_COLUMNS; c++)
		widths[c] = width_of(grid, c, columns);
	if (has_heading(grid))
		print_heading(grid, page, columns, widths);
	for (size_t i = 0; i + columns <= grid->count; i += columns)
		print_row(grid, page, i, columns, widths);
	for (size_t i = 0; i < grid->count; i++)
		free(grid->cells[i].text);
	free(grid->cells);
	*grid = (struct grid){0};
}
