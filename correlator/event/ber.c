/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "event/ber.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/address.h"
#include "event/display_hint.h"

/* Reads the length octets at *at, and moves it behind them; false unless definite and inside
 * the input. Zeros in front say nothing, and some write a length in as many octets as a long
 * has. */
static bool take_length(const unsigned char **at, const unsigned char *end, size_t *length)
{
	size_t octets;

	*length = *(*at)++;
	if (*length < 0x80)
		return *length <= (size_t)(end - *at);
	octets = *length & 0x7f;
	if (octets == 0 || octets > sizeof(*length) || octets > (size_t)(end - *at))
		return false;
	*length = 0;
	while (octets-- > 0)
		*length = *length << 8 | *(*at)++;
	return *length <= (size_t)(end - *at);
}

bool ber_read(struct slice *rest, struct ber_value *value)
{
	const unsigned char *at = (const unsigned char *)rest->data, *end;
	size_t length;

	if (rest->length < 2)
		return false;
	end = at + rest->length;
	value->type = *at++;
	if (!take_length(&at, end, &length))
		return false;
	value->content = (struct slice){(const char *)at, length};
	at += length;
	*rest = (struct slice){(const char *)at, (size_t)(end - at)};
	return true;
}

bool ber_varbind(struct slice varbind, struct slice *name, struct ber_value *value)
{
	struct ber_value oid;

	if (!ber_read(&varbind, &oid) || oid.type != BER_OID || !ber_read(&varbind, value))
		return false;
	*name = oid.content;
	return true;
}

/* What Net-SNMP puts into an Opaque: a TLV of its own, whose tag takes two octets
 * (draft-perkins-opaque-01, and its numbers of 64 bits). */
enum {
	OPAQUE_TAG = 0x9f,
	OPAQUE_COUNTER64 = 0x76,
	OPAQUE_FLOAT = 0x78,
	OPAQUE_DOUBLE = 0x79,
	OPAQUE_INTEGER64 = 0x7a,
	OPAQUE_UNSIGNED64 = 0x7b
};

static bool open_opaque(const struct ber_value *value, struct ber_value *inside)
{
	struct slice rest = value->content;

	if (value->type != BER_OPAQUE || rest.length < 3 ||
		(unsigned char)rest.data[0] != OPAQUE_TAG)
		return false;
	rest = slice_from(rest, 1);
	return ber_read(&rest, inside) && rest.length == 0;
}

static bool is_number(uint8_t type)
{
	return type == BER_INTEGER || type == BER_COUNTER32 || type == BER_GAUGE32 ||
	       type == BER_TIMETICKS || type == BER_COUNTER64;
}

/* Whether the octets fit 64 bits; a ninth is allowed where it only says "not negative". */
static bool fits(const struct ber_value *value)
{
	size_t length = value->content.length;

	return length > 0 && (length <= 8 || (length == 9 && value->type != BER_INTEGER &&
						     value->content.data[0] == 0));
}

/* Gives the number inside an Opaque the tag that it has outside. */
static bool opaque_number(struct ber_value *inside)
{
	if (inside->type == OPAQUE_INTEGER64)
		inside->type = BER_INTEGER;
	else if (inside->type == OPAQUE_UNSIGNED64 || inside->type == OPAQUE_COUNTER64)
		inside->type = BER_COUNTER64;
	else
		return false;
	return true;
}

bool ber_number(const struct ber_value *value, int64_t *number)
{
	struct slice content = value->content;
	struct ber_value inside;
	uint64_t sum = 0;

	if (open_opaque(value, &inside) && opaque_number(&inside))
		return ber_number(&inside, number);
	if (!is_number(value->type) || !fits(value))
		return false;
	if (value->type == BER_INTEGER && (content.data[0] & 0x80))
		sum = UINT64_MAX;
	for (size_t i = 0; i < content.length; i++)
		sum = sum << 8 | (unsigned char)content.data[i];
	if (value->type != BER_INTEGER && sum > INT64_MAX)
		sum = INT64_MAX;
	*number = (int64_t)sum;
	return true;
}

bool ber_decimal(const struct ber_value *value, double *number)
{
	struct ber_value inside;
	uint64_t bits = 0;
	uint32_t half;
	float single;

	if (!open_opaque(value, &inside) ||
		inside.content.length != (inside.type == OPAQUE_FLOAT ? 4 : 8) ||
		(inside.type != OPAQUE_FLOAT && inside.type != OPAQUE_DOUBLE))
		return false;
	for (size_t i = 0; i < inside.content.length; i++)
		bits = bits << 8 | (unsigned char)inside.content.data[i];
	half = (uint32_t)bits;
	memcpy(&single, &half, sizeof(single));
	memcpy(number, &bits, sizeof(*number));
	if (inside.type == OPAQUE_FLOAT)
		*number = (double)single;
	return !isnan(*number);
}

static bool is_printable(struct slice bytes)
{
	for (size_t i = 0; i < bytes.length; i++) {
		unsigned char byte = (unsigned char)bytes.data[i];

		if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r')
			return false;
	}
	return true;
}

/* All 64 bits of a Counter64, which ber_number() has no room for. */
static uint64_t counter64(struct slice content)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < content.length; i++)
		sum = sum << 8 | (unsigned char)content.data[i];
	return sum;
}

void ber_print(const struct ber_value *value, struct text *out)
{
	char text[ADDRESS_TEXT];
	struct address address;
	double decimal;
	struct oid oid;
	int64_t number;

	if (value->type == BER_COUNTER64 && fits(value)) {
		text_printf(out, "%" PRIu64, counter64(value->content));
	} else if (ber_number(value, &number)) {
		text_printf(out, "%" PRId64, number);
	} else if (ber_decimal(value, &decimal)) {
		text_printf(out, "%.7g", decimal);
	} else if (value->type == BER_OID && oid_from_ber(value->content, &oid)) {
		oid_print(&oid, out);
	} else if (value->type == BER_IP_ADDRESS && value->content.length == 4 &&
		   address_from_bytes(value->content, &address)) {
		text_string(out, address_print(&address, text));
	} else if (value->type == BER_OCTET_STRING && is_printable(value->content)) {
		text_append(out, value->content);
	} else {
		display_hex(value->content, out);
	}
}

void ber_write(struct text *out, uint8_t type, struct slice content)
{
	char head[4] = {(char)type};
	size_t length = 1;

	if (content.length >= 0x100) {
		head[length++] = (char)0x82;
		head[length++] = (char)(content.length >> 8);
	} else if (content.length >= 0x80) {
		head[length++] = (char)0x81;
	}
	head[length++] = (char)content.length;
	text_append(out, slice_make(head, length));
	text_append(out, content);
}

void ber_write_number(struct text *out, uint8_t type, int64_t number)
{
	/* As many octets as leave the sign in the first bit. */
	const uint64_t magnitude = (uint64_t)(number < 0 ? ~number : number);
	const size_t bits = magnitude ? 65 - (size_t)__builtin_clzll(magnitude) : 1;
	const size_t length = (bits + 7) / 8;
	char octets[8];

	for (size_t i = 0; i < length; i++)
		octets[length - 1 - i] = (char)((uint64_t)number >> (8 * i));
	ber_write(out, type, slice_make(octets, length));
}

void ber_write_varbind(
	struct text *out, const struct oid *name, uint8_t type, struct slice content)
{
	char ber[OID_BER_MAXIMUM];

	ber_write(out, BER_OID, oid_to_ber(name, ber));
	ber_write(out, type, content);
}
