/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The names of a journal. A name (five characters of base32) begins every id, so that ids of
 * different journals never meet. A journal that was restored from a backup goes on under a new
 * name: what followed the backup has given ids that nobody here knows of. The old name stays
 * that of the old records, so that a replay of them gives the same ids as ever.
 */
#ifndef EVENT_EPOCHS_H
#define EVENT_EPOCHS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { EPOCH_LENGTH = 5, EPOCHS_MAXIMUM = 64 };

struct epoch {
	char name[EPOCH_LENGTH + 1];
	uint64_t
		from; /* what is named when this record, or a later one, was the last applied */
};

struct epochs {
	struct epoch items[EPOCHS_MAXIMUM]; /* `from` ascends from 0 */
	size_t count;                       /* at least one */
};

/* A journal that has had one name only. */
struct epochs epochs_of(const char *name);
/* Adds a name; false when there is no room, or `from` is before the last one's. */
bool epochs_add(struct epochs *epochs, const char *name, uint64_t from);
/* The name that begins ids which are made while `applied` is the last record applied. */
const char *epochs_at(const struct epochs *epochs, uint64_t applied);
/* The name in force. */
const char *epochs_now(const struct epochs *epochs);
/* How many restores were before that. */
size_t epochs_restores(const struct epochs *epochs, uint64_t applied);
/* Whether what was left behind after record `number` under this name is of this journal. */
bool epochs_hold(const struct epochs *epochs, const char *name, uint64_t number);

#endif
