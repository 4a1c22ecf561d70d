/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The head of an SNMPv3 message (RFC 3412, 6; RFC 3414, 2.4), looked at before Net-SNMP sees a
 * byte of it: every length definite and within its bounds, every combination one that has a
 * meaning. What it says is only claimed: nothing is verified here.
 */
#ifndef SNMP_V3_HEADER_H
#define SNMP_V3_HEADER_H

#include "event/snmp_engine.h"
#include "snmp/trap_verdict.h"
#include "snmp/usm_user.h"

struct v3_header {
	uint32_t message; /* msgID */
	enum usm_level level;
	bool reportable;              /* the sender wants to hear what is wrong */
	struct snmp_engine_id engine; /* length 0: asks for ours */
	struct snmp_engine_time time;
	struct slice user, digest;
	struct slice scoped; /* the contents of the scoped PDU when it is not encrypted */
};

/* `rest` is what follows the version. TRAP_ACCEPTED, TRAP_MALFORMED, or TRAP_VERSION for
 * another security model than that of users. */
enum trap_verdict v3_header_read(struct slice rest, struct v3_header *header);

#endif
