/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A remote SNMP engine (RFC 3411, 3.1.1): a network element that sends SNMPv3 notifications,
 * known by its engine id, whatever its address. An event that it sent carries the id and the
 * boots and time of the message, so that a replay of the journal knows how far each engine had
 * come, and an old message is refused after a restart too.
 */
#ifndef EVENT_SNMP_ENGINE_H
#define EVENT_SNMP_ENGINE_H

#include "base/text.h"
#include "event/event.h"

enum { SNMP_ENGINE_ID_MINIMUM = 5, SNMP_ENGINE_ID_MAXIMUM = 32 }; /* octets */
enum { SNMP_ENGINE_ID_TEXT = 2 * SNMP_ENGINE_ID_MAXIMUM + 1 };
enum { SNMP_USER_MAXIMUM = 32 }; /* octets of a user's name */

struct snmp_engine_id {
	uint8_t length; /* 0: none */
	uint8_t bytes[SNMP_ENGINE_ID_MAXIMUM];
};

/* What its messages say of time (RFC 3414, 2.2): the second is in seconds since it booted. */
struct snmp_engine_time {
	uint32_t boots, time;
};

/* One as it was heard last. */
struct snmp_engine {
	struct snmp_engine_id id;
	struct snmp_engine_time time; /* the latest */
	bool heard;                   /* false: approved, but no message yet */
	int64_t first, last;          /* when it was heard */
	struct address peer;          /* the sender of the last */
	char user[SNMP_USER_MAXIMUM + 1];
};

/* False for a length that none has. */
bool snmp_engine_id_make(struct slice bytes, struct snmp_engine_id *id);
struct slice snmp_engine_id_bytes(const struct snmp_engine_id *id);
/* Hexadecimal digits, as people write it; returns `out`. */
const char *snmp_engine_id_print(
	const struct snmp_engine_id *id, char out[SNMP_ENGINE_ID_TEXT]);
/* The same back; "0x" before it and colons in it are allowed. */
bool snmp_engine_id_parse(struct slice text, struct snmp_engine_id *id);

/* <0, 0, >0: earlier, the same, later. */
int snmp_engine_time_compare(struct snmp_engine_time a, struct snmp_engine_time b);

/* Adds what an event has of its sender's engine: EVENT_ENGINE, EVENT_ENGINE_TIME. */
void snmp_engine_write(struct event_writer *writer, const struct snmp_engine_id *id,
	struct snmp_engine_time time);
/* Reads it, with peer and user; `first` and `last` are the caller's. False when there is none.
 */
bool snmp_engine_of_event(const struct event *event, struct snmp_engine *engine);

#endif
