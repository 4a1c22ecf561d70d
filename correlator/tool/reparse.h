/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Journaled lines of syslog, parsed anew as today's parser does it: `correlator replay
 * --parse`. What was decided when they came (year, zone, dialect) is otherwise data, and stays.
 */
#ifndef TOOL_REPARSE_H
#define TOOL_REPARSE_H

#include "base/json.h"
#include "config/settings.h"
#include "event/record.h"

struct reparse;

/* Each event is parsed with the settings of its listener in `configured` (NULL: none are
 * known; then zones are UTC, and relays are whoever was one). False with a sentence. */
struct reparse *reparse_new(const struct settings *configured, struct error *error);
void reparse_free(struct reparse *reparse);
/* The record with the event that it would have today; or itself, when that is no line of
 * syslog. Good until the next call. */
const struct record *reparse_record(struct reparse *reparse, const struct record *record);
/* {"events", "changed", "fields": [{"field", "events", "record", "before", "after"}]}: how many
 * were parsed, how many are others now, and in what; with the first of each as an example. */
json_t *reparse_json(const struct reparse *reparse);

#endif
