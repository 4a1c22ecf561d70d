/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/slice.h"

#include <string.h>

#include "base/xalloc.h"
#include <strings.h>

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static unsigned char lower(char byte)
{
	return (unsigned char)(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
}

bool slice_equals_caseless(struct slice a, const char *string)
{
	struct slice b = slice_of(string);

	if (a.length != b.length)
		return false;
	for (size_t i = 0; i < a.length; i++)
		if (lower(a.data[i]) != lower(b.data[i]))
			return false;
	return true;
}

int slice_compare(struct slice a, struct slice b)
{
	size_t common = a.length < b.length ? a.length : b.length;
	int order = common ? memcmp(a.data, b.data, common) : 0;

	if (order)
		return order;
	return (a.length > b.length) - (a.length < b.length);
}

struct slice slice_trim(struct slice a)
{
	while (a.length && is_blank(a.data[0]))
		a = slice_from(a, 1);
	while (a.length && is_blank(a.data[a.length - 1]))
		a.length--;
	return a;
}

size_t slice_span_without(struct slice a, const char *bytes)
{
	uint64_t set[4] = {0};
	size_t length = 0;

	for (; *bytes; bytes++)
		set[(uint8_t)*bytes / 64] |= UINT64_C(1) << (uint8_t)*bytes % 64;
	while (length < a.length &&
		!(set[(uint8_t)a.data[length] / 64] >> (uint8_t)a.data[length] % 64 & 1))
		length++;
	return length;
}

size_t slice_find_slice(struct slice a, struct slice what)
{
	if (what.length == 0)
		return 0;
	if (what.length > a.length)
		return SIZE_MAX;

	const char *found = memmem(a.data, a.length, what.data, what.length);

	return found ? (size_t)(found - a.data) : SIZE_MAX;
}

struct slice slice_word(struct slice *rest)
{
	size_t start = 0;

	while (start < rest->length && is_blank(rest->data[start]))
		start++;

	size_t end = start;

	while (end < rest->length && !is_blank(rest->data[end]))
		end++;

	struct slice word = slice_part(*rest, start, end - start);

	*rest = slice_from(*rest, end + 1);
	return word;
}

bool slice_line(struct slice *rest, struct slice *line)
{
	if (rest->length == 0)
		return false;

	size_t end = slice_find(*rest, 0, '\n');

	*line = slice_part(*rest, 0, end);
	*rest = end == SIZE_MAX ? (struct slice){0} : slice_from(*rest, end + 1);
	if (end != SIZE_MAX && line->length && line->data[line->length - 1] == '\r')
		line->length--;
	return true;
}

bool slice_to_integer(struct slice a, int64_t *value)
{
	bool negative = a.length && a.data[0] == '-';
	size_t start = a.length && (negative || a.data[0] == '+');
	int64_t sum = 0;

	if (start == a.length)
		return false;
	for (size_t i = start; i < a.length; i++) {
		int digit = a.data[i] - '0';

		if (digit < 0 || digit > 9 || __builtin_mul_overflow(sum, 10, &sum) ||
			__builtin_add_overflow(sum, negative ? -digit : digit, &sum))
			return false;
	}
	*value = sum;
	return true;
}

bool slice_to_decimal(struct slice a, double *value)
{
	const size_t dot = slice_find(a, 0, '.');
	struct slice after = slice_from(a, dot == SIZE_MAX ? a.length : dot + 1);
	int64_t whole, part;
	double scale = 1;

	if (dot > 18 || after.length == 0 || after.length > 18 || after.data[0] == '-' ||
		after.data[0] == '+' || !slice_to_integer(slice_part(a, 0, dot), &whole) ||
		!slice_to_integer(after, &part))
		return false;
	for (size_t i = 0; i < after.length; i++)
		scale *= 10;
	*value = (double)whole + (a.data[0] == '-' ? -1 : 1) * (double)part / scale;
	return true;
}

char *slice_string(struct slice a)
{
	char *string = xmalloc(a.length + 1);

	if (a.length)
		memcpy(string, a.data, a.length);
	string[a.length] = 0;
	return string;
}
