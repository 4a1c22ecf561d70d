/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * How many customers an incident costs, with the arithmetic shown. Per platform we count the
 * units (nodes) that have a raised service-affecting alarm, and per service the alarms:
 *
 *     down share of a platform: low  = (units down - spare) / units
 *                               best = 1 if the root's scope is the whole platform, else low
 *                               high = 1
 *     affected(service) = sum over its platforms of customers x share, capped by its users
 *     incident          = per population the maximum over its services, summed, capped by base
 *
 * Integers only. What nobody knows is -1, "unknown", never 0.
 */
#ifndef CORRELATE_IMPACT_H
#define CORRELATE_IMPACT_H

#include "base/list.h"
#include "base/table.h"
#include "inventory/inventory.h"

struct alarm;
struct text;

struct impact { /* zero-initialise to begin */
	struct list
		parts; /* one per platform with service-affecting alarms, sorted by its name */
};

struct customers {
	int64_t low, best, high; /* -1: unknown */
};

void impact_free(struct impact *impact);
/* Counts a raised alarm in or out; alarms that affect no service count for nothing. */
void impact_add(struct impact *impact, const struct alarm *alarm);
void impact_remove(struct impact *impact, const struct alarm *alarm);
bool impact_affects(const struct impact *impact, const char *service);
/* Equal for equal sets of affected services. */
uint64_t impact_fingerprint(const struct impact *impact, const struct inventory *inventory);
/* Nodes that are down, over all platforms. */
size_t impact_units(const struct impact *impact);
/* `root` (may be NULL) decides which platform is down as a whole. Appends the formula with its
 * numbers to `formula` unless that is NULL. */
struct customers impact_measure(const struct impact *impact, const struct inventory *inventory,
	const struct alarm *root, struct text *formula);

#endif
