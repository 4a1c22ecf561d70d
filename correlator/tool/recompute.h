/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * All state follows from the journal: what is in a snapshot is computed once more, from the
 * snapshot before it (or from the first record) and the records in between, under the rules
 * that were in force then. It must be the same, byte for byte.
 */
#ifndef TOOL_RECOMPUTE_H
#define TOOL_RECOMPUTE_H

#include "base/error.h"
#include "base/text.h"

enum recomputed {
	RECOMPUTED_SAME,
	RECOMPUTED_DIFFERENT,
	RECOMPUTED_NOT, /* it could not be done: `why` says why */
};

struct recomputation {
	enum recomputed result;
	uint64_t from, to;         /* the snapshots' records; from 0: from the first record */
	uint64_t records;          /* applied on the way */
	uint32_t stored, computed; /* CRC-32C of the two states */
	struct error why;
};

const char *recomputed_name(enum recomputed result);
/* `progress` may be NULL. */
void recompute(struct recomputation *out, const char *state, const char *journal,
	void (*progress)(uint64_t done, uint64_t total));

#endif
