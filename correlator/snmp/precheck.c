/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "snmp/precheck.h"

#include <string.h>

#include "base/log.h"
#include "event/ber.h"
#include "event/oid.h"

enum { VARBINDS_MAXIMUM = 1024, SCOPE_MAXIMUM = 32 };
enum { TAG_NUMBER = 0x1f, TAG_LONG = 0x1f };
enum { TAG_TRAP_V1 = 0xa4, TAG_INFORM = 0xa6, TAG_TRAP_V2 = 0xa7 };
/* A tag, and a length of three octets behind how many they are: enough for any datagram. */
enum { HEADER = 5 };

/* Tags of more than one octet are none of SNMP's; but see read_pdu(). */
static bool read_any(struct slice *rest, struct ber_value *value)
{
	return ber_read(rest, value) && (value->type & TAG_NUMBER) != TAG_LONG;
}

static bool read_as(struct slice *rest, uint8_t type, struct slice *content)
{
	struct ber_value value;

	if (!ber_read(rest, &value) || value.type != type)
		return false;
	*content = value.content;
	return true;
}

/* The form for tags above 30 (X.690, 8.1.2.4) is used for small ones too: bf 04 for a4. It can
 * be nothing else, so it is understood; the library would not know it. */
static bool read_pdu(struct slice rest, struct precheck *found)
{
	uint8_t first = rest.length > 0 ? (uint8_t)rest.data[0] : 0;
	bool is_long = (first & TAG_NUMBER) == TAG_LONG;
	struct slice whole = rest;
	struct ber_value pdu;

	if (is_long)
		rest = slice_from(rest, 1);
	if (!ber_read(&rest, &pdu) || (is_long && pdu.type >= TAG_LONG))
		return false;
	found->pdu = is_long ? (uint8_t)((first & ~TAG_NUMBER) | pdu.type) : pdu.type;
	found->content = pdu.content;
	found->whole = slice_part(whole, 0, whole.length - rest.length);
	return true;
}

static bool skip(struct slice *rest, size_t count)
{
	struct ber_value value;

	for (size_t i = 0; i < count; i++)
		if (!read_any(rest, &value))
			return false;
	return true;
}

/* An empty OID is wrong, but only as the name of a binding does it do harm. */
static bool oid_is_harmless(struct slice content)
{
	return content.length == 0 || oid_ber_valid(content);
}

/* What is wrong with a binding, or NULL. Nothing may follow the value: the library would take
 * it for the next binding, we for a part of this one. */
static const char *varbind_fault(struct slice varbind)
{
	struct ber_value value;
	struct slice name;

	if (!read_as(&varbind, BER_OID, &name) || !oid_ber_valid(name))
		return "a binding without a sound name";
	if (!read_any(&varbind, &value))
		return "a binding without a value";
	if (varbind.length > 0)
		return "something behind the value of a binding";
	if (value.type == BER_OID && !oid_is_harmless(value.content))
		return "an OID that is none";
	return NULL;
}

static const char *varbinds_fault(struct slice list)
{
	struct slice varbind;
	const char *fault = NULL;

	for (size_t count = 0; !fault && list.length > 0; count++) {
		if (count == VARBINDS_MAXIMUM)
			return "too many bindings";
		if (!read_as(&list, BER_SEQUENCE, &varbind))
			return "a binding that is no sequence, or does not fit";
		fault = varbind_fault(varbind);
	}
	return fault;
}

/* Anybody can provoke it, so it is said where somebody looks for it only. */
static enum trap_verdict malformed(const char *fault)
{
	log_debug("snmp", "malformed message: %s", fault);
	return TRAP_MALFORMED;
}

enum trap_verdict precheck_header(struct slice datagram, struct precheck *found)
{
	struct slice whole = datagram, rest;
	struct ber_value version;

	if (!read_as(&whole, BER_SEQUENCE, &rest))
		return malformed("no sequence, or it does not fit");
	found->message = slice_part(datagram, 0, datagram.length - whole.length);
	found->head = rest;
	if (!ber_read(&rest, &version) || version.type != BER_INTEGER ||
		!ber_number(&version, &found->version))
		return malformed("no version");
	if (found->version == PRECHECK_V3) {
		found->content = rest;
		return TRAP_ACCEPTED;
	}
	if (found->version != PRECHECK_V1 && found->version != PRECHECK_V2C)
		return TRAP_VERSION;
	if (!read_as(&rest, BER_OCTET_STRING, &found->community))
		return malformed("no community, or of another type");
	found->head.length -= rest.length;
	if (!read_pdu(rest, found))
		return malformed("no PDU, or it does not fit");
	return TRAP_ACCEPTED;
}

enum trap_verdict precheck_scoped(struct slice scoped, struct precheck *found)
{
	struct slice rest, engine, name;

	*found = (struct precheck){.version = PRECHECK_V3};
	if (!read_as(&scoped, BER_SEQUENCE, &rest) ||
		!read_as(&rest, BER_OCTET_STRING, &engine) || engine.length > SCOPE_MAXIMUM ||
		!read_as(&rest, BER_OCTET_STRING, &name) || name.length > SCOPE_MAXIMUM)
		return TRAP_MALFORMED;
	return read_pdu(rest, found) ? TRAP_ACCEPTED : TRAP_MALFORMED;
}

static bool is_notification(const struct precheck *found)
{
	if (found->version == PRECHECK_V1)
		return found->pdu == TAG_TRAP_V1;
	return found->pdu == TAG_TRAP_V2 || found->pdu == TAG_INFORM;
}

enum trap_verdict precheck_body(const struct precheck *found)
{
	bool first = found->version == PRECHECK_V1;
	struct slice rest = found->content, enterprise = {0}, list;
	const char *fault;

	if (!is_notification(found))
		return TRAP_PDU;
	/* v1: enterprise, agent-addr, generic, specific, time-stamp; v2c: request-id and the
	 * two fields of an error. */
	if (first && (!read_as(&rest, BER_OID, &enterprise) || !oid_is_harmless(enterprise)))
		return malformed("no enterprise");
	if (!skip(&rest, first ? 4 : 3))
		return malformed("no whole head of the PDU");
	if (!read_as(&rest, BER_SEQUENCE, &list))
		return malformed("no list of bindings, or it does not fit");
	fault = varbinds_fault(list);
	return fault ? malformed(fault) : TRAP_ACCEPTED;
}

static char *put_header(char *at, uint8_t tag, size_t length)
{
	*at++ = (char)tag;
	*at++ = (char)0x83;
	for (int shift = 16; shift >= 0; shift -= 8)
		*at++ = (char)(length >> shift);
	return at;
}

static size_t write_as_it_is(struct slice message, void *space, size_t room)
{
	if (message.length > room)
		return 0;
	memcpy(space, message.data, message.length);
	return message.length;
}

size_t precheck_write(const struct precheck *found, void *space, size_t room)
{
	size_t inside = found->head.length + HEADER + found->content.length;
	char *at = space;

	if (found->version == PRECHECK_V3)
		return write_as_it_is(found->message, space, room);
	if (room < HEADER + inside)
		return 0;
	at = put_header(at, BER_SEQUENCE, inside);
	at = mempcpy(at, found->head.data, found->head.length);
	at = put_header(at, found->pdu, found->content.length);
	memcpy(at, found->content.data, found->content.length);
	return HEADER + inside;
}
