/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A copy of a state folder that is whole although a daemon may be writing in it. The database
 * comes first, then the snapshots, then the segments: what is copied before knows nothing that
 * is not in what is copied after. All but the database is only appended to or replaced whole;
 * what is replaced while it is copied makes another attempt.
 */
#ifndef TOOL_STATE_COPY_H
#define TOOL_STATE_COPY_H

#include "base/error.h"
#include "tool/survey.h"

struct state_copy {
	const char *from;
	const char *database; /* its name there: a copy made by the daemon, or the database */
	const char *to;       /* a folder that is not there yet */
	uint64_t applied;     /* a record that must be in it */
};

/* Makes the copy, durable. *survey tells what is in its journal, and is to be freed in any
 * case. False with a sentence; what was copied so far is removed. */
bool state_copy(const struct state_copy *copy, struct survey *survey, struct error *error);

#endif
