/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The user-based security model of SNMPv3 (RFC 3414) as a receiver of notifications needs it:
 * which users there are, which engines send, how far their clocks have come, which messages
 * were taken already. Net-SNMP computes digests and ciphers; what it knows of users and engines
 * it is told for each message anew (v3_guard.h), so there is one memory of them, this one, and
 * looking something up costs the same with one engine and with ten thousand.
 *
 * Of a trap the sender's engine is authoritative: we must know it, or get to know it. An
 * engine never heard of, whose message is signed with a configured pass phrase, is one that
 * nobody has told us of: with ENROL_AUTOMATIC it is known from then on; with ENROL_APPROVE it
 * is pending, and refused, until an operator approves of it.
 *
 * Used by one thread, by all its sessions together: an engine may send by several listeners.
 */
#ifndef SNMP_USM_H
#define SNMP_USM_H

#include "event/self_event.h"
#include "event/snmp_engines.h"
#include "snmp/usm_users.h"
#include "snmp/v3_header.h"

/* Our own engine, to which informs are sent. */
struct usm_own {
	struct snmp_engine_id id;
	uint32_t boots;
	bool recorded; /* on disk: the next start will know of these boots */
};

/* Who is told what an operator should know. */
struct usm_news {
	void (*say)(void *context, enum self_kind kind, enum self_state state,
		const char *sentence);
	void *context;
};

enum { USM_PEERS = 4 };

/* What is known of a remote engine. */
struct usm_engine {
	struct snmp_engine known; /* of a pending one: as it was heard last */
	bool pending;
	uint64_t taken, refused;         /* authentic messages, since the start */
	struct address peers[USM_PEERS]; /* the first that it sent from */
	size_t peer_count;
};

/* A message on its way. */
struct usm_message {
	const struct v3_header *header;
	const struct address *peer; /* or NULL */
	int64_t now;                /* wall clock */
	/* Found by usm_admit(): */
	const struct usm_user *user;
	const struct usm_keys *keys; /* NULL: none are needed */
	struct usm_engine *engine;   /* NULL: ours, unknown, or it does not matter */
	bool own;                    /* our engine is authoritative */
	struct usm_keys made;        /* for an engine not known yet */
};

struct usm;

/* Takes the users over; without any, v3 is refused. `seed` is secret. */
struct usm *usm_new(struct usm_users *users, const struct usm_own *own, uint64_t seed);
void usm_free(struct usm *usm); /* NULL is none */
void usm_tell(struct usm *usm, struct usm_news news);
const struct usm_own *usm_own(const struct usm *usm);
/* Those in force, until usm_renew(). */
const struct usm_users *usm_users(const struct usm *usm);
/* From the next message on these are in force, which it takes over. */
void usm_renew(struct usm *usm, struct usm_users *users);
/* An engine that was known before we started. What it sent up to then may have been taken. */
void usm_restore(struct usm *usm, const struct snmp_engine *engine);

/* Before anything is verified: whether it is worth it. Fills in what is found. */
enum trap_verdict usm_admit(struct usm *usm, struct usm_message *message);
/* The message was admitted, is signed as it should be, and inside the time window if our engine
 * is authoritative: whether it may be taken. */
enum trap_verdict usm_judge(struct usm *usm, struct usm_message *message);
/* It was taken. */
void usm_take(struct usm *usm, const struct usm_message *message);

/* Orders of an operator. False with a sentence when there is no such engine, or it is not
 * pending. */
bool usm_may_approve(
	const struct usm *usm, const struct snmp_engine_id *id, struct error *error);
void usm_approve(struct usm *usm, const struct snmp_engine_id *id, int64_t now);
bool usm_may_forget(
	const struct usm *usm, const struct snmp_engine_id *id, struct error *error);
void usm_forget(struct usm *usm, const struct snmp_engine_id *id);
/* All engines, in the order in which they were heard first. */
void usm_each(const struct usm *usm,
	void (*take)(void *context, const struct usm_engine *engine), void *context);

#endif
