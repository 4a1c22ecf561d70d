/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "snmp/binding.h"

#include "event/ber.h"
#include "snmp/net_snmp.h"

/* What a name and a number of 64 bits in an Opaque take at most. */
enum { SMALL_MAXIMUM = OID_BER_MAXIMUM + 64 };

bool binding_oid(const unsigned long *numbers, size_t length, struct oid *oid)
{
	if (length > OID_MAXIMUM)
		return false;
	oid->length = length;
	for (size_t i = 0; i < length; i++) {
		if (numbers[i] > UINT32_MAX)
			return false;
		oid->numbers[i] = (uint32_t)numbers[i];
	}
	return true;
}

bool binding_begins(const struct variable_list *variable, const struct oid *name)
{
	if (variable->name_length < name->length)
		return false;
	/* From the end, where most differ. */
	for (size_t i = name->length; i-- > 0;)
		if (variable->name[i] != name->numbers[i])
			return false;
	return true;
}

bool binding_is(const struct variable_list *variable, const struct oid *name)
{
	return variable->name_length == name->length && binding_begins(variable, name);
}

const struct variable_list *binding_find(
	const struct variable_list *list, const struct oid *name, uint8_t type)
{
	while (list && (list->type != type || !binding_is(list, name)))
		list = list->next_variable;
	return list;
}

static struct slice octets_of(const struct variable_list *variable)
{
	return slice_make(variable->val.string, variable->val_len);
}

static bool write_oid(const unsigned long *numbers, size_t length, struct text *out)
{
	char ber[OID_BER_MAXIMUM];
	struct oid oid;

	if (!binding_oid(numbers, length, &oid))
		return false;
	ber_write(out, BER_OID, oid_to_ber(&oid, ber));
	return true;
}

static void write_counter64(const struct counter64 *counter, struct text *out)
{
	uint64_t number = (uint64_t)counter->high << 32 | (counter->low & UINT32_MAX);
	char octets[9] = {0};

	if (number <= INT64_MAX) {
		ber_write_number(out, BER_COUNTER64, (int64_t)number);
		return;
	}
	for (size_t i = 0; i < 8; i++)
		octets[8 - i] = (char)(number >> (8 * i));
	ber_write(out, BER_COUNTER64, slice_make(octets, sizeof(octets)));
}

/* The library has read into the Opaque and made a type of its own of a float, a double or a
 * number of 64 bits: it knows how that was written. */
static bool write_by_library(const struct variable_list *variable, struct text *out)
{
	unsigned char room[SMALL_MAXIMUM];
	size_t left = sizeof(room), name_length = variable->name_length;
	unsigned char *end = snmp_build_var_op(room, variable->name, &name_length,
		variable->type, variable->val_len, variable->val.string, &left);
	struct slice name, written = slice_make(room, end ? (size_t)(end - room) : 0);
	struct ber_value sequence, value;

	if (!ber_read(&written, &sequence) || !ber_varbind(sequence.content, &name, &value))
		return false;
	ber_write(out, value.type, value.content);
	return true;
}

static bool write_value(const struct variable_list *variable, struct text *out)
{
	switch (variable->type) {
	case ASN_INTEGER:
		ber_write_number(out, BER_INTEGER, *variable->val.integer);
		return true;
	case ASN_COUNTER:
	case ASN_GAUGE:
	case ASN_TIMETICKS:
	case ASN_UINTEGER:
		ber_write_number(out, variable->type, (uint32_t)*variable->val.integer);
		return true;
	case ASN_COUNTER64:
		write_counter64(variable->val.counter64, out);
		return true;
	case ASN_OBJECT_ID:
		return write_oid(variable->val.objid, variable->val_len / sizeof(oid), out);
	case ASN_OCTET_STR:
	case ASN_BIT_STR:
	case ASN_IPADDRESS:
	case ASN_OPAQUE:
	case ASN_NSAP:
		ber_write(out, variable->type, octets_of(variable));
		return true;
	case ASN_NULL:
	case SNMP_NOSUCHOBJECT:
	case SNMP_NOSUCHINSTANCE:
	case SNMP_ENDOFMIBVIEW:
		ber_write(out, variable->type, (struct slice){0});
		return true;
	default:
		return write_by_library(variable, out);
	}
}

bool binding_write(const struct variable_list *variable, struct text *out)
{
	return write_oid(variable->name, variable->name_length, out) &&
	       write_value(variable, out);
}
