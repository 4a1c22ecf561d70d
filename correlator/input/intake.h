/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Where inputs put what they read, and how they account for it. An input asks for room, writes
 * one event into it in place and commits it; the daemon behind the intake owns the batch,
 * closes it when it is full or the sockets have run dry, and hands it to the journal.
 *
 * The account of an input is exact at any quiet moment: read = journaled + duplicates + shed +
 * refused by reason + joined + waiting.
 */
#ifndef INPUT_INTAKE_H
#define INPUT_INTAKE_H

#include "base/address.h"
#include "event/positions.h"
#include "event/record.h"
#include "input/way_back.h"

struct peers;
struct usm;

enum refusal {
	REFUSED_SOURCE, /* the sender is not allowed */
	REFUSED_EMPTY, /* no bytes */
	REFUSED_MALFORMED, /* no SNMP message by our own checks or Net-SNMP's */
	REFUSED_VERSION, /* an SNMP version that is not accepted here */
	REFUSED_COMMUNITY,
	REFUSED_PDU, /* not a notification */
	/* SNMPv3 (snmp/trap_verdict.h): */
	REFUSED_V3, /* no user of it is configured */
	REFUSED_DISCOVERY, /* asked who we are, and was told */
	REFUSED_ENGINE, /* sent to an engine that is not ours */
	REFUSED_USER, /* no such user */
	REFUSED_LEVEL, /* less protected than the user demands, or more than he has keys for */
	REFUSED_DIGEST, /* not signed with the user's key */
	REFUSED_DECRYPTION, /* not encrypted with the user's key */
	REFUSED_WINDOW, /* too old */
	REFUSED_BOOTS, /* the engine's boots are at their maximum */
	REFUSED_REPLAYED, /* was taken already, or may have been */
	REFUSED_PENDING, /* the engine waits for approval */
	REFUSALS,
};

const char *refusal_name(enum refusal reason);

/* Why a connection ended, or did not begin. */
enum ending {
	ENDED_BY_PEER,
	ENDED_BROKEN,  /* by an error of the network */
	ENDED_SOURCE,  /* the sender is not allowed */
	ENDED_LIMIT,   /* there were too many, of all or of that sender */
	ENDED_GARBAGE, /* what came was no syslog */
	ENDED_SLOW,    /* a message, or a handshake, that had begun was not ended in time */
	ENDED_TLS,     /* by us or by the peer, in the handshake or for damage to what followed */
	ENDINGS,
};

const char *ending_name(enum ending ending);

struct input_account {
	uint64_t read; /* datagrams taken from the kernel */
	uint64_t journaled; /* handed to the journal as events */
	uint64_t duplicates; /* sent again for want of an answer: counted, not journaled */
	uint64_t shed; /* exact repeats beyond the limit: counted, journaled as one */
	uint64_t refused[REFUSALS];
	uint64_t kernel_drops; /* SO_MEMINFO: never reached us; total since start */
	uint64_t connections, ended[ENDINGS]; /* open now; and over */
	uint64_t reports, withheld; /* SNMPv3: told to senders; and not, being too many */
	uint64_t malformed; /* of the journaled: flagged EVENT_MALFORMED */
	uint64_t files; /* followed now */
	/* Of listeners that put lines together (input/assembly.h): what became part of the message
	 * before it, what waits now, and what went on by itself for lack of memory. */
	uint64_t joined, waiting, unassembled;
};

/* What is to be told to a sender. */
struct reply {
	struct way_back way;
	struct slice bytes;
};

enum commitment {
	COMMIT_KEPT, /* goes to the journal */
	COMMIT_DUPLICATE, /* of one that went there (input/copies.h) */
	COMMIT_SHED, /* a repeat beyond the limit (input/repeats.h) */
};

struct intake {
	struct peers *peers; /* input/peers.h: the same account, by sender */
	/* EVENT_MAXIMUM bytes, 8-aligned, or NULL: everything behind us is full; leave the
	 * datagram in the kernel and try again later. */
	void *(*room)(void *context);
	/* What was written into the room is an event of `length` bytes. `reply` (NULL: none) is
	 * copied, and sent when the event is durable, or the one that it is a duplicate of. */
	enum commitment (*commit)(void *context, size_t length, const struct reply *reply);
	/* The kernel dropped `count` datagrams of that listener since the last call. */
	void (*loss)(void *context, uint16_t listener, uint64_t count);
	/* The wall clock, for stamps that lack a year or a zone. Only the daemon reads clocks, so
	 * that a demonstration can have another one. */
	int64_t (*wall)(void *context);
	/* A file is followed from there on, though no line of it says so. False when there is no
	 * room. */
	bool (*note)(void *context, const struct position *position);
	/* How far files were taken before this start; NULL: nothing is known. */
	const struct positions *positions;
	void *context;
	struct usm *usm; /* users and engines of SNMPv3; NULL: it is refused */
};

#endif
