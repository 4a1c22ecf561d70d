/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What is to be done with an SNMP message. All but the first are reasons to refuse it.
 */
#ifndef SNMP_TRAP_VERDICT_H
#define SNMP_TRAP_VERDICT_H

enum trap_verdict {
	TRAP_ACCEPTED,
	TRAP_MALFORMED,
	TRAP_VERSION, /* not v1, v2c, or v3 with the security model of users */
	TRAP_V3, /* v3, but there are no users */
	TRAP_COMMUNITY,
	TRAP_PDU, /* not a notification */
	/* Of v3 alone (RFC 3414, 3.2): */
	TRAP_DISCOVERY, /* asks who we are, and is told: no notification */
	TRAP_ENGINE,    /* to an engine that is not ours, or there are too many */
	TRAP_USER,      /* no such user */
	TRAP_LEVEL,     /* less protected than the user demands, or more than he has keys for */
	TRAP_DIGEST,    /* not signed with the user's key */
	TRAP_DECRYPTION, /* not encrypted with the user's key */
	TRAP_WINDOW,     /* too old, or of an earlier boot */
	TRAP_BOOTS,      /* the engine's boots are at their maximum */
	TRAP_REPLAYED,   /* was taken already, or may have been */
	TRAP_PENDING,    /* the engine waits for approval */
};

#endif
