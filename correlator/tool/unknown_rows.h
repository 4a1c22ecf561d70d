/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What no rule matched in a replay, as the daemon would tell it.
 */
#ifndef TOOL_UNKNOWN_ROWS_H
#define TOOL_UNKNOWN_ROWS_H

#include "correlate/unknown.h"
#include "snmp/names.h"
#include "tool/view.h"

/* Names of the traps in an `unknown` array, where they are known. NULL: no names. */
void unknown_add_names(json_t *rows, const struct names *names);
/* All that was noted, as an `unknown` array (doc/formats.md, 10). */
json_t *unknown_rows(struct unknown *unknown);

#endif
