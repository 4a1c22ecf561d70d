/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Our own look at an SNMP message before Net-SNMP sees a byte of it. Every length must be
 * definite and fit, every OID be complete and of at most 128 numbers of 32 bits, a binding be a
 * name and a value and nothing else, and there are at most 1024 variable bindings. A message
 * that passes is nested five deep: message, PDU, list, binding, value; there is no recursion.
 * What follows the message or the PDU is nobody's business; the library is given the message
 * written anew, without it. That cannot be done with v3, which is signed as it is; what else
 * there is to it is in v3_header.h.
 */
#ifndef SNMP_PRECHECK_H
#define SNMP_PRECHECK_H

#include "snmp/trap_session.h"

enum precheck_version { PRECHECK_V1 = 0, PRECHECK_V2C = 1, PRECHECK_V3 = 3 }; /* on the wire */

struct precheck {
	struct slice message; /* the datagram without what follows the message */
	struct slice head;    /* version and community, as they were sent */
	int64_t version;
	struct slice community;
	uint8_t pdu;          /* its tag, in one octet */
	struct slice whole;   /* PDU, as it was sent */
	struct slice content; /* of the PDU; of v3 all that follows the version */
};

/* TRAP_ACCEPTED, TRAP_MALFORMED, or TRAP_VERSION for anything but v1, v2c and v3. */
enum trap_verdict precheck_header(struct slice datagram, struct precheck *found);
/* The PDU in a scoped one of v3 (RFC 3412, 6): TRAP_ACCEPTED or TRAP_MALFORMED. */
enum trap_verdict precheck_scoped(struct slice scoped, struct precheck *found);
/* Whether the PDU is a notification of its version that the library may see: TRAP_ACCEPTED,
 * TRAP_PDU or TRAP_MALFORMED. */
enum trap_verdict precheck_body(const struct precheck *found);
/* Writes the message for the library; returns its size, 0 when it does not fit. */
size_t precheck_write(const struct precheck *found, void *space, size_t room);

#endif
