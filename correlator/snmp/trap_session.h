/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Net-SNMP as a decoder: a session on a transport of our own, which hands it the datagrams that
 * we received. The library opens no socket and reads no configuration file. One thread uses
 * all sessions. Our own checks come first: lengths, depth, counts and OID sizes.
 */
#ifndef SNMP_TRAP_SESSION_H
#define SNMP_TRAP_SESSION_H

#include "base/address.h"
#include "base/error.h"
#include "base/option.h"
#include "event/event.h"
#include "snmp/community.h"

enum trap_verdict {
	TRAP_ACCEPTED,
	TRAP_MALFORMED,
	TRAP_VERSION, /* not v1 or v2c */
	TRAP_COMMUNITY,
	TRAP_PDU, /* not a notification */
};

struct trap_context {
	const struct address *peer;
	const struct prefix_list
		*relays; /* whose word about the origin counts; NULL: nobody's */
	uint16_t listener;
	const struct communities *communities;
};

struct trap_session;

struct trap_session *trap_session_new(struct error *error);
void trap_session_free(struct trap_session *session);
/* Decodes one datagram into an event in `space` (EVENT_MAXIMUM bytes); *size is its size when
 * TRAP_ACCEPTED. */
enum trap_verdict trap_session_decode(struct trap_session *session, struct slice datagram,
	const struct trap_context *context, void *space, size_t *size);
/* What the sender of the datagram decoded last is to be told, in the library's own bytes;
 * empty: nothing. With TRAP_ACCEPTED it is the Response to an inform, which is true only once
 * the event is durable. It lives until the next call of trap_session_decode(). */
struct slice trap_session_reply(const struct trap_session *session);
/* Version of the library that is linked, for --version. */
const char *trap_session_library(void);

#endif
