/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "event/oid.h"

#include <string.h>

/* Cuts one number off the text; false if there is none, or one beyond 32 bits. */
static bool take_number(struct slice *text, uint32_t *number)
{
	uint64_t value = 0;
	size_t digits = 0;

	while (digits < text->length && text->data[digits] >= '0' &&
		text->data[digits] <= '9') {
		value = value * 10 + (uint64_t)(text->data[digits++] - '0');
		if (value > UINT32_MAX)
			return false;
	}
	*text = slice_from(*text, digits);
	*number = (uint32_t)value;
	return digits > 0;
}

/* X.660: below 0 and 1 are at most 40 arcs, and 2 is the last root. BER relies on it. */
static bool is_possible(const struct oid *oid)
{
	return oid->length >= 2 &&
	       (oid->numbers[0] < 2 ? oid->numbers[1] < 40 : oid->numbers[0] == 2);
}

bool oid_parse(struct slice text, struct oid *oid)
{
	oid->length = 0;
	if (text.length && text.data[0] == '.')
		text = slice_from(text, 1);
	while (oid->length < OID_MAXIMUM && take_number(&text, &oid->numbers[oid->length])) {
		oid->length++;
		if (text.length == 0)
			return is_possible(oid);
		if (text.data[0] != '.')
			return false;
		text = slice_from(text, 1);
	}
	return false;
}

/* Cuts one base-128 number off the BER; false if it is unfinished or beyond 32 bits. */
static bool take_base128(struct slice *ber, uint64_t *value)
{
	*value = 0;
	for (size_t i = 0; i < ber->length && i < 5; i++) {
		unsigned char byte = (unsigned char)ber->data[i];

		*value = *value << 7 | (byte & 0x7f);
		if (byte & 0x80)
			continue;
		*ber = slice_from(*ber, i + 1);
		return true;
	}
	return false;
}

bool oid_from_ber(struct slice ber, struct oid *oid)
{
	uint64_t value;

	oid->length = 0;
	if (ber.length == 0 || !take_base128(&ber, &value))
		return false;
	/* The first two numbers share one: X * 40 + Y, X at most 2. */
	oid->numbers[0] = value < 80 ? (uint32_t)(value / 40) : 2;
	if (value - oid->numbers[0] * 40 > UINT32_MAX)
		return false;
	oid->numbers[1] = (uint32_t)(value - oid->numbers[0] * 40);
	oid->length = 2;
	while (ber.length) {
		if (oid->length == OID_MAXIMUM || !take_base128(&ber, &value) ||
			value > UINT32_MAX)
			return false;
		oid->numbers[oid->length++] = (uint32_t)value;
	}
	return true;
}

/* A number of five octets has 35 bits, of which the first three must be 0, unless it is the
 * first: that has two numbers in it, and may be 80 more. */
static bool fits_32_bits(const unsigned char *first, bool leads)
{
	uint64_t value = 0;

	if (!leads)
		return (first[0] & 0x7f) < 0x10;
	for (size_t i = 0; i < 5; i++)
		value = value << 7 | (first[i] & 0x7f);
	return value <= (uint64_t)UINT32_MAX + 80;
}

bool oid_ber_valid(struct slice ber)
{
	const unsigned char *octets = (const unsigned char *)ber.data;
	size_t numbers = 1, begin = 0; /* the first octets hold two */

	for (size_t i = 0; i < ber.length; i++) {
		if (octets[i] & 0x80)
			continue;
		if (i - begin >= 5 || numbers++ == OID_MAXIMUM ||
			(i - begin == 4 && !fits_32_bits(octets + begin, begin == 0)))
			return false;
		begin = i + 1;
	}
	return ber.length > 0 && begin == ber.length;
}

static size_t put_base128(uint64_t value, char *out)
{
	size_t length = 1;

	if (value < 0x80) { /* most are */
		*out = (char)value;
		return 1;
	}
	for (uint64_t rest = value >> 7; rest; rest >>= 7)
		length++;
	for (size_t i = length; i-- > 0; value >>= 7)
		out[i] = (char)((value & 0x7f) | (i + 1 < length ? 0x80 : 0));
	return length;
}

struct slice oid_to_ber(const struct oid *oid, char *out)
{
	size_t length;

	if (oid->length < 2)
		return slice_make(out, 0);
	length = put_base128((uint64_t)oid->numbers[0] * 40 + oid->numbers[1], out);
	for (size_t i = 2; i < oid->length; i++)
		length += put_base128(oid->numbers[i], out + length);
	return slice_make(out, length);
}

bool oid_starts_with(const struct oid *oid, const struct oid *prefix)
{
	return oid->length >= prefix->length &&
	       memcmp(oid->numbers, prefix->numbers,
		       prefix->length * sizeof(*prefix->numbers)) == 0;
}

int oid_compare(const struct oid *a, const struct oid *b)
{
	for (size_t i = 0; i < a->length && i < b->length; i++)
		if (a->numbers[i] != b->numbers[i])
			return a->numbers[i] < b->numbers[i] ? -1 : 1;
	return (a->length > b->length) - (a->length < b->length);
}

bool oid_equal(const struct oid *a, const struct oid *b)
{
	return a->length == b->length && oid_starts_with(a, b);
}

/* Every trap that no rule knows is named, so this is no printf(). */
void oid_print(const struct oid *oid, struct text *out)
{
	char digits[11]; /* the point and 32 bits */

	for (size_t i = 0; i < oid->length; i++) {
		char *at = digits + sizeof(digits);
		uint32_t number = oid->numbers[i];

		do
			*--at = (char)('0' + number % 10);
		while ((number /= 10) > 0);
		if (i > 0)
			*--at = '.';
		text_append(out, slice_make(at, (size_t)(digits + sizeof(digits) - at)));
	}
}
