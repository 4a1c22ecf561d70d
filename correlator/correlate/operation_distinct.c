/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * need = { distinct = "node"; at_least = 2; within = "60s"; }: so many different values of a
 * field inside the window.
 */
#include "correlate/operation.h"

#include <string.h>

enum { SLOTS = 2 * SAMPLES_MAXIMUM };

/* Enters the value into an open-addressed set; false when it was there. */
static bool set_add(uint64_t *slots, uint64_t value)
{
	size_t slot = value % SLOTS;

	while (slots[slot] != 0 && slots[slot] != value)
		slot = (slot + 1) % SLOTS;
	if (slots[slot] == value)
		return false;
	slots[slot] = value;
	return true;
}

static bool distinct_satisfied(
	const struct need *need, const struct sample *samples, size_t count)
{
	uint64_t slots[SLOTS];
	int64_t different = 0;

	if ((int64_t)count < need->count)
		return false;
	memset(slots, 0, sizeof(slots));
	for (size_t i = 0; i < count && different < need->count; i++)
		different += set_add(slots, samples[i].value | 1);
	return different >= need->count;
}

extern const struct operation operation_distinct;
const struct operation operation_distinct = {
	.name = "distinct",
	.help = "so many different values of a field inside the window",
	.satisfied = distinct_satisfied,
};
