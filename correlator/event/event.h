/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The flat event: one trap or one syslog line as one block of bytes without pointers, the same
 * in memory, in the journal and on a bus.
 *
 *     struct event (20 bytes) | field table (6 bytes each) | bytes
 *
 * A field is a number, an offset into the bytes and a length. For a syslog line the bytes are
 * the line as received, followed by what is not part of it (the peer address); fields are
 * parts of it, not copies, unless it is not UTF-8: then they are parts of a copy that is. For a
 * trap the bytes hold the peer address, the trap's OID and the variable bindings, each in the
 * shortest BER. A field number may occur more than
 * once (EVENT_VARBIND does); the order is that of the message.
 *
 * An event is written once, by event_writer, and never changed after.
 */
#ifndef EVENT_EVENT_H
#define EVENT_EVENT_H

#include "base/address.h"
#include "base/slice.h"

enum event_kind { EVENT_SYSLOG = 1, EVENT_TRAP, EVENT_SELF };

enum event_flag {
	EVENT_MALFORMED = 1, /* not in any known form; the raw text is all there is */
	EVENT_NO_PRI = 2, /* no PRI, or one above 191: facility and severity are defaults */
	EVENT_NO_TIME = 4, /* no usable device time: device_time is 0 */
	EVENT_GUESSED = 8, /* year or zone of device_time was chosen, not sent */
	EVENT_CUT = 16, /* longer than an event may be: the rest is lost */
	EVENT_RELAYED = 32, /* the sender is a listed relay; EVENT_HOST names the origin */
	EVENT_RFC5424 = 64,
	EVENT_LIMITED = 128, /* a pattern hit its match limit on it */
	EVENT_INFORM = 256,
	EVENT_AUTHENTIC = 512, /* SNMPv3: signed with the user's key */
	EVENT_PRIVATE = 1024, /* SNMPv3: was encrypted on its way */
	EVENT_CHARSET = 2048, /* the line is not UTF-8: fields but EVENT_RAW were made so */
};

enum event_field {
	EVENT_RAW = 1, /* syslog: the whole datagram or frame */
	EVENT_PEER, /* 4 or 16 bytes: where the datagram came from */
	EVENT_HOST, /* syslog HOSTNAME; trap: origin address, as text, when relayed */
	EVENT_PROGRAM, /* APP-NAME or the tag without [pid]: */
	EVENT_PID, /* PROCID */
	EVENT_MSGID,
	EVENT_SD, /* all structured data, with its brackets */
	EVENT_MESSAGE, /* MSG */
	EVENT_TRAP_OID, /* BER OBJECT IDENTIFIER contents: the v2 form of RFC 3584 */
	EVENT_VARBIND, /* one VarBind: SEQUENCE contents (name TLV, value TLV) */
	EVENT_COMMUNITY_NAME, /* the configured name of the community, never its secret */
	EVENT_AGENT, /* v1 agent-addr, 4 bytes */
	EVENT_UPTIME, /* sysUpTime, BER integer contents */
	EVENT_ENTERPRISE, /* v1 enterprise or snmpTrapEnterprise, BER OID contents */
	EVENT_TAG, /* what a network element calls the message: LINK-3-UPDOWN */
	EVENT_POSITION, /* how far that takes the file that it was a line of (event/position.h) */
	EVENT_PDU, /* the PDU of a malformed v1 or v2c trap, as the sender wrote it */
	EVENT_MESSAGE_ID, /* inform: request-id, BER integer contents; copies have the same */
	EVENT_ENGINE, /* SNMPv3: the sender's engine id, 5 to 32 octets */
	EVENT_ENGINE_TIME, /* its boots and time, 4 octets each (event/snmp_engine.h) */
	EVENT_USER, /* SNMPv3: the name of the user */
	EVENT_CONTEXT, /* SNMPv3: contextName */
	EVENT_CONTEXT_ENGINE, /* SNMPv3: contextEngineID, when it is not the one that signed */
	EVENT_FIELDS,
};

/* One row of the table. */
struct event_entry {
	uint16_t field; /* enum event_field */
	uint16_t offset; /* into the bytes */
	uint16_t length;
};

struct event {
	uint32_t size; /* of the whole event, this header included */
	uint16_t flags; /* enum event_flag */
	uint8_t kind; /* enum event_kind */
	uint8_t entries; /* rows in the field table */
	int64_t device_time; /* nanoseconds since 1970 UTC as the sender says; 0: unknown */
	uint8_t facility; /* syslog, 0 to 23 */
	uint8_t severity; /* syslog, 0 (emergency) to 7 (debug) */
	uint16_t listener; /* the listener's place in the configuration, from 0 */
} __attribute__((packed, aligned(4))); /* 4 bytes an event are worth it */

_Static_assert(sizeof(struct event) == 20, "the event header is a disk format");
_Static_assert(sizeof(struct event_entry) == 6, "so is the field table");

enum { EVENT_BYTES_MAXIMUM = 65535, EVENT_ENTRIES_MAXIMUM = 255 };
/* The most an event can take. */
enum {
	EVENT_MAXIMUM = sizeof(struct event) +
		EVENT_ENTRIES_MAXIMUM * sizeof(struct event_entry) + EVENT_BYTES_MAXIMUM
};

/* Whether the block is a whole, consistent event: sizes and every offset. Anything that comes
 * from a file passes here before it is used. */
bool event_valid(struct slice block);

/* The first field of that number; an empty slice with data NULL when there is none. */
struct slice event_get(const struct event *event, enum event_field field);
/* The n-th (from 0) field of that number. */
struct slice event_get_nth(const struct event *event, enum event_field field, size_t n);
size_t event_count(const struct event *event, enum event_field field);
/* The peer as an address; false when there is none. */
bool event_peer(const struct event *event, struct address *peer);

/* Writes one event into memory that the caller owns. Fields may be added in any order, bytes
 * must be appended before the fields that point into them. */
struct event_writer {
	struct event *event; /* at the start of the space; must be 8-aligned */
	size_t capacity;
	struct event_entry entries[EVENT_ENTRIES_MAXIMUM];
	size_t entry_count;
	size_t byte_count; /* bytes written so far, at `bytes` */
	char *bytes; /* the end of the space is used until finish moves them down */
	bool cut; /* something did not fit; EVENT_CUT will be set */
};

/* Begins. `capacity` at least EVENT_MAXIMUM lets everything fit. */
void event_writer_begin(
	struct event_writer *writer, void *space, size_t capacity, enum event_kind kind);
/* Appends bytes and returns their offset; what does not fit is cut off (EVENT_CUT). */
size_t event_writer_bytes(struct event_writer *writer, struct slice bytes);
/* Declares a field over bytes that were appended. */
void event_writer_field(
	struct event_writer *writer, enum event_field field, size_t offset, size_t length);
/* Both at once. */
void event_writer_add(
	struct event_writer *writer, enum event_field field, struct slice bytes);
/* Completes header and table; returns the size of the event. */
size_t event_writer_finish(struct event_writer *writer);

/* A line that describes the event to people: "trap 1.3.6... from 10.0.0.1: a=1 b=x", or the
 * raw line. Cleaned (text_clean). */
struct text;
void event_describe(const struct event *event, struct text *out);

#endif
