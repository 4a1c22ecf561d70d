/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The ids of one kind of entry (listeners, outputs, routes): each may be there once.
 */
#ifndef CONFIG_IDS_H
#define CONFIG_IDS_H

#include "base/error.h"

struct ids {
	const char *what;   /* "output" */
	const char **names; /* owned by whoever claimed them */
	struct origin *origins;
	size_t count, capacity, origin_capacity;
};

/* False after reporting that the id is empty or taken. */
bool ids_claim(struct ids *ids, const char *id, struct origin origin, struct report *report);
bool ids_has(const struct ids *ids, const char *id);
/* The nearest one to a misspelt id, or NULL. */
const char *ids_near(const struct ids *ids, const char *written);
void ids_free(struct ids *ids);

#endif
