/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A notification that Net-SNMP has decoded to one flat event. A v1 trap takes its v2 form
 * (RFC 3584, 3.1): generic traps become those of SNMPv2-MIB, others enterprise.0.specific;
 * agent-addr, enterprise and time are kept, as fields: nothing is appended to the bindings.
 * sysUpTime.0 and snmpTrapOID.0 leave the list of variable bindings and become fields, wherever
 * they stand; snmpTrapCommunity.0 leaves it for good.
 */
#ifndef SNMP_PDU_H
#define SNMP_PDU_H

#include "base/text.h"
#include "snmp/trap_session.h"

struct snmp_pdu; /* Net-SNMP's */

/* The sender of a v3 message. */
struct pdu_sender {
	struct slice user;
	uint16_t flags;                      /* EVENT_AUTHENTIC, EVENT_PRIVATE */
	const struct snmp_engine_id *engine; /* verified; NULL: ours, or not */
	struct snmp_engine_time time;
};

/* What is known of the message beside its PDU. */
struct pdu_source {
	const struct trap_context *context;
	struct slice community; /* its configured name, or empty */
	struct pdu_sender sender;
	struct slice whole; /* PDU as it was sent; empty: it must not be kept */
};

/* Writes into `space` (EVENT_MAXIMUM bytes) and returns the size. `scratch` is any text; what
 * it holds is lost. A notification without snmpTrapOID is EVENT_MALFORMED; bindings beyond
 * the event's table are left out, EVENT_CUT. */
size_t pdu_to_event(const struct snmp_pdu *pdu, const struct pdu_source *source,
	struct text *scratch, void *space);

#endif
