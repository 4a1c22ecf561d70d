/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The inside of the store, for the files of store/ alone.
 */
#ifndef STORE_STORE_PRIVATE_H
#define STORE_STORE_PRIVATE_H

#include <stdint.h>
#include <sys/types.h>

#include "correlate/change.h"
#include "event/epochs.h"
#include "store/database.h"

struct store {
	struct database database;
	uint64_t applied; /* record number of the newest list in the database */
	uint64_t noted;   /* likewise of what matched no rule */
	bool filled;      /* what was alive when it was made is in it */
	char *file;
	struct epochs epochs; /* of the journal */
	dev_t device;         /* of the file; ":memory:" has none */
	ino_t inode;
	off_t size; /* the largest seen: it never shrinks by itself */
};

/* In store_unknown.c: */
bool store_put_unknown(struct store *store, const struct change *change, struct error *error);
bool store_put_unknown_source(
	struct store *store, const struct change *change, struct error *error);
/* No more than the most recent are kept one by one. */
bool store_trim_unknown(struct store *store, struct error *error);

#endif
