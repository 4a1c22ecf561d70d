/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What a rule's `trap` names: one trap OID, or a subtree. A v1 trap becomes ENTERPRISE.0.NUMBER
 * (RFC 3584, 3.1), while many MIBs define it as ENTERPRISE.NUMBER; so the OID is tried as it
 * stands and, when the last number but one is 0, without that 0.
 */
#ifndef RULE_TRAP_KEY_H
#define RULE_TRAP_KEY_H

#include "event/oid.h"

struct trap_key {
	struct slice oid; /* BER contents */
	bool subtree;     /* that OID and all below it */
};

/* The OID (BER contents) without the 0 in front of its last number, in `space`; data NULL when
 * there is no such 0. */
struct slice trap_key_shorten(struct slice oid, char space[OID_BER_MAXIMUM]);
bool trap_key_matches(const struct trap_key *key, struct slice oid);

#endif
