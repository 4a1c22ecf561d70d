/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Our own look at an SNMP message before Net-SNMP sees a byte of it. Every length must be
 * definite and fit, every OID be complete and of at most 128 numbers of 32 bits, a binding be a
 * name and a value and nothing else, and there are at most 1024 variable bindings. A message
 * that passes is nested five deep: message, PDU, list, binding, value; there is no recursion.
 * What follows the message or the PDU is nobody's business; the library is given the message
 * written anew, without it.
 */
#ifndef SNMP_PRECHECK_H
#define SNMP_PRECHECK_H

#include "snmp/trap_session.h"

enum precheck_version { PRECHECK_V1 = 0, PRECHECK_V2C = 1 }; /* as on the wire */

struct precheck {
	struct slice message; /* the datagram without what follows the message */
	struct slice head;    /* version and community, as they were sent */
	int64_t version;
	struct slice community;
	uint8_t pdu;          /* its tag, in one octet */
	struct slice whole;   /* PDU, as it was sent */
	struct slice content; /* of the PDU */
};

/* TRAP_ACCEPTED, TRAP_MALFORMED, or TRAP_VERSION for anything but v1 and v2c. */
enum trap_verdict precheck_header(struct slice datagram, struct precheck *found);
/* Whether the PDU is a notification of its version that the library may see: TRAP_ACCEPTED,
 * TRAP_PDU or TRAP_MALFORMED. */
enum trap_verdict precheck_body(const struct precheck *found);
/* Writes the message for the library; returns its size, 0 when it does not fit. */
size_t precheck_write(const struct precheck *found, void *space, size_t room);

#endif
