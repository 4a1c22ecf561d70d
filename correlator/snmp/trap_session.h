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
#include "event/snmp_engine.h"
#include "snmp/community.h"
#include "snmp/trap_verdict.h"

struct usm;

struct trap_context {
	const struct address *peer;
	const struct prefix_list
		*relays; /* whose word about the origin counts; NULL: nobody's */
	uint16_t listener;
	const struct communities *communities;
	int64_t now; /* wall clock */
};

struct trap_session;

/* `usm`: users and engines of v3, which must outlive it; NULL: v3 is refused. */
struct trap_session *trap_session_new(struct usm *usm, struct error *error);
void trap_session_free(struct trap_session *session);
/* Decodes one datagram into an event in `space` (EVENT_MAXIMUM bytes); *size is its size when
 * TRAP_ACCEPTED. */
enum trap_verdict trap_session_decode(struct trap_session *session, struct slice datagram,
	const struct trap_context *context, void *space, size_t *size);
/* What the sender of the datagram decoded last is to be told, in the library's own bytes;
 * empty: nothing. With TRAP_ACCEPTED it is the Response to an inform, which is true only once
 * the event is durable. It lives until the next call of trap_session_decode(). */
struct slice trap_session_reply(const struct trap_session *session);
/* Whether the sender would have been told by a Report of v3, had there not been too many in this
 * second. */
bool trap_session_withheld(const struct trap_session *session);
/* Version of the library that is linked, for --version. */
const char *trap_session_library(void);

#endif
