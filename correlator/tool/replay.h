/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The result of a replay, for people and for programs.
 */
#ifndef TOOL_REPLAY_H
#define TOOL_REPLAY_H

#include "tool/feed.h"
#include "tool/page.h"
#include "tool/reparse.h"

struct replay {
	struct world world;
	struct flow flow;
	struct reparse *reparse; /* lines of a journal are parsed anew; or NULL */
	json_t *unknown; /* rows of what matched no rule, or NULL: nobody asks */
};

/* One document: sums, incidents as they ended, alerts in their order. */
void replay_json(const struct replay *replay, struct page *page);
/* Figures and incidents; with `alerts` a line for each alert too. */
void replay_view(const struct replay *replay, bool alerts, struct page *page);

#endif
