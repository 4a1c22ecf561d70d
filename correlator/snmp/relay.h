/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Where a notification began, when it did not come from there. Who hands on says so in
 * snmpTrapAddress.0 (RFC 3584, 3.1); snmptrapd with `addForwarderInfo` appends one more at
 * every hop, .1, .2 and so on, each with the address that it had it from. A v1 trap has
 * agent-addr besides. All of it is only what somebody says: the last word is our peer's and
 * counts when that is a listed relay; the one before, when the last one names a listed relay;
 * and so on.
 */
#ifndef SNMP_RELAY_H
#define SNMP_RELAY_H

#include "base/option.h"

struct snmp_pdu; /* Net-SNMP's */
struct variable_list;

struct relay_origin {
	struct address address;
	const struct variable_list *said; /* the binding that said it; NULL: agent-addr */
};

/* False when there is nothing but the peer. */
bool relay_find_origin(const struct snmp_pdu *pdu, const struct address *peer,
	const struct prefix_list *relays, struct relay_origin *found);

#endif
