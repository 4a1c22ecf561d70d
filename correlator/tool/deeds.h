/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Which event did what to which alarm, and where that alarm ended: for whoever compares with
 * what really happened (`replay --events`).
 */
#ifndef TOOL_DEEDS_H
#define TOOL_DEEDS_H

#include <stdio.h>

#include "tool/world.h"

struct deeds;

struct deeds *deeds_new(void);
void deeds_free(struct deeds *deeds);
/* Before the world is made from them: the engine tells these deeds. */
void deeds_watch(struct deeds *deeds, struct engine_settings *settings);
/* A line of JSON for each (doc/formats.md, 13), with the incident that the alarm is in now. */
void deeds_print(const struct deeds *deeds, const struct history *history, FILE *to);

#endif
