/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/view.h"

#include <inttypes.h>

#include "tool/grid.h"

void view_refusals(struct grid *grid, const json_t *refused)
{
	struct text text = {0};
	const json_t *count;
	const char *reason;

	json_object_foreach((json_t *)refused, reason, count)
	{
		text_string(&text, text.length ? ", " : "");
		page_number(&text, json_integer_value(count));
		text_printf(&text, " %s", reason);
	}
	grid_put(grid, text.length ? STYLE_YELLOW : STYLE_DIM,
		text.length ? text_get(&text) : "none");
	text_free(&text);
}

/* A name more than a quantity: no commas in it. */
static void put_port(struct grid *grid, int64_t port)
{
	char text[32];

	snprintf(text, sizeof(text), "%" PRId64, port);
	grid_put(grid, STYLE_PLAIN, text);
}

static void put_listener(struct grid *grid, const json_t *listener)
{
	grid_put(grid, STYLE_BOLD, view_string(listener, "id"));
	grid_put(grid, STYLE_PLAIN, view_string(listener, "type"));
	put_port(grid, json_member_integer(listener, "port", 0));
	grid_number(grid, json_member_integer(listener, "read", 0));
	grid_number(grid, json_member_integer(listener, "journaled", 0));
	grid_number(grid, json_member_integer(listener, "duplicates", 0));
	grid_number(grid, json_member_integer(listener, "shed", 0));
	view_refusals(grid, json_object_get(listener, "refused"));
	grid_number(grid, json_member_integer(listener, "malformed", 0));
	grid_number(grid, json_member_integer(listener, "kernel_drops", 0));
}

/* Of a listener that takes connections. */
static void put_connections(struct page *page, const json_t *listener)
{
	const json_t *ended = json_object_get(listener, "connections_ended"), *count;
	int64_t open = json_member_integer(listener, "connections", 0);
	struct text text = {0};
	const char *reason;

	if (open == 0 && json_object_size(ended) == 0)
		return;
	text_printf(&text, "%s: ", view_string(listener, "id"));
	page_put(page, STYLE_PLAIN, text_get(&text));
	page_number(&page->text, open);
	page_put(page, STYLE_PLAIN, open == 1 ? " connection open" : " connections open");
	json_object_foreach((json_t *)(uintptr_t)ended, reason, count)
	{
		text_reset(&text);
		text_string(&text, ", ");
		page_number(&text, json_integer_value(count));
		text_printf(&text, " ended (%s)", reason);
		page_put(page, STYLE_PLAIN, text_get(&text));
	}
	page_line(page);
	text_free(&text);
}

static void put_listeners(struct page *page, const json_t *document)
{
	static const char *const titles[] = {"LISTENER", "TYPE", ">PORT", ">READ", ">JOURNALED",
		">DUPLICATES", ">SHED", "REFUSED", ">MALFORMED", ">DROPPED BY KERNEL", NULL};
	const json_t *list = json_object_get(document, "listeners"), *listener;
	struct grid grid = {.titles = titles};
	size_t i;

	json_array_foreach(list, i, listener) put_listener(&grid, listener);
	if (grid.count == 0)
		return;
	grid_print(&grid, page);
	json_array_foreach(list, i, listener) put_connections(page, listener);
	page_line(page);
}

/* A row of sums: what it is about, then "number word" pairs. */
struct sum {
	const char *member, *one, *many;
};

static void put_sums(struct page *page, const char *about, const json_t *object,
	const struct sum *sums, size_t count)
{
	struct text text = {0};

	page_put(page, STYLE_DIM, about);
	page_to(page, 12);
	for (size_t i = 0; i < count; i++) {
		int64_t number = json_member_integer(object, sums[i].member, 0);

		text_string(&text, i ? ", " : "");
		page_number(&text, number);
		text_printf(&text, " %s", number == 1 ? sums[i].one : sums[i].many);
	}
	page_put(page, STYLE_PLAIN, text_get(&text));
	page_line(page);
	text_free(&text);
}

#define PUT_SUMS(page, about, object, ...)                                                     \
	put_sums(page, about, object, (const struct sum[]){__VA_ARGS__},                       \
		sizeof((const struct sum[]){__VA_ARGS__}) / sizeof(struct sum))

/* Sums that mean trouble, shown only when they are not 0. */
static void put_worry(
	struct page *page, const json_t *object, const char *member, const char *sentence)
{
	int64_t count = json_member_integer(object, member, 0);
	struct text text = {0};

	if (count == 0)
		return;
	page_number(&text, count);
	page_to(page, 12);
	page_printf(page, STYLE_YELLOW, "%s %s", text_get(&text), sentence);
	page_line(page);
	text_free(&text);
}

#define PHRASE(member, phrase)                                                                 \
	{                                                                                      \
		member, phrase, phrase                                                         \
	}

/* Of the whole machine, so perhaps none of it was for us. */
static void put_kernel(struct page *page, const json_t *drops)
{
	put_worry(page, drops, "backlog",
		"frames were dropped by this machine before any socket: raise "
		"net.core.netdev_max_backlog");
	put_worry(page, drops, "fragments",
		"fragmented datagrams did not come together before any socket");
}

static void put_quarantined(struct page *page, const json_t *rules)
{
	struct text text = {0};
	const json_t *rule;
	size_t i;

	json_array_foreach(rules, i, rule) text_printf(
		&text, " %s", json_string_value(rule) ? json_string_value(rule) : "");
	if (text.length) {
		page_to(page, 12);
		page_printf(page, STYLE_YELLOW, "not tried any more (quarantine):%s",
			text_get(&text));
		page_line(page);
	}
	text_free(&text);
}

static void put_engine(struct page *page, const json_t *engine)
{
	PUT_SUMS(page, "events", engine, PHRASE("events", "so far"),
		PHRASE("matched", "matched by a rule"));
	put_worry(page, engine, "limited", "events made a pattern hit its match limit");
	put_quarantined(page, json_object_get(engine, "quarantined"));
	PUT_SUMS(page, "alarms", engine, PHRASE("raised_alarms", "raised now"),
		PHRASE("alarms_raised", "raised so far"), PHRASE("alarms_repeated", "repeated"),
		PHRASE("alarms_cleared", "cleared"));
	put_worry(page, engine, "without_key", "events lacked a part of an alarm's key");
	put_worry(page, engine, "not_in_table",
		"events had a severity or class that no table tells");
	put_worry(page, engine, "overflow",
		"alarms of unknown nodes were not raised: too many at once");
	PUT_SUMS(page, "incidents", engine, PHRASE("alive_incidents", "alive"),
		PHRASE("incidents_opened", "opened so far"),
		PHRASE("incidents_closed", "closed"),
		PHRASE("incidents_transient", "transient"),
		PHRASE("incidents_merged", "merged"));
}

/* Nobody who has none wants to read about them. */
static void put_informs(struct page *page, const json_t *informs)
{
	if (json_member_integer(informs, "answered", 0) == 0 &&
		json_member_integer(informs, "waiting", 0) == 0 &&
		json_member_integer(informs, "given_up", 0) == 0)
		return;
	PUT_SUMS(page, "informs", informs, PHRASE("answered", "answered"),
		PHRASE("waiting", "waiting for the disk"),
		PHRASE("slowest_ms", "ms for the slowest lately"));
	put_worry(page, informs, "given_up", "were not answered; their senders ask again");
}

static void put_warning(
	struct page *page, const json_t *object, const char *member, const char *sentence)
{
	if (!json_is_true(json_object_get(object, member)))
		return;
	page_put(page, STYLE_RED, sentence);
	page_line(page);
}

void view_status(const json_t *document, struct page *page)
{
	const json_t *store = json_object_get(document, "store");

	put_listeners(page, document);
	put_kernel(page, json_object_get(document, "kernel_drops"));
	put_engine(page, json_object_get(document, "engine"));
	put_informs(page, json_object_get(document, "informs"));
	PUT_SUMS(page, "journal", document, {"durable", "record on disk", "records on disk"});
	PUT_SUMS(page, "store", store, {"incidents", "incident", "incidents"},
		{"alarms", "alarm", "alarms"}, {"alerts", "alert", "alerts"},
		{"undelivered", "delivery waiting", "deliveries waiting"});
	put_warning(page, document, "degraded",
		"Degraded: the disk takes no records. They wait in memory, nothing is "
		"acknowledged, "
		"and alerts say that they are not recorded.");
	put_warning(
		page, document, "full", "The disk has no space for the next journal segment.");
	put_warning(page, store, "broken",
		"The database takes nothing; alerts are delivered without it.");
	put_warning(page, document, "paused",
		"Listeners are paused: what is behind them is full, and datagrams wait in the "
		"kernel.");
}
