/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * causes(A, B), for alarms that are raised or were lately:
 *
 *     class(A) reaches class(B) through `explains`, and both lie in one instance of A's scope;
 *     or through `downstream`, and platform(B) depends on platform(A), at most 8 hops;
 *     and t(B) >= t(A) - window, and A is raised or t(B) <= cleared(A) + window.
 *
 * Times are those of the raise; windows count from A alone. Topology alone joins nothing.
 *
 * Two questions are asked when an alarm is raised: whose root causes it, and whose root does
 * it cause? Each incident is entered, by its root, under the keys at which either question
 * will look, so that answering costs what is found.
 */
#ifndef CORRELATE_RELATION_H
#define CORRELATE_RELATION_H

#include "correlate/incident.h"
#include "correlate/registry.h"

/* How A causes B. */
struct cause {
	const struct reach *reach;
	unsigned hops; /* 0: same scope instance */
	bool far;      /* B lies there by the other end of its link */
};

/* Whether A causes B, and the nearest way. */
bool relation_causes(const struct alarm *a, const struct alarm *b, struct cause *how);
/* Enters an incident by its root; what it was entered under before is removed. */
void relation_enter(struct registry *registry, struct incident *incident);
void relation_remove(struct registry *registry, struct incident *incident);
/* The incident whose root causes the alarm: same scope first, then fewest hops, explicit
 * before default, nearest in time, oldest. NULL when there is none. */
struct incident *relation_cause_of(
	const struct registry *registry, const struct alarm *alarm, struct cause *how);
/* For an alarm of a node that the inventory does not know, and whose place is therefore unknown:
 * the one incident in the network that would cause it if it lay there, and whose root was raised
 * within the window of it. NULL when there is none, or more than one. */
struct incident *relation_guess(
	const struct registry *registry, const struct alarm *alarm, struct cause *how);
/* Calls back for each incident whose root the alarm causes, maybe more than once for the same.
 * The callback must not change the registry. */
void relation_effects_of(const struct registry *registry, const struct alarm *alarm,
	void (*take)(void *context, struct incident *incident), void *context);

#endif
