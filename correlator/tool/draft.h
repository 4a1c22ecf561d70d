/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A rule to begin with, made of the shape of messages that no rule matches.
 */
#ifndef TOOL_DRAFT_H
#define TOOL_DRAFT_H

#include "base/json.h"

/* Appends an `events` list with one rule and its example for a row of `unknown` (doc/formats.md,
 * 10). False when no rule can be made of it. */
bool draft_rule(const json_t *row, struct text *out);

#endif
