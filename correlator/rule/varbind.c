/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/varbind.h"

#include "event/ber.h"
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

struct value varbind_value(
	const struct varbind *varbind, struct arena *arena, struct text *scratch)
{
	struct value out = {.type = VALUE_NONE};
	struct ber_value value;
	struct slice name;
	int64_t number;

	if (!ber_varbind(varbind->bytes, &name, &value))
		return out;
	if (ber_number(&value, &number))
		return value_number(number);
	switch (value.type) {
	case BER_IP_ADDRESS:
		if (address_from_bytes(value.content, &out.address))
			out.type = VALUE_ADDRESS;
		return out;
	case BER_OCTET_STRING:
		if (plain(value.content))
			return value_string(value.content);
		return printed(&value, arena, scratch);
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

struct value varbind_index_address(const struct varbind *varbind, size_t n)
{
	struct value out = {.type = VALUE_NONE};
	struct slice rest = varbind->instance;
	uint8_t bytes[4];
	uint32_t number;

	if (!skip_numbers(&rest, n - 1))
		return out;
	for (size_t i = 0; i < sizeof(bytes); i++) {
		if (!next_number(&rest, &number) || number > UINT8_MAX)
			return out;
		bytes[i] = (uint8_t)number;
	}
	if (address_from_bytes(slice_make(bytes, sizeof(bytes)), &out.address))
		out.type = VALUE_ADDRESS;
	return out;
}

struct value varbind_index_string(const struct varbind *varbind, size_t n, struct arena *arena)
{
	const struct value none = {.type = VALUE_NONE};
	struct slice rest = varbind->instance;
	uint32_t length, number;
	char *bytes;

	if (!skip_numbers(&rest, n - 1) || !next_number(&rest, &length) || length > rest.length)
		return none;
	bytes = arena_alloc(arena, length);
	for (uint32_t i = 0; i < length; i++) {
		if (!next_number(&rest, &number) || number > UINT8_MAX)
			return none;
		bytes[i] = (char)number;
	}
	return value_string(slice_make(bytes, length));
}
