/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * need = { count = 3; within = "60s"; }: so many events inside the window.
 */
#include "correlate/operation.h"

static bool count_satisfied(const struct need *need, const struct sample *samples, size_t count)
{
	(void)samples;
	return (int64_t)count >= need->count;
}

extern const struct operation operation_count;
const struct operation operation_count = {
	.name = "count",
	.help = "so many events inside the window",
	.satisfied = count_satisfied,
};
