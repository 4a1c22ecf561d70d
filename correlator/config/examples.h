/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Runs the examples of a finished rule set: each must match or not, and give the fields its
 * author wants. A rule whose example fails is refused.
 */
#ifndef CONFIG_EXAMPLES_H
#define CONFIG_EXAMPLES_H

#include "rule/ruleset.h"

struct names;

/* Returns how many were run; what fails is reported at the example's line. */
size_t examples_run(const struct ruleset *ruleset, const struct inventory *inventory,
	const struct names *names, struct report *report);

#endif
