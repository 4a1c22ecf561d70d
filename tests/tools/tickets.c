/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tests/tools/tickets.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/duration.h"

static const char *const counters[] = {"requests", "repeats", "opened", "resolved", "lost"};

static json_t *empty_document(void)
{
	json_t *document = json_object(), *counts = json_object();

	for (size_t i = 0; i < sizeof(counters) / sizeof(*counters); i++)
		json_object_set_new(counts, counters[i], json_integer(0));
	json_object_set_new(document, "counters", counts);
	json_object_set_new(document, "tickets", json_array());
	return document;
}

/* Of a document that was read back: every note has a key of its own. */
static void collect_keys(struct tickets *tickets)
{
	json_t *ticket, *note;
	size_t i, n;

	json_array_foreach(json_object_get(tickets->document, "tickets"), i, ticket)
	{
		json_object_set(
			tickets->open, json_member_string(ticket, "incident", ""), ticket);
		json_array_foreach(json_object_get(ticket, "notes"), n, note)
			json_object_set(tickets->keys, json_member_string(note, "key", ""),
				json_object_get(ticket, "ticket"));
	}
}

void tickets_init(struct tickets *tickets, const char *file)
{
	*tickets = (struct tickets){.file = file,
		.keys = json_object(),
		.attempts = json_object(),
		.open = json_object()};
	if (file)
		tickets->document = json_load_file(file, 0, NULL);
	if (!tickets->document)
		tickets->document = empty_document();
	collect_keys(tickets);
}

void tickets_free(struct tickets *tickets)
{
	json_decref(tickets->document);
	json_decref(tickets->keys);
	json_decref(tickets->attempts);
	json_decref(tickets->open);
}

void tickets_count(struct tickets *tickets, const char *counter)
{
	json_t *counts = json_object_get(tickets->document, "counters");

	json_object_set_new(
		counts, counter, json_integer(json_member_integer(counts, counter, 0) + 1));
}

void tickets_save(const struct tickets *tickets)
{
	char aside[4096];

	if (!tickets->file)
		return;
	snprintf(aside, sizeof(aside), "%s.new", tickets->file);
	if (json_dump_file(tickets->document, aside, JSON_COMPACT) == 0)
		rename(aside, tickets->file);
}

static json_t *now_json(void)
{
	struct timespec now;
	char text[TIME_TEXT];

	clock_gettime(CLOCK_REALTIME, &now);
	return json_string(time_print(now.tv_sec * SECONDS + now.tv_nsec, text));
}

static void copy(json_t *to, const char *name, const json_t *from, const char *other)
{
	json_t *value = json_object_get(from, other);

	json_object_set(to, name, value ? value : json_null());
}

static json_t *create(struct tickets *tickets, const json_t *alert)
{
	json_t *list = json_object_get(tickets->document, "tickets"), *ticket = json_object();

	json_object_set_new(ticket, "ticket", json_sprintf("T-%zu", json_array_size(list) + 1));
	copy(ticket, "incident", alert, "incident");
	json_object_set_new(ticket, "state", json_string("open"));
	copy(ticket, "opened_at", alert, "at");
	json_object_set_new(ticket, "resolved_at", json_null());
	json_object_set_new(ticket, "received_at", now_json());
	copy(ticket, "customers", alert, "customers");
	copy(ticket, "services", alert, "services");
	json_object_set_new(ticket, "notes", json_array());
	json_array_append_new(list, ticket);
	json_object_set(tickets->open, json_member_string(alert, "incident", ""), ticket);
	tickets_count(tickets, "opened");
	return ticket;
}

static void update(
	struct tickets *tickets, json_t *ticket, const json_t *alert, const char *key)
{
	const char *transition = json_member_string(alert, "transition", "");
	json_t *note = json_object();

	copy(ticket, "title", alert, "title");
	copy(ticket, "severity", alert, "severity");
	json_object_set_new(note, "key", json_string(key));
	json_object_set_new(note, "transition", json_string(transition));
	copy(note, "at", alert, "at");
	copy(note, "reason", alert, "reason");
	copy(note, "alarms", json_object_get(alert, "alarms"), "raised");
	json_array_append_new(json_object_get(ticket, "notes"), note);
	if (strcmp(transition, "closed") != 0)
		return;
	json_object_set_new(ticket, "state", json_string("resolved"));
	copy(ticket, "resolved_at", alert, "at");
	tickets_count(tickets, "resolved");
}

const char *tickets_take(
	struct tickets *tickets, const char *key, struct slice body, int64_t *attempt)
{
	json_t *alert = json_parse(body, NULL), *ticket;
	const char *incident = json_member_string(alert, "incident", NULL);
	const char *known = json_member_string(tickets->keys, key, NULL);

	*attempt = json_member_integer(tickets->attempts, key, known ? 1 : 0) + 1;
	json_object_set_new(tickets->attempts, key, json_integer(*attempt));
	if (known)
		tickets_count(tickets, "repeats");
	if (known || !incident) {
		json_decref(alert);
		return known;
	}
	ticket = json_object_get(tickets->open, incident);
	if (!ticket)
		ticket = create(tickets, alert);
	update(tickets, ticket, alert, key);
	json_object_set(tickets->keys, key, json_object_get(ticket, "ticket"));
	json_decref(alert);
	return json_member_string(ticket, "ticket", NULL);
}

/* "2012-08-29T12:00:18.000Z" as "2012-08-29 12:00:18". */
static void print_time(const char *label, const char *time)
{
	if (time)
		printf("  %-11s %.10s %.8s UTC\n", label, time, time + 11);
}

static void print_customers(const json_t *customers)
{
	if (json_is_integer(json_object_get(customers, "best")))
		printf("  %-11s %" PRId64 " (%s %% of all)\n              %s\n", "customers",
			json_member_integer(customers, "best", 0),
			json_member_string(customers, "percent", "?"),
			json_member_string(customers, "formula", ""));
	else
		printf("  %-11s unknown\n", "customers");
}

static void print_ticket(const json_t *ticket)
{
	json_t *item;
	size_t i;

	printf("  %s  %s  (%s)\n", json_member_string(ticket, "ticket", ""),
		json_member_string(ticket, "title", ""),
		json_member_string(ticket, "state", ""));
	printf("  %-11s %s\n", "incident", json_member_string(ticket, "incident", ""));
	print_time("opened", json_member_string(ticket, "opened_at", NULL));
	print_time("resolved", json_member_string(ticket, "resolved_at", NULL));
	print_customers(json_object_get(ticket, "customers"));
	json_array_foreach(json_object_get(ticket, "services"), i, item) printf(
		"  %-11s %-12s %-9s %s\n", i ? "" : "services",
		json_member_string(item, "service", ""), json_member_string(item, "state", ""),
		json_member_string(item, "evidence", ""));
	json_array_foreach(json_object_get(ticket, "notes"), i, item)
		printf("  %-11s %.8s  %-12s %s\n", i ? "" : "notes",
			json_member_string(item, "at", "0000-00-00T        ") + 11,
			json_member_string(item, "transition", ""),
			json_member_string(item, "reason", ""));
}

bool tickets_print(const char *file)
{
	json_t *document = json_load_file(file, 0, NULL), *ticket;
	json_t *counts = json_object_get(document, "counters");
	size_t i;

	if (!document)
		return false;
	json_array_foreach(json_object_get(document, "tickets"), i, ticket)
		print_ticket(ticket);
	printf("  %" PRId64 " requests, %" PRId64 " tickets opened, %" PRId64 " resolved\n",
		json_member_integer(counts, "requests", 0),
		json_member_integer(counts, "opened", 0),
		json_member_integer(counts, "resolved", 0));
	json_decref(document);
	return true;
}
