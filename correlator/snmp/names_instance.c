/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "snmp/names_instance.h"

struct slice names_index_of(const struct names *names, const struct name_entry *column)
{
	struct oid row = column->oid;
	struct name_entry entry;

	if (row.length < 2)
		return slice_of("");
	row.length--;
	if (!names_of(names, &row, &entry) || !oid_equal(&entry.oid, &row))
		return slice_of("");
	return entry.index;
}

static bool is_octets(const struct name_index *part)
{
	return slice_equals(part->kind, "string") || slice_equals(part->kind, "bits") ||
	       slice_equals(part->kind, "other");
}

/* How many numbers the value takes; SIZE_MAX when that does not fit. */
static size_t value_length(const struct name_index *part, const struct oid *oid, size_t *at)
{
	const size_t left = oid->length - *at;
	size_t length = 1;

	if (slice_equals(part->kind, "address"))
		length = 4;
	else if (part->length)
		length = part->length;
	else if (part->implied)
		length = left;
	else if (is_octets(part) || slice_equals(part->kind, "oid"))
		length = left > 0 ? oid->numbers[(*at)++] : SIZE_MAX;
	return length <= oid->length - *at ? length : SIZE_MAX;
}

static bool is_text(const uint32_t *numbers, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (numbers[i] < 0x20 || numbers[i] > 0x7e)
			return false;
	return length > 0;
}

/* Text in quotes, other octets in hex, everything else with dots. */
static void print_value(
	const struct name_index *part, const uint32_t *numbers, size_t length, struct text *out)
{
	const bool octets = is_octets(part), text = octets && is_text(numbers, length);

	if (text)
		text_byte(out, '\'');
	for (size_t i = 0; i < length; i++) {
		if (text)
			text_byte(out, (char)numbers[i]);
		else if (octets)
			text_printf(out, "%s%02x", i ? ":" : "", numbers[i]);
		else
			text_printf(out, "%s%u", i ? "." : "", numbers[i]);
	}
	if (text)
		text_byte(out, '\'');
}

bool names_part(struct slice *index, const struct oid *oid, size_t *at, struct name_index *part,
	struct text *value)
{
	size_t length;

	if (index->length == 0 || *at > oid->length || !names_index(index, part))
		return false;
	length = value_length(part, oid, at);
	if (length == SIZE_MAX)
		return false;
	print_value(part, oid->numbers + *at, length, value);
	*at += length;
	return true;
}

bool names_instance_read(struct slice instance, struct oid *oid)
{
	while (instance.length > 0) {
		const size_t dot = slice_find(instance, 1, '.');
		const size_t end = dot == SIZE_MAX ? instance.length : dot;
		int64_t number;

		if (instance.data[0] != '.' || oid->length == OID_MAXIMUM ||
			!slice_to_integer(slice_part(instance, 1, end - 1), &number) ||
			number < 0 || number > UINT32_MAX)
			return false;
		oid->numbers[oid->length++] = (uint32_t)number;
		instance = slice_from(instance, end);
	}
	return true;
}

void names_instance_print(
	const struct name_entry *entry, const struct oid *oid, struct text *out)
{
	text_append(out, entry->full);
	for (size_t i = entry->oid.length; i < oid->length; i++)
		text_printf(out, ".%u", oid->numbers[i]);
}
