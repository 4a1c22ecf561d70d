/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/view.h"

#include "base/duration.h"
#include "tool/grid.h"

void view_customers(struct text *out, const json_t *customers, const char *member)
{
	const json_t *number = json_object_get(customers, member);

	if (json_is_integer(number))
		page_number(out, json_integer_value(number));
	else
		text_string(out, "unknown");
}

void view_span(struct text *out, const char *from, const char *to)
{
	int64_t start, end;
	char span[DURATION_TEXT];

	if (!time_parse(slice_of(from), &start) || !time_parse(slice_of(to), &end))
		return;
	if (end - start >= SECONDS)
		end -= (end - start) % SECONDS;
	text_string(out, duration_print(end > start ? end - start : 0, span));
}

/* An incident that is over has no figure of now any more: the highest one stands for it. */
static const char *telling(const json_t *customers)
{
	return json_is_integer(json_object_get(customers, "best")) ? "best" : "peak";
}

static void put_text(struct grid *grid, struct text *text)
{
	grid_put(grid, STYLE_PLAIN, text_get(text));
	text_free(text);
}

static void put_incident(struct grid *grid, const json_t *incident)
{
	const json_t *customers = json_object_get(incident, "customers");
	const char *severity = view_string(incident, "severity");
	struct text since = {0}, figure = {0};

	grid_put(grid, STYLE_BOLD, view_string(incident, "incident"));
	grid_put(grid, STYLE_PLAIN, view_string(incident, "state"));
	grid_put(grid, page_severity(severity), severity);
	page_time(&since, view_string(incident, "since"), NULL);
	put_text(grid, &since);
	grid_put(grid, STYLE_PLAIN, view_string(incident, "platform"));
	grid_put(grid, STYLE_PLAIN, view_string(incident, "class"));
	view_customers(&figure, customers, telling(customers));
	put_text(grid, &figure);
	grid_number(grid, json_member_integer(json_object_get(incident, "alarms"), "total", 0));
	grid_put(grid, STYLE_PLAIN, view_string(incident, "title"));
}

void view_incidents(const json_t *document, bool all, struct page *page)
{
	static const char *const titles[] = {"INCIDENT", "STATE", "SEVERITY", "SINCE (UTC)",
		"PLATFORM", "CLASS", ">CUSTOMERS", ">ALARMS", "TITLE", NULL};
	const json_t *list = json_object_get(document, "incidents"), *incident;
	struct grid grid = {.titles = titles};
	size_t i;

	json_array_foreach(list, i, incident) put_incident(&grid, incident);
	if (grid.count > 0) {
		grid_print(&grid, page);
		return;
	}
	page_put(page, STYLE_PLAIN,
		all ? "There was no incident yet."
		    : "No incident is open. 'correlator incidents --all' shows closed ones "
		      "too.");
	page_line(page);
}
