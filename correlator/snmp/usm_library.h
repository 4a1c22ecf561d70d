/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Net-SNMP's user-based security model, told for each message what it needs to know, and asked
 * for no more than digests, ciphers, our own time window, and Reports. It has one list of users
 * and one of engines for the whole process, which it walks from end to end: so there is one
 * user in the one, and our own engine in the other.
 */
#ifndef SNMP_USM_LIBRARY_H
#define SNMP_USM_LIBRARY_H

#include "snmp/usm.h"

/* What the library found of a message; `scoped` is the scoped PDU, decrypted, when there is
 * nothing against it. Of what is refused here the PDU is not decoded; TRAP_ACCEPTED lets it
 * go on. `context` is the session's callback_magic. */
typedef enum trap_verdict usm_library_judge(
	void *context, enum trap_verdict found, struct slice scoped);

/* Before anything else; again when our engine is another. */
void usm_library_begin(const struct usm_own *own, usm_library_judge *judge);
/* The user of the message, at its engine; NULL of `user`: there is none. What is pointed to
 * must stay until usm_library_forget(). */
void usm_library_user(const struct usm_message *message);
/* Tells it our own clock, which it needs for who sends to our engine, and for Reports. Not for
 * a trap: engines are found by a hash of their ids, which costs a tenth of the message. */
void usm_library_know(const struct usm_own *own);
/* Forgets user and engines of the message that was processed. */
void usm_library_forget(void);

#endif
