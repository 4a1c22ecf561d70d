/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * causes(A, B), for alarms that are raised or were lately:
 *
 *     class(A) reaches class(B) through `explains`, and both lie in one instance of A's scope;
 *     or through `downstream`, and platform(B) depends on platform(A), at most 8 hops;
 *     and t(B) >= t(A) - window, and A is raised or t(B) <= cleared(A) + window.
 *
 * Times are those of the raise; windows count from A alone. Topology alone joins nothing. B
 * lies at the ends of its link too.
 */
#ifndef CORRELATE_CAUSE_H
#define CORRELATE_CAUSE_H

#include "correlate/alarm.h"

/* How A causes B. */
struct cause {
	const struct reach *reach;
	unsigned hops; /* 0: same scope instance */
	bool far;      /* B lies there by the other end of its link */
};

/* Whether A causes B, and the nearest way. */
bool causes(const struct alarm *a, const struct alarm *b, struct cause *how);
/* Fewest hops, then the place itself, then what somebody wrote before "the same class". */
bool cause_better(const struct cause *candidate, const struct cause *best);
bool cause_in_window(const struct alarm *a, const struct alarm *b);
/* The key fields that the relation wants equal. */
bool cause_same_fields(const struct reach *reach, const struct alarm *a, const struct alarm *b);

/* Where an alarm lies: where its node is, and where the ends of its link are. */
struct spot {
	const char *node, *platform, *site;
};

enum { SPOTS_MAXIMUM = 3 }; /* a third node may speak of a link */

/* That of its node. */
struct spot spot_of(const struct alarm *alarm);
/* Its own first; returns how many. */
size_t spots_of(const struct alarm *alarm, struct spot spots[SPOTS_MAXIMUM]);
/* Appends the instance of `fault`'s scope in which the alarm lies at that spot. An alarm
 * without a site (or field) is alone with its node: unknown must not join with unknown. */
void scope_instance(const struct fault_rule *fault, const struct alarm *alarm,
	const struct spot *spot, struct text *out);

#endif
