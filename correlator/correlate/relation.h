/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Which incidents an alarm has to do with (correlate/cause.h). Two questions are asked when an
 * alarm is raised: whose root causes it, and whose root does it cause? Each incident is
 * entered, by its root, under the keys at which either question will look, so that answering
 * costs what is found.
 */
#ifndef CORRELATE_RELATION_H
#define CORRELATE_RELATION_H

#include "correlate/cause.h"
#include "correlate/incident.h"
#include "correlate/registry.h"

/* Enters an incident by its root; what it was entered under before is removed. */
void relation_enter(struct registry *registry, struct incident *incident);
void relation_remove(struct registry *registry, struct incident *incident);
/* The incident whose root causes the alarm: same scope first, then fewest hops, explicit
 * before default, nearest in time, oldest. NULL when there is none. */
struct incident *relation_cause_of(
	const struct registry *registry, const struct alarm *alarm, struct cause *how);
/* For an alarm whose node the inventory does not know or seems to have in a wrong place: the one
 * incident in the network that would cause it if it lay there, and whose root was raised within
 * the window of it; of several the one that is nearer in time by far. NULL when there is none. */
struct incident *relation_guess(
	const struct registry *registry, const struct alarm *alarm, struct cause *how);
/* Calls back for each incident whose root the alarm causes, maybe more than once for the same.
 * The callback must not change the registry. */
void relation_effects_of(const struct registry *registry, const struct alarm *alarm,
	void (*take)(void *context, struct incident *incident), void *context);

#endif
