/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/replay.h"

#include <inttypes.h>

#include "base/duration.h"
#include "correlate/route.h"
#include "tool/grid.h"
#include "tool/sums.h"
#include "tool/view.h"

enum { UNKNOWN_SHOWN = 40 };

/* Announced ones, in the order in which they were. */
static json_t *incidents_json(const struct history *history)
{
	json_t *list = json_array();

	for (size_t i = 1; i <= history->announced; i++)
		json_array_append_new(list,
			json_parse(slice_of(history_incident(history, i)->document), NULL));
	return list;
}

static json_t *transitions_json(const struct history *history)
{
	uint64_t counts[TRANSITIONS] = {0};
	json_t *json = json_object();

	for (struct link *link = history->alerts.first; link; link = link->next)
		counts[transition_parse(
			slice_of(CONTAINER(link, struct past_alert, link)->transition))]++;
	for (int i = 0; i < TRANSITIONS; i++)
		if (counts[i])
			json_object_set_new(json, transition_name((enum transition)i),
				json_integer((json_int_t)counts[i]));
	return json;
}

static void add_number(json_t *json, const char *name, uint64_t number)
{
	json_object_set_new(json, name, json_integer((json_int_t)number));
}

static void add_time(json_t *json, const char *name, int64_t time)
{
	char text[TIME_TEXT];

	json_object_set_new(
		json, name, time ? json_string(time_print(time, text)) : json_null());
}

static json_t *figures_json(const struct replay *replay)
{
	const struct engine_counts counts = engine_counts(replay->world.pipeline.engine);
	const struct history *history = &replay->world.history;
	const struct flow *flow = &replay->flow;
	json_t *json = json_object();

	add_number(json, "events", flow->events);
	add_time(json, "first", flow->first);
	add_time(json, "last", flow->last);
	add_number(json, "busiest_second", flow->most_second);
	add_number(json, "busiest_minute", flow->most_minute);
	json_object_set_new(json, "sums", sums_json(&counts));
	add_number(json, "alarm_keys", table_count(history->keys));
	add_number(json, "most_open", history->most_open);
	add_number(json, "left_open", history->open);
	json_object_set_new(json, "alerts_by_transition", transitions_json(history));
	return json;
}

static void put_document(struct text *out, const char *document)
{
	if (out->data[out->length - 1] != '[')
		text_byte(out, ',');
	text_string(out, document);
}

/* The documents are JSON as it is; to read them, only to print them again, took half of the
 * time of a long replay. */
void replay_json(const struct replay *replay, struct page *page)
{
	const struct history *history = &replay->world.history;
	struct text *out = &page->text;
	json_t *figures = figures_json(replay);

	if (replay->reparse)
		json_object_set_new(figures, "parsed", reparse_json(replay->reparse));
	json_print(figures, out);
	json_decref(figures);
	out->length--; /* its bracket */
	text_string(out, ",\"incidents\":[");
	for (size_t i = 1; i <= history->announced; i++)
		put_document(out, history_incident(history, i)->document);
	text_string(out, "],\"alerts\":[");
	for (struct link *link = history->alerts.first; link; link = link->next)
		put_document(out, CONTAINER(link, struct past_alert, link)->document);
	text_byte(out, ']');
	if (replay->unknown) {
		text_string(out, ",\"unknown\":");
		json_print(replay->unknown, out);
	}
	text_string(out, "}\n");
}

static void put_count(struct text *out, uint64_t count, const char *one, const char *many)
{
	page_number(out, (int64_t)count);
	text_printf(out, " %s", count == 1 ? one : many);
}

/* "1,234 events became 37 alarms, 1 incident, 3 alerts" */
static void put_headline(
	struct page *page, const struct replay *replay, const struct engine_counts *counts)
{
	struct text text = {0};

	put_count(&text, replay->flow.events, "event became ", "events became ");
	put_count(&text, counts->raised, "alarm, ", "alarms, ");
	put_count(&text, counts->opened, "incident, ", "incidents, ");
	put_count(&text, replay->world.history.alert_count, "alert", "alerts");
	page_put(page, STYLE_BOLD, text_get(&text));
	page_line(page);
	text_free(&text);
}

static void put_span(struct page *page, const struct flow *flow)
{
	char first[TIME_TEXT], last[TIME_TEXT];
	struct text text = {0};

	if (flow->events == 0)
		return;
	time_print(flow->first, first);
	time_print(flow->last, last);
	text_string(&text, "from ");
	page_time(&text, first, NULL);
	text_string(&text, " to ");
	page_time(&text, last, first);
	text_string(&text, " UTC; at most ");
	page_number(&text, (int64_t)flow->most_second);
	text_string(&text, " in a second, ");
	page_number(&text, (int64_t)flow->most_minute);
	text_string(&text, " in a minute");
	page_put(page, STYLE_PLAIN, text_get(&text));
	page_line(page);
	text_free(&text);
}

static void put_matched(struct page *page, const struct engine_counts *counts)
{
	struct text text = {0};

	page_number(&text, (int64_t)counts->matched);
	if (counts->events)
		text_printf(&text, " (%" PRIu64 ".%" PRIu64 " %%)",
			counts->matched * 100 / counts->events,
			counts->matched * 1000 / counts->events % 10);
	text_string(&text, " matched a rule; ");
	put_count(&text, counts->transient, "incident", "incidents");
	text_string(&text, " passed during the hold, ");
	page_number(&text, (int64_t)counts->merged);
	text_string(&text, " were merged into others");
	page_put(page, STYLE_PLAIN, text_get(&text));
	page_line(page);
	text_free(&text);
}

/* What came twice, or for nothing, and how many incidents people had before them. */
static void put_states(
	struct page *page, const struct history *history, const struct engine_counts *counts)
{
	struct text text = {0};

	put_count(&text, table_count(history->keys), "alarm key", "alarm keys");
	text_string(&text, "; ");
	put_count(&text, counts->repeated, "event", "events");
	text_string(&text, " raised what was raised already, ");
	page_number(&text, (int64_t)counts->clears_of_nothing);
	text_string(&text, " cleared what was not raised");
	page_put(page, STYLE_PLAIN, text_get(&text));
	page_line(page);
	text_reset(&text);
	text_string(&text, "at most ");
	put_count(&text, history->most_open, "incident", "incidents");
	text_string(&text, " open at once, ");
	page_number(&text, (int64_t)history->open);
	text_string(&text, " left open at the end");
	page_put(page, STYLE_PLAIN, text_get(&text));
	page_line(page);
	text_free(&text);
}

static void put_transitions(struct page *page, const struct history *history)
{
	json_t *counts = transitions_json(history);
	const json_t *count;
	const char *name;
	struct text text = {0};

	json_object_foreach(counts, name, count)
	{
		text_string(&text, text.length ? ", " : "alerts: ");
		page_number(&text, json_integer_value(count));
		text_printf(&text, " %s", name);
	}
	if (text.length) {
		page_put(page, STYLE_PLAIN, text_get(&text));
		page_line(page);
	}
	text_free(&text);
	json_decref(counts);
}

static void put_alert(struct grid *grid, const struct past_alert *alert)
{
	json_t *json = json_parse(slice_of(alert->document), NULL);
	const char *severity = view_string(json, "severity");
	struct text at = {0};

	page_time(&at, view_string(json, "at"), NULL);
	grid_put(grid, STYLE_PLAIN, text_get(&at));
	grid_put(grid, STYLE_BOLD, view_string(json, "alert"));
	grid_put(grid, STYLE_PLAIN, alert->transition);
	grid_put(grid, page_severity(severity), severity);
	grid_put(grid, STYLE_PLAIN, view_string(json, "title"));
	grid_put(grid, STYLE_DIM, view_string(json, "reason"));
	text_free(&at);
	json_decref(json);
}

static void put_alerts(struct page *page, const struct history *history)
{
	static const char *const titles[] = {
		"AT (UTC)", "ALERT", "TRANSITION", "SEVERITY", "TITLE", "REASON", NULL};
	struct grid grid = {.titles = titles};

	for (struct link *link = history->alerts.first; link; link = link->next)
		put_alert(&grid, CONTAINER(link, struct past_alert, link));
	page_line(page);
	grid_print(&grid, page);
}

static void put_field(struct grid *grid, const json_t *field)
{
	struct text text = {0};

	grid_put(grid, STYLE_PLAIN, view_string(field, "field"));
	page_number(&text, json_member_integer(field, "events", 0));
	grid_put(grid, STYLE_PLAIN, text_get(&text));
	text_reset(&text);
	page_number(&text, json_member_integer(field, "record", 0));
	grid_put(grid, STYLE_DIM, text_get(&text));
	grid_put(grid, STYLE_PLAIN, view_string(field, "before"));
	grid_put(grid, STYLE_PLAIN, view_string(field, "after"));
	text_free(&text);
}

/* What today's parser makes of the lines of another day. */
static void put_reparsed(struct page *page, const struct reparse *reparse)
{
	static const char *const titles[] = {
		"FIELD", ">EVENTS", ">FOR EXAMPLE RECORD", "BEFORE", "NOW", NULL};
	json_t *json = reparse_json(reparse), *fields = json_object_get(json, "fields"), *field;
	struct grid grid = {.titles = titles};
	struct text text = {0};
	size_t i;

	page_number(&text, json_member_integer(json, "changed", 0));
	text_string(&text, " of ");
	put_count(&text, (uint64_t)json_member_integer(json, "events", 0), "line of syslog",
		"lines of syslog");
	text_string(&text, " are parsed otherwise now");
	page_put(page, STYLE_PLAIN, text_get(&text));
	page_line(page);
	json_array_foreach(fields, i, field) put_field(&grid, field);
	if (grid.count > 0)
		grid_print(&grid, page);
	text_free(&text);
	json_decref(json);
}

void replay_view(const struct replay *replay, bool alerts, struct page *page)
{
	const struct history *history = &replay->world.history;
	const struct engine_counts counts = engine_counts(replay->world.pipeline.engine);
	json_t *document;

	put_headline(page, replay, &counts);
	put_span(page, &replay->flow);
	put_matched(page, &counts);
	put_states(page, history, &counts);
	put_transitions(page, history);
	if (replay->reparse)
		put_reparsed(page, replay->reparse);
	if (history->announced > 0) {
		document = json_pack("{s:o}", "incidents", incidents_json(history));
		page_line(page);
		view_incidents(document, true, page);
		json_decref(document);
	}
	if (alerts && history->alert_count > 0)
		put_alerts(page, history);
	if (replay->unknown) {
		document = json_pack("{s:O}", "unknown", replay->unknown);
		page_line(page);
		view_unknown(document, UNKNOWN_SHOWN, page);
		json_decref(document);
	}
}
