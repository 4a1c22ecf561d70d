/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What a ticketing system remembers: tickets by incident, notes, keys it has seen. All of it is
 * one JSON document, which is also what the file and GET /tickets hold.
 */
#ifndef TESTS_TOOLS_TICKETS_H
#define TESTS_TOOLS_TICKETS_H

#include "base/json.h"

struct tickets {
	json_t *document; /* {"counters": {...}, "tickets": [...]} */
	json_t *keys;     /* key -> ticket, of every alert taken */
	json_t *attempts; /* key -> how often it came since the start */
	json_t *open;     /* incident -> its ticket, whatever its state */
	const char *file; /* where the document is kept, or NULL */
};

/* Begins empty, or with what the file holds. */
void tickets_init(struct tickets *tickets, const char *file);
void tickets_free(struct tickets *tickets);
/* Takes one alert; returns the ticket's number (lives as long as the document) or NULL when it
 * is no alert. A key seen before changes nothing; *attempt says how often it came. */
const char *tickets_take(
	struct tickets *tickets, const char *key, struct slice body, int64_t *attempt);
void tickets_count(struct tickets *tickets, const char *counter);
/* Rewrites the file. */
void tickets_save(const struct tickets *tickets);
/* Prints a document for people. */
bool tickets_print(const char *file);

#endif
