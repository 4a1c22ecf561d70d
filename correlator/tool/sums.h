/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The engine's sums by name, for scenarios and replays.
 */
#ifndef TOOL_SUMS_H
#define TOOL_SUMS_H

#include "base/json.h"
#include "correlate/engine.h"

/* For sentences, with a blank in front. */
#define SUMS_NAMES                                                                             \
	" events, matched, limited, raised, repeated, cleared, keyless, unlisted, "            \
	"clears_of_nothing, "                                                                  \
	"overflow, opened, closed, transient, merged, alive_alarms, alive_incidents"

bool sums_find(const struct engine_counts *counts, struct slice name, uint64_t *value);
/* All of them as members of an object. A new reference. */
json_t *sums_json(const struct engine_counts *counts);

#endif
