/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/view_members.h"

#include <inttypes.h>
#include <string.h>

#include "base/duration.h"
#include "base/table.h"
#include "tool/grid.h"
#include "tool/view.h"

enum { MEMBERS_SHOWN = 20, INDENT = 2 };

/* Whether an alarm of that node stands before place `end`. */
static bool is_earlier(const json_t *alarms, size_t end, const char *node)
{
	for (size_t i = 0; i < end; i++)
		if (strcmp(view_string(json_array_get(alarms, i), "node"), node) == 0)
			return true;
	return false;
}

/* "-1m2s500ms" as ", 1m2s before". */
static void distance_of(const json_t *why, struct text *out)
{
	struct slice written = slice_of(view_string(why, "distance"));
	bool before = slice_starts_with(written, "-");
	char text[DURATION_TEXT];
	int64_t span;

	if (!duration_parse(slice_from(written, before), &span) || span < SECONDS)
		return;
	text_printf(out, ", %s %s", duration_print(span - span % SECONDS, text),
		before ? "before" : "later");
}

/* The file's name is enough: the whole path is in the JSON. */
static void written_of(const json_t *why, struct text *out)
{
	const char *written = view_string(why, "written");
	const char *slash = strrchr(written, '/');

	if (written[0])
		text_printf(out, " (%s)", slash ? slash + 1 : written);
}

static void reason_of(const json_t *incident, const json_t *alarm, struct text *out)
{
	const json_t *why = json_object_get(alarm, "why");
	const char *relation = view_string(why, "relation");
	const char *root = view_string(json_object_get(incident, "root"), "alarm");
	int64_t hops = json_member_integer(why, "hops", 0);

	if (strcmp(relation, "explains") == 0)
		text_printf(out, "explained by %s", view_string(why, "cause"));
	else if (strcmp(relation, "downstream") == 0)
		text_printf(out, "downstream of %s, %" PRId64 " hop%s",
			view_string(why, "cause"), hops, hops == 1 ? "" : "s");
	else if (strcmp(relation, "root") == 0)
		text_string(out, strcmp(view_string(alarm, "alarm"), root) == 0
					 ? "root cause"
					 : "root cause before that");
	else
		text_string(out, relation);
	distance_of(why, out);
	if (strcmp(relation, "root") != 0)
		written_of(why, out);
}

static void put_alarm(
	struct grid *grid, const json_t *incident, const json_t *alarm, bool first_of_node)
{
	bool raised = strcmp(view_string(alarm, "state"), "raised") == 0;
	const char *severity = view_string(alarm, "severity");
	const char *ended = view_string(alarm, "ended");
	int64_t count = json_member_integer(alarm, "count", 1);
	struct text state = {0}, why = {0}, times = {0};

	if (count > 1) {
		text_string(&times, "x ");
		page_number(&times, count);
	}
	if (!raised) {
		text_string(&state, "cleared ");
		page_time(&state, view_string(alarm, "cleared_at"),
			view_string(incident, "since"));
		if (strcmp(ended, "age") == 0)
			text_string(&state, " unconfirmed");
		if (strcmp(ended, "operator") == 0)
			text_string(&state, " by hand");
	}
	reason_of(incident, alarm, &why);
	grid_put(grid, STYLE_BOLD, first_of_node ? view_string(alarm, "node") : "");
	grid_put(grid, raised ? page_severity(severity) : STYLE_DIM, severity);
	grid_put(grid, raised ? STYLE_PLAIN : STYLE_DIM, view_string(alarm, "text"));
	grid_put(grid, STYLE_DIM, text_get(&times));
	grid_put(grid, STYLE_GREEN, text_get(&state));
	grid_put(grid, STYLE_DIM, text_get(&why));
	text_free(&state);
	text_free(&why);
	text_free(&times);
}

/* All alarms of the node, from place `start` on, as long as there is room. */
static size_t put_node(struct grid *grid, const json_t *incident, const json_t *alarms,
	size_t start, size_t room)
{
	const char *node = view_string(json_array_get(alarms, start), "node");
	size_t shown = 0;

	for (size_t i = start; i < json_array_size(alarms) && shown < room; i++) {
		const json_t *alarm = json_array_get(alarms, i);

		if (strcmp(view_string(alarm, "node"), node) == 0)
			put_alarm(grid, incident, alarm, shown++ == 0);
	}
	return shown;
}

static size_t count_nodes(const json_t *alarms)
{
	struct table *nodes = table_new(0);
	const json_t *alarm;
	size_t i, count;

	json_array_foreach(alarms, i, alarm)
		table_set(nodes, slice_of(view_string(alarm, "node")), (void *)alarm);
	count = table_count(nodes);
	table_free(nodes);
	return count;
}

static void put_sums(struct page *page, const json_t *incident, const json_t *alarms)
{
	const json_t *sums = json_object_get(incident, "alarms");
	int64_t total = json_member_integer(sums, "total", 0);
	int64_t events = json_member_integer(incident, "events", 0);
	size_t nodes = count_nodes(alarms);
	struct text text = {0};

	page_number(&text, total);
	text_printf(&text, " alarm%s on %zu node%s", total == 1 ? "" : "s", nodes,
		nodes == 1 ? "" : "s");
	page_put(page, STYLE_BOLD, text_get(&text));
	text_reset(&text);
	page_number(&text, events);
	page_printf(page, STYLE_PLAIN, ", %" PRId64 " raised now, from %s event%s",
		json_member_integer(sums, "raised", 0), text_get(&text),
		events == 1 ? "" : "s");
	page_line(page);
	text_free(&text);
}

void view_members(const json_t *incident, const json_t *alarms, struct page *page)
{
	static const char *const titles[] = {"", "", "", "", "", "", NULL};
	struct grid grid = {.titles = titles, .indent = INDENT};
	size_t count = json_array_size(alarms), shown = 0;

	put_sums(page, incident, alarms);
	page_line(page);
	for (size_t i = 0; i < count && shown < MEMBERS_SHOWN; i++) {
		const char *node = view_string(json_array_get(alarms, i), "node");

		if (!is_earlier(alarms, i, node))
			shown += put_node(&grid, incident, alarms, i, MEMBERS_SHOWN - shown);
	}
	grid_print(&grid, page);
	if (count > shown) {
		page_to(page, INDENT);
		page_printf(page, STYLE_DIM, "and %zu more (--json has all)", count - shown);
		page_line(page);
	}
}

/* "log delivered, tickets delivered as T-1" */
static void deliveries_of(const json_t *deliveries, int64_t seq, struct text *out)
{
	const json_t *delivery;
	size_t i;

	json_array_foreach(deliveries, i, delivery)
	{
		const char *state = view_string(delivery, "state");
		const char *detail = view_string(delivery, "detail");
		bool due = strcmp(state, "due") == 0;

		if (json_member_integer(delivery, "seq", 0) != seq)
			continue;
		text_printf(out, "%s%s %s", out->length ? ", " : "",
			view_string(delivery, "output"), due ? "waits" : state);
		if (due && detail[0])
			text_printf(out, " (%s)", detail);
	}
}

void view_alerts(const json_t *incident, const json_t *alerts, const json_t *deliveries,
	struct page *page)
{
	static const char *const titles[] = {">", "", "", "", "", NULL};
	struct grid grid = {.titles = titles, .indent = INDENT};
	const json_t *alert;
	size_t i;

	page_printf(page, STYLE_BOLD, "%zu alert%s", json_array_size(alerts),
		json_array_size(alerts) == 1 ? "" : "s");
	page_line(page);
	page_line(page);
	json_array_foreach(alerts, i, alert)
	{
		int64_t seq = json_member_integer(alert, "seq", 0);
		struct text at = {0}, told = {0};

		page_time(&at, view_string(alert, "at"), view_string(incident, "since"));
		deliveries_of(deliveries, seq, &told);
		grid_number(&grid, seq);
		grid_put(&grid, STYLE_PLAIN, text_get(&at));
		grid_put(&grid, STYLE_BOLD, view_string(alert, "transition"));
		grid_put(&grid, STYLE_PLAIN, view_string(alert, "reason"));
		grid_put(&grid, STYLE_DIM, text_get(&told));
		text_free(&at);
		text_free(&told);
	}
	if (grid.count > 0)
		grid_print(&grid, page);
}
