/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What an impact counts, for impact.c (counting) and impact_measure.c (arithmetic) alone.
 */
#ifndef CORRELATE_IMPACT_PARTS_H
#define CORRELATE_IMPACT_PARTS_H

#include "correlate/impact.h"

/* One thing that is counted by name: a unit that is down, a service that is affected. */
struct tally {
	struct link link;
	char *name;
	size_t alarms;
};

struct part {
	struct link link;
	char *platform;
	const struct platform *known; /* NULL: not in the inventory */
	struct list units;            /* struct tally: nodes with an alarm */
	struct table *by_node;        /* the same */
	size_t down;                  /* how many */
	struct list services;         /* struct tally, few */
};

/* The tally of a service, or NULL when nothing affects it here. */
struct tally *part_service(const struct part *part, const char *service);

#endif
