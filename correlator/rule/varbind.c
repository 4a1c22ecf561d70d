/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/varbind.h"

#include "event/ber.h"
#include "event/display_hint.h"
#include "event/oid.h"

bool varbind_find(const struct event *event, struct slice object, struct varbind *varbind)
{
	const struct event_entry *entries = (const struct event_entry *)(event + 1);
	const char *bytes = (const char *)(entries + event->entries);
	struct ber_value value;
	struct slice name;

	for (size_t i = 0; i < event->entries; i++) {
		if (entries[i].field != EVENT_VARBIND)
			continue;
		varbind->bytes = slice_make(bytes + entries[i].offset, entries[i].length);
		if (!ber_varbind(varbind->bytes, &name, &value))
			continue;
		varbind->instance = slice_from(name, object.length);
		if (slice_equal(slice_part(name, 0, object.length), object))
			return true;
	}
	return false;
}

bool varbind_at(const struct event *event, size_t position, struct varbind *varbind)
{
	*varbind = (struct varbind){
		.bytes = event_get_nth(event, EVENT_VARBIND, position - 1),
	};
	return varbind->bytes.data != NULL;
}

static bool plain(struct slice bytes)
{
	for (size_t i = 0; i < bytes.length; i++)
		if (bytes.data[i] < 0x20 || bytes.data[i] == 0x7f)
			return false;
	return true;
}

static struct value printed(
	const struct ber_value *value, struct arena *arena, struct text *scratch)
{
	const size_t mark = scratch->length;
	struct value out;

	ber_print(value, scratch);
	out = value_string(arena_copy(arena, slice_from(text_slice(scratch), mark)));
	scratch->length = mark;
	return out;
}

/* Senders in C like to count the NUL at the end. */
static struct slice without_nuls(struct slice bytes)
{
	while (bytes.length > 0 && bytes.data[bytes.length - 1] == '\0')
		bytes.length--;
	return bytes;
}

static struct value octets_value(const struct ber_value *value, const char *hint,
	struct arena *arena, struct text *scratch)
{
	const struct slice text = without_nuls(value->content);
	const size_t mark = scratch->length;
	struct value out;

	if (hint && !display_hint_is_text(hint) &&
		display_hint_print(hint, value->content, scratch)) {
		out = value_string(arena_copy(arena, slice_from(text_slice(scratch), mark)));
		scratch->length = mark;
		return out;
	}
	if (plain(text) || (hint && display_hint_is_text(hint)))
		return value_string(text);
	return printed(value, arena, scratch);
}

struct value varbind_value(const struct varbind *varbind, const char *hint, struct arena *arena,
	struct text *scratch)
{
	struct value out = {.type = VALUE_NONE};
	struct ber_value value;
	struct slice name;
	int64_t number;
	double decimal;

	if (!ber_varbind(varbind->bytes, &name, &value))
		return out;
	if (ber_number(&value, &number))
		return value_number(number);
	if (ber_decimal(&value, &decimal))
		return value_decimal(decimal);
	switch (value.type) {
	case BER_IP_ADDRESS:
		if (address_from_bytes(value.content, &out.address))
			out.type = VALUE_ADDRESS;
		return out;
	case BER_OCTET_STRING:
		return octets_value(&value, hint, arena, scratch);
	case BER_OID:
	case BER_OPAQUE:
		return printed(&value, arena, scratch);
	default:
		return out; /* NULL and the exceptions of RFC 3416: no value */
	}
}

/* Cuts the next number off *rest; false at the end, or when it is cut short or too large. */
static bool next_number(struct slice *rest, uint32_t *number)
{
	uint64_t value = 0;

	for (size_t i = 0; i < rest->length && value <= UINT32_MAX >> 7; i++) {
		value = value << 7 | (rest->data[i] & 0x7f);
		if (rest->data[i] & 0x80)
			continue;
		*number = (uint32_t)value;
		*rest = slice_from(*rest, i + 1);
		return true;
	}
	return false;
}

static bool skip_numbers(struct slice *rest, size_t count)
{
	uint32_t number;

	while (count-- > 0)
		if (!next_number(rest, &number))
			return false;
	return true;
}

struct value varbind_index(const struct varbind *varbind, size_t n)
{
	struct slice rest = varbind->instance;
	uint32_t number;

	if (skip_numbers(&rest, n - 1) && next_number(&rest, &number))
		return value_number(number);
	return (struct value){.type = VALUE_NONE};
}

/* The numbers from the n-th on as bytes: `count` of them, or with 0 all that are left, at most
 * `most`. Their count; SIZE_MAX when there are too few or too many, or one is no byte. */
static size_t read_bytes(
	const struct varbind *varbind, size_t n, size_t count, uint8_t *bytes, size_t most)
{
	struct slice rest = varbind->instance;
	size_t got = 0;
	uint32_t number;

	if (!skip_numbers(&rest, n - 1))
		return SIZE_MAX;
	while (count ? got < count : rest.length > 0) {
		if (got == most || !next_number(&rest, &number) || number > UINT8_MAX)
			return SIZE_MAX;
		bytes[got++] = (uint8_t)number;
	}
	return got;
}

struct value varbind_index_address(const struct varbind *varbind, size_t n, size_t count)
{
	struct value out = {.type = VALUE_NONE};
	uint8_t bytes[16];
	const size_t got = read_bytes(varbind, n, count, bytes, sizeof(bytes));

	if ((got == 4 || got == 16) && address_from_bytes(slice_make(bytes, got), &out.address))
		out.type = VALUE_ADDRESS;
	return out;
}

struct value varbind_index_octets(
	const struct varbind *varbind, size_t n, size_t count, struct arena *arena)
{
	uint8_t bytes[OID_MAXIMUM];
	const size_t got = read_bytes(varbind, n, count, bytes, sizeof(bytes));

	if (got == SIZE_MAX || got == 0)
		return (struct value){.type = VALUE_NONE};
	return value_string(arena_copy(arena, slice_make(bytes, got)));
}

struct value varbind_index_string(const struct varbind *varbind, size_t n, struct arena *arena)
{
	const struct value length = varbind_index(varbind, n);

	if (length.type == VALUE_NONE || length.number > OID_MAXIMUM)
		return (struct value){.type = VALUE_NONE};
	if (length.number == 0)
		return value_string(slice_of(""));
	return varbind_index_octets(varbind, n + 1, (size_t)length.number, arena);
}
