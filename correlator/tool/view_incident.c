/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The upper half of an incident's page: what it is, what it costs, what works all the same,
 * why.
 *
 *     voicemail: application problem   demo1-42.0
 *     critical, open since 2012-08-29 12:00:03 UTC
 *
 *       customers     800,000 of 26,000,000 (3.07 %), between 0 and 800,000
 *       affected      voicemail    alarms of this incident affect it
 */
#include "tool/view.h"

#include <string.h>

#include "tool/grid.h"
#include "tool/view_members.h"

enum { INDENT = 2, COLUMN = 16 };

/* Begins a line of the head with its label; "" goes on with the one before. */
static void label(struct page *page, const char *name)
{
	page_to(page, INDENT);
	page_put(page, STYLE_DIM, name);
	page_to(page, COLUMN);
}

/* "open since 2012-08-29 12:00:03 UTC", "closed, from ... to ... UTC (3h56m)" */
static void put_times(struct page *page, const json_t *incident)
{
	const char *since = view_string(incident, "since");
	const char *cleared = view_string(incident, "cleared_at");
	struct text text = {0};

	text_string(&text, cleared[0] ? ", from " : " since ");
	page_time(&text, since, NULL);
	if (cleared[0]) {
		text_string(&text, " to ");
		page_time(&text, cleared, since);
	}
	text_string(&text, " UTC");
	if (cleared[0]) {
		text_string(&text, " (");
		view_span(&text, since, cleared);
		text_byte(&text, ')');
	}
	page_put(page, STYLE_PLAIN, text_get(&text));
	text_free(&text);
}

static void put_headline(struct page *page, const json_t *incident, const json_t *picture)
{
	const char *severity = view_string(picture, "severity");

	page_put(page, STYLE_BOLD, view_string(incident, "title"));
	page_put(page, STYLE_DIM, "   ");
	page_put(page, STYLE_DIM, view_string(incident, "incident"));
	page_line(page);
	page_put(page, page_severity(severity), severity);
	page_printf(page, STYLE_PLAIN, ", %s", view_string(incident, "state"));
	put_times(page, incident);
	page_line(page);
}

/* "800,000 of 26,000,000 (3.07 %), between 0 and 800,000" */
static void put_figure(struct page *page, const json_t *customers)
{
	struct text text = {0};
	const char *percent = json_member_string(customers, "percent", NULL);

	view_customers(&text, customers, "best");
	if (json_is_integer(json_object_get(customers, "base"))) {
		text_string(&text, " of ");
		view_customers(&text, customers, "base");
	}
	if (percent)
		text_printf(&text, " (%s %%)", percent);
	page_put(page, STYLE_BOLD, text_get(&text));
	text_reset(&text);
	view_customers(&text, customers, "low");
	text_string(&text, " and ");
	view_customers(&text, customers, "high");
	page_printf(page, STYLE_PLAIN, ", between %s", text_get(&text));
	text_free(&text);
}

static void put_customers(struct page *page, const json_t *picture)
{
	const json_t *customers = json_object_get(picture, "customers");
	const char *formula = view_string(customers, "formula");

	label(page, "customers");
	if (json_is_integer(json_object_get(customers, "best")))
		put_figure(page, customers);
	else
		page_put(page, STYLE_PLAIN, "unknown");
	page_line(page);
	if (formula[0]) {
		label(page, "");
		page_put(page, STYLE_DIM, formula);
		page_line(page);
	}
}

/* Evidence ends with a time where it names an event: shortened to the clock. */
static void put_evidence(struct page *page, const char *evidence, const char *day)
{
	const char *at = strstr(evidence, " at 2");
	struct text text = {0};

	if (at) {
		text_printf(&text, "%.*s at ", (int)(at - evidence), evidence);
		page_time(&text, at + 4, day);
	} else {
		text_string(&text, evidence);
	}
	page_put(page, STYLE_DIM, text_get(&text));
	text_free(&text);
}

static size_t service_width(const json_t *services)
{
	const json_t *service;
	size_t i, width = 0;

	json_array_foreach(services, i, service)
	{
		size_t own = page_width(slice_of(view_string(service, "service")));

		width = own > width ? own : width;
	}
	return width;
}

static void put_services(
	struct page *page, const json_t *incident, const char *state, enum style style)
{
	const json_t *services = json_object_get(incident, "services"), *service;
	size_t i, width = service_width(services);
	const char *name = state;

	json_array_foreach(services, i, service)
	{
		if (strcmp(view_string(service, "state"), state) != 0)
			continue;
		label(page, name);
		page_put(page, style, view_string(service, "service"));
		page_to(page, COLUMN + width + 2);
		put_evidence(
			page, view_string(service, "evidence"), view_string(incident, "since"));
		page_line(page);
		name = "";
	}
}

static void put_cause(
	struct page *page, const char *name, const json_t *alarm, const char *since)
{
	const char *probable = view_string(alarm, "probable_cause");
	struct text times = {0};

	label(page, name);
	page_put(page, STYLE_PLAIN, view_string(alarm, "text"));
	page_line(page);
	label(page, "");
	page_time(&times, view_string(alarm, "raised_at"), since);
	page_printf(page, STYLE_DIM, "%s, raised %s%s%s", view_string(alarm, "severity"),
		text_get(&times), probable[0] ? ", " : "", probable);
	page_line(page);
	label(page, "");
	page_printf(page, STYLE_DIM, "rule %s, %s", view_string(alarm, "rule"),
		view_string(alarm, "where"));
	page_line(page);
	text_free(&times);
}

static void put_causes(struct page *page, const json_t *incident)
{
	const json_t *leftover = json_object_get(incident, "leftover");
	const char *since = view_string(incident, "since");

	put_cause(page, "root cause", json_object_get(incident, "root"), since);
	if (json_is_object(leftover))
		put_cause(page, "left over", leftover, since);
}

static void put_gaps(struct page *page, const json_t *incident)
{
	const json_t *gap;
	size_t i;

	json_array_foreach(json_object_get(incident, "evidence_incomplete"), i, gap)
	{
		const char *since = view_string(incident, "since");
		struct text text = {0};

		page_time(&text, view_string(gap, "from"), since);
		text_string(&text, " to ");
		page_time(&text, view_string(gap, "to"), since);
		label(page, i == 0 ? "not heard" : "");
		page_printf(
			page, STYLE_YELLOW, "%s: %s", text_get(&text), view_string(gap, "why"));
		page_line(page);
		text_free(&text);
	}
}

/* What the receivers call it: the last word of each output counts. */
static void put_tickets(struct page *page, const json_t *deliveries)
{
	const json_t *delivery, *later;
	const char *name = "ticket";
	size_t i, j;

	json_array_foreach(deliveries, i, delivery)
	{
		const char *remote = view_string(delivery, "remote");
		bool last = true;

		for (j = i + 1; j < json_array_size(deliveries); j++) {
			later = json_array_get(deliveries, j);
			if (view_string(later, "remote")[0] &&
				strcmp(view_string(later, "output"),
					view_string(delivery, "output")) == 0)
				last = false;
		}
		if (!remote[0] || !last)
			continue;
		label(page, name);
		page_put(page, STYLE_BOLD, remote);
		page_printf(page, STYLE_DIM, "  in %s", view_string(delivery, "output"));
		page_line(page);
		name = "";
	}
}

static void put_people(struct page *page, const json_t *incident)
{
	const char *by = view_string(incident, "acknowledged_by");
	const char *note = view_string(incident, "note");
	const char *into = view_string(incident, "merged_into");

	if (by[0]) {
		label(page, "taken by");
		page_printf(page, STYLE_PLAIN, "%s%s%s", by, note[0] ? ": " : "", note);
		page_line(page);
	}
	if (into[0]) {
		label(page, "merged into");
		page_put(page, STYLE_PLAIN, into);
		page_line(page);
	}
}

static int64_t best_of(const json_t *document)
{
	return json_member_integer(json_object_get(document, "customers"), "best", -1);
}

/* What there is to say of severity, customers and services. When it is over, nothing is
 * affected any more: then it is what was told at its worst, or first. */
static const json_t *picture_of(const json_t *incident, const json_t *alerts)
{
	const json_t *alert, *worst = incident;
	size_t i;

	if (!view_string(incident, "cleared_at")[0])
		return incident;
	json_array_foreach(alerts, i,
		alert) if (strcmp(view_string(alert, "state"), "open") == 0 &&
			   (worst == incident || best_of(alert) > best_of(worst))) worst =
		alert;
	return worst;
}

static void put_picture(struct page *page, const json_t *incident, const json_t *picture)
{
	struct text at = {0};

	put_customers(page, picture);
	put_services(page, picture, "affected", STYLE_RED);
	put_services(page, picture, "normal", STYLE_GREEN);
	put_services(page, picture, "no data", STYLE_YELLOW);
	if (picture == incident)
		return;
	page_time(&at, view_string(picture, "at"), view_string(incident, "since"));
	label(page, "");
	page_printf(page, STYLE_DIM, "as told at %s", text_get(&at));
	page_line(page);
	text_free(&at);
}

void view_incident(const json_t *document, struct page *page)
{
	const json_t *incident = json_object_get(document, "incident");
	const json_t *alerts = json_object_get(document, "alerts");
	const json_t *deliveries = json_object_get(document, "deliveries");
	const json_t *picture = picture_of(incident, alerts);

	put_headline(page, incident, picture);
	page_line(page);
	put_picture(page, incident, picture);
	put_causes(page, incident);
	put_people(page, incident);
	put_tickets(page, deliveries);
	put_gaps(page, incident);
	page_line(page);
	view_members(incident, json_object_get(document, "alarms"), page);
	page_line(page);
	view_alerts(incident, alerts, deliveries, page);
}
