/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Texts with * (any bytes) and ? (one byte), for the conditions on names.
 */
#ifndef RULE_GLOB_H
#define RULE_GLOB_H

#include "base/slice.h"

/* Whether the text holds * or ?. */
bool glob_is(struct slice text);
/* Whether the whole text fits; `caseless` ignores ASCII case. Takes time in proportion to the
 * product of the lengths at worst. */
bool glob_matches(struct slice glob, struct slice text, bool caseless);

#endif
