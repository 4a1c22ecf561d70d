/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include <inttypes.h>
#include <string.h>

#include "tool/grid.h"
#include "tool/view.h"

static void put_time(struct grid *grid, const json_t *row)
{
	struct text time = {0};

	page_time(&time, view_string(row, "at"), NULL);
	grid_put(grid, STYLE_PLAIN, text_get(&time));
	text_free(&time);
}

/* What it was about: the alarm if one was named, else the incident, else the rules. */
static const char *about(const json_t *row, char rules[32])
{
	const char *alarm = view_string(row, "alarm"), *incident = view_string(row, "incident");

	if (alarm[0])
		return alarm;
	if (incident[0])
		return incident;
	if (!view_string(row, "rules")[0])
		return "";
	snprintf(rules, 32, "rules %.12s", view_string(row, "rules"));
	return rules;
}

static void put_row(struct grid *grid, const json_t *row)
{
	const char *result = view_string(row, "result"), *detail = view_string(row, "detail");
	bool applied = strcmp(result, "applied") == 0;
	char number[32], rules[32];
	struct text text = {0};

	snprintf(number, sizeof(number), "%" PRId64, json_member_integer(row, "record", 0));
	grid_put(grid, STYLE_DIM, number);
	put_time(grid, row);
	grid_put(grid, STYLE_PLAIN, view_string(row, "by"));
	grid_put(grid, STYLE_BOLD, view_string(row, "command"));
	grid_put(grid, STYLE_PLAIN, about(row, rules));
	text_printf(&text, "%s%s%s", result, detail[0] ? ": " : "", detail);
	grid_put(grid, applied ? STYLE_GREEN : STYLE_YELLOW, text_get(&text));
	grid_put(grid, STYLE_PLAIN, view_string(row, "note"));
	text_free(&text);
}

void view_audit(const json_t *document, struct page *page)
{
	static const char *const titles[] = {
		">RECORD", "AT (UTC)", "BY", "ORDER", "ABOUT", "RESULT", "NOTE", NULL};
	const json_t *list = json_object_get(document, "audit"), *row;
	struct grid grid = {.titles = titles};
	size_t i;

	json_array_foreach(list, i, row) put_row(&grid, row);
	if (grid.count > 0) {
		grid_print(&grid, page);
		return;
	}
	page_put(page, STYLE_PLAIN, "Nothing was ordered.");
	page_line(page);
}
