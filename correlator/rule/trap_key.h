/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What a rule's `trap` names: one trap OID, or a subtree. The same trap comes under several
 * OIDs: a v1 trap becomes ENTERPRISE.0.NUMBER (RFC 3584, 3.1), but not with Net-SNMP when its
 * enterprise ends in 0 already; many MIBs define it as ENTERPRISE.NUMBER; and senders of v2
 * traps put the 0 in, or leave it out, as they like. So zeros in front of the last number make
 * no difference.
 */
#ifndef RULE_TRAP_KEY_H
#define RULE_TRAP_KEY_H

#include "event/oid.h"

struct trap_key {
	struct slice oid; /* BER contents; of one trap in its plain form */
	bool subtree;     /* that OID and all below it */
};

/* The OID (BER contents) without the zeros in front of its last number: itself when there are
 * none, else made in `space`. */
struct slice trap_key_plain(struct slice oid, char space[OID_BER_MAXIMUM]);
/* `plain` is the plain form of `oid`; a subtree holds a trap in either. */
bool trap_key_matches(const struct trap_key *key, struct slice oid, struct slice plain);

#endif
