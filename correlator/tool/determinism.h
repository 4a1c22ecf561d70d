/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The same records again, in other ways: other hash seeds, other cuts into batches, and with
 * the state saved and loaded into a fresh engine after every record. The changes must be the
 * same, byte for byte.
 */
#ifndef TOOL_DETERMINISM_H
#define TOOL_DETERMINISM_H

#include "tool/world.h"

/* `world` has kept its log and stream. False after describing the first way that differs, and
 * the first change in which it does. `seed` chooses the cuts. */
bool determinism_check(const struct world *world, uint64_t seed, struct text *difference);

#endif
