/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The projection in SQLite: incidents, alarms, alerts and the delivery queue, written from
 * change lists. It may be deleted at any time. One thread, one connection, reads included.
 * Each list is one transaction together with `applied`, the number of the last record it
 * covers; a list that is not newer is skipped, so that recovery may offer everything again.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/error.h"
#include "correlate/change.h"
#include "event/epochs.h"

struct store;

/* A delivery that is due; owned by the receiver, freed with delivery_free(). */
struct delivery {
	char *incident;
	uint64_t seq;
	char *output;
	char *transition;
	char *remote;    /* what an earlier delivery of this incident returned, or NULL */
	char *document;  /* canonical alert JSON */
	bool unrecorded; /* the disk has not taken what it rests on: say so when sending */
};

void delivery_free(struct delivery *delivery);

/* Opens or makes the file (":memory:" for tests). A damaged file is moved aside as
 * FILE.damaged-<time> with a warning, and a new one begins. `epochs` are the journal's,
 * and are copied: a database of another one is moved aside too. */
struct store *store_open(const char *file, const struct epochs *epochs, struct error *error);
void store_close(struct store *store);
uint64_t store_applied(const struct store *store);
/* The last record that counts in what matched no rule. */
uint64_t store_noted(const struct store *store);

/* Whether the file is no good any more: damage was met, or it was deleted, replaced or
 * truncated behind our back. Says which. */
bool store_is_lost(struct store *store, struct error *why);
/* Moves aside what is there and begins a new file. False with a sentence when that cannot be
 * done: nothing works then but this, another time. */
bool store_renew(struct store *store, const char *why, struct error *error);

/* A new file must be given a list that is `whole` first or, as long as it has none, everything
 * is taken and store_applied() stays 0: should we die before, a restart fills it. */
/* Writes the list; nothing if list->applied is not above store_applied(). A delivery that is
 * there already stays as it is (the key is incident, seq, output). */
bool store_apply(struct store *store, const struct change_list *list, struct error *error);

/* Deliveries without an outcome, in the order they were decided, those after row `after` (0:
 * all), at most `limit`. Calls back for each; the callback takes it over. Returns the last row
 * given, to go on from. */
int64_t store_deliveries(struct store *store, int64_t after, size_t limit,
	void (*take)(void *context, struct delivery *delivery), void *context);
/* Notes an attempt that did not settle it (for `correlator show`). */
void store_attempt(struct store *store, const struct delivery *delivery, const char *detail);

/* Deletes at most `limit` rows of what is older than engine time `before`: incidents that are
 * over and have nothing left to deliver, with their alarms, alerts and deliveries; orders. The
 * oldest go first. *deleted below `limit`: nothing is left that may go. */
bool store_purge(struct store *store, int64_t before, size_t limit, size_t *deleted,
	struct error *error);

/* Writes the database as it is now, whole, to another file, which is replaced. Takes as long as
 * writing all of it does. */
bool store_copy(struct store *store, const char *path, struct error *error);

/* Answers as JSON text for the control socket: an array of incident documents (open ones, or
 * all, newest first), and one incident with its alarms (reasons included), alerts and
 * deliveries; false with a sentence when there is none of that id. */
struct text;
void store_incidents(struct store *store, bool all, size_t limit, struct text *out);
bool store_show(
	struct store *store, const char *incident, struct text *out, struct error *error);
/* Which orders are wanted; NULL: any. Times are RFC 3339 in UTC with milliseconds. */
struct audit_filter {
	const char *incident, *by, *from, *to;
};

/* Orders and sets of rules as a JSON array, newest first. */
void store_audit(
	struct store *store, const struct audit_filter *filter, size_t limit, struct text *out);
/* Whether there is an incident of that id, neither closed nor merged; else a sentence. */
bool store_is_alive(struct store *store, const char *incident, struct error *error);
/* Whether there is an alarm of that id, and raised; else a sentence. */
bool store_is_raised(struct store *store, const char *alarm, struct error *error);
/* What matched no rule, by shape: an array of {"kind", "name", "shape", "sample", "count", "first",
 * "last", "sources"}, the most frequent first; what is not kept one by one has "others" instead
 * of the first four. `offset` is added to times. */
void store_unknown(struct store *store, int64_t offset, struct text *out);
/* {"incidents": n, "alarms": n, "alerts": n, "undelivered": n} */
void store_status(struct store *store, struct text *out);

#endif
