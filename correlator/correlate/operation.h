/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What `need` can ask for. There is one mechanism: a bounded ring of (time, value) per rule and
 * key, and a predicate over the samples that are still inside the window. An operation is one
 * file that ends in a const struct operation, and one line in operations.c.
 */
#ifndef CORRELATE_OPERATION_H
#define CORRELATE_OPERATION_H

#include "rule/ruleset.h"

enum { SAMPLES_MAXIMUM = 1024 }; /* of one context; a need cannot ask for more */

struct sample {
	int64_t time;
	uint64_t value; /* hash of the value that `distinct` counts; 0 otherwise */
};

struct operation {
	const char *name; /* the setting in `need` that chooses it */
	const char *help;
	/* Whether these samples, oldest first and all inside the window, are enough. */
	bool (*satisfied)(const struct need *need, const struct sample *samples, size_t count);
};

extern const struct operation *const operations[]; /* NULL at the end */
const struct operation *operation_find(const char *name);

#endif
