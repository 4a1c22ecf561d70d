/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Builds SNMP messages from the inside out: bindings, then the PDU around them, then the
 * message around that.
 */
#ifndef TESTS_UNIT_SNMP_MESSAGE_H
#define TESTS_UNIT_SNMP_MESSAGE_H

#include <assert.h>

#include "event/ber.h"

enum {
	MESSAGE_RESPONSE = 0xa2,
	MESSAGE_TRAP_V1 = 0xa4,
	MESSAGE_INFORM = 0xa6,
	MESSAGE_TRAP_V2 = 0xa7
};

static inline void message_oid(struct text *out, const char *dotted)
{
	char ber[OID_BER_MAXIMUM];
	struct oid oid;
	bool good = oid_parse(slice_of(dotted), &oid);

	assert(good);
	ber_write(out, BER_OID, oid_to_ber(&oid, ber));
}

/* Puts what was written so far into a TLV. */
static inline void message_wrap(struct text *text, uint8_t type)
{
	struct text inner = *text;

	*text = (struct text){0};
	ber_write(text, type, text_slice(&inner));
	text_free(&inner);
}

/* One binding; `content` are the value's octets. */
static inline void message_varbind(
	struct text *list, const char *name, uint8_t type, struct slice content)
{
	struct text varbind = {0};

	message_oid(&varbind, name);
	ber_write(&varbind, type, content);
	message_wrap(&varbind, BER_SEQUENCE);
	text_append(list, text_slice(&varbind));
	text_free(&varbind);
}

static inline void message_number(
	struct text *list, const char *name, uint8_t type, int64_t number)
{
	struct text value = {0};
	struct slice rest;
	struct ber_value read = {0};

	ber_write_number(&value, type, number);
	rest = text_slice(&value);
	ber_read(&rest, &read);
	message_varbind(list, name, type, read.content);
	text_free(&value);
}

static inline void message_name(struct text *list, const char *name, const char *dotted)
{
	struct text value = {0};
	struct slice rest;
	struct ber_value read = {0};

	message_oid(&value, dotted);
	rest = text_slice(&value);
	ber_read(&rest, &read);
	message_varbind(list, name, BER_OID, read.content);
	text_free(&value);
}

/* sysUpTime.0 and snmpTrapOID.0, as every v2 trap begins. */
static inline void message_head(struct text *list, const char *trap)
{
	message_number(list, "1.3.6.1.2.1.1.3.0", BER_TIMETICKS, 4711);
	message_name(list, "1.3.6.1.6.3.1.1.4.1.0", trap);
}

static inline void message_finish(
	struct text *pdu, uint8_t type, int64_t version, const char *community)
{
	struct text message = {0};

	message_wrap(pdu, type);
	ber_write_number(&message, BER_INTEGER, version);
	ber_write(&message, BER_OCTET_STRING, slice_of(community));
	text_append(&message, text_slice(pdu));
	message_wrap(&message, BER_SEQUENCE);
	text_free(pdu);
	*pdu = message;
}

/* Turns a list of bindings into a v2c message with a PDU of that type. */
static inline void message_v2(struct text *list, uint8_t type, const char *community)
{
	struct text pdu = {0};

	for (int i = 0; i < 3; i++)
		ber_write_number(&pdu, BER_INTEGER, i ? 0 : 77);
	ber_write(&pdu, BER_SEQUENCE, text_slice(list));
	text_free(list);
	*list = pdu;
	message_finish(list, type, 1, community);
}

struct message_v1 {
	const char *enterprise;
	const char agent[4];
	int generic, specific;
};

/* Turns a list of bindings into a v1 trap. */
static inline void message_v1(struct text *list, const struct message_v1 *head)
{
	struct text pdu = {0};

	message_oid(&pdu, head->enterprise);
	ber_write(&pdu, BER_IP_ADDRESS, slice_make(head->agent, 4));
	ber_write_number(&pdu, BER_INTEGER, head->generic);
	ber_write_number(&pdu, BER_INTEGER, head->specific);
	ber_write_number(&pdu, BER_TIMETICKS, 4711);
	ber_write(&pdu, BER_SEQUENCE, text_slice(list));
	text_free(list);
	*list = pdu;
	message_finish(list, MESSAGE_TRAP_V1, 0, "public");
}

#endif
