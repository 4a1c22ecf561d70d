/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A record of the journal as people and programs read it.
 */
#ifndef TOOL_RECORD_VIEW_H
#define TOOL_RECORD_VIEW_H

#include "base/json.h"
#include "event/record.h"

/* What the record says on one line, without number, time and kind: the event described, else
 * the payload. Cleaned. */
void record_describe(const struct record *record, struct text *out);
/* All of it as a new JSON object (doc/formats.md, 11). */
json_t *record_json(const struct record *record);

#endif
