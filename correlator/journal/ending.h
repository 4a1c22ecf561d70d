/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Where a journal ends, and how it goes on from there.
 */
#ifndef JOURNAL_ENDING_H
#define JOURNAL_ENDING_H

#include <stdint.h>

#include "base/error.h"

struct ending {
	uint64_t number; /* of the last record; 0: there is none */
	int64_t time;    /* of it */
	uint64_t first;  /* of the last segment */
	int64_t at;      /* where its next record goes */
	bool writable;   /* false: there is no segment, or it was closed for good */
};

/* False with a sentence when the folder or its last segment cannot be read. */
bool ending_find(const char *folder, struct ending *ending, struct error *error);
/* Opens the last segment for writing, after erasing what a crash tore behind the last good
 * record: nothing of it was ever acknowledged. Returns a descriptor, or -1 with a sentence. */
int ending_open(
	const char *folder, const struct ending *ending, int64_t size, struct error *error);

#endif
