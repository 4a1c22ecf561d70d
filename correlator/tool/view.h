/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What the daemon says of itself, as pages for people. Each takes a JSON document of the
 * control socket (doc/formats.md, 10), from wherever it came.
 */
#ifndef TOOL_VIEW_H
#define TOOL_VIEW_H

#include "base/json.h"
#include "tool/page.h"

/* {"incidents": [...]}: one line each. `all` only says how to word that there are none. */
void view_incidents(const json_t *document, bool all, struct page *page);
/* One incident with its alarms, alerts and deliveries: a page. */
void view_incident(const json_t *document, struct page *page);
/* {"audit": [...]}: one line each. */
void view_audit(const json_t *document, struct page *page);
/* {"engines": [...]}: one line each, and our own. */
void view_engines(const json_t *document, struct page *page);
/* Listeners with their accounts, engine and store. */
void view_status(const json_t *document, struct page *page);

/* {"sources": [...]}: one line each, as they come. */
void view_sources(const json_t *document, struct page *page);

/* {"unknown": [...]}: the first `most` of them, and how to make a rule of the very first. */
void view_unknown(const json_t *document, size_t most, struct page *page);

/* Members for printing: "" where there is none, or null. */
static inline const char *view_string(const json_t *object, const char *name)
{
	return json_member_string(object, name, "");
}

/* A cell with counts by reason, or "none". */
struct grid;
void view_refusals(struct grid *grid, const json_t *refused);
/* "800,000", or "unknown" for null. */
void view_customers(struct text *out, const json_t *customers, const char *member);
/* "4h2m" between two times; nothing when one of them is missing. */
void view_span(struct text *out, const char *from, const char *to);

#endif
