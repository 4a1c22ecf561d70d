/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The lower half of an incident's page: its alarms, each with the reason why it is there, and
 * what was told to whom.
 */
#ifndef TOOL_VIEW_MEMBERS_H
#define TOOL_VIEW_MEMBERS_H

#include "base/json.h"
#include "tool/page.h"

/* Grouped by node; the first twenty and a count. */
void view_members(const json_t *incident, const json_t *alarms, struct page *page);
void view_alerts(const json_t *incident, const json_t *alerts, const json_t *deliveries,
	struct page *page);

#endif
