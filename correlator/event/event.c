/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "event/event.h"

#include <string.h>

#include "base/text.h"
#include "event/ber.h"

static const struct event_entry *table_of(const struct event *event)
{
	return (const struct event_entry *)(event + 1);
}

static const char *bytes_of(const struct event *event)
{
	return (const char *)(table_of(event) + event->entries);
}

static size_t byte_count(const struct event *event)
{
	return event->size - sizeof(*event) - event->entries * sizeof(struct event_entry);
}

bool event_valid(struct slice block)
{
	const struct event *event = (const struct event *)block.data;

	if (block.length < sizeof(*event) || event->size != block.length ||
		event->kind < EVENT_SYSLOG || event->kind > EVENT_SELF || event->severity > 7 ||
		event->facility > 23 ||
		sizeof(*event) + event->entries * sizeof(struct event_entry) > block.length)
		return false;
	for (size_t i = 0; i < event->entries; i++) {
		const struct event_entry *entry = &table_of(event)[i];

		if (entry->field == 0 || entry->field >= EVENT_FIELDS ||
			(size_t)entry->offset + entry->length > byte_count(event))
			return false;
	}
	return true;
}

struct slice event_get_nth(const struct event *event, enum event_field field, size_t n)
{
	const struct event_entry *table = table_of(event);

	for (size_t i = 0; i < event->entries; i++)
		if (table[i].field == field && n-- == 0)
			return slice_make(bytes_of(event) + table[i].offset, table[i].length);
	return (struct slice){0};
}

struct slice event_get(const struct event *event, enum event_field field)
{
	return event_get_nth(event, field, 0);
}

size_t event_count(const struct event *event, enum event_field field)
{
	size_t count = 0;

	for (size_t i = 0; i < event->entries; i++)
		count += table_of(event)[i].field == field;
	return count;
}

bool event_peer(const struct event *event, struct address *peer)
{
	return address_from_bytes(event_get(event, EVENT_PEER), peer);
}

static void describe_varbind(struct slice varbind, struct text *out)
{
	struct ber_value value;
	struct slice name;
	struct oid oid;

	if (!ber_varbind(varbind, &name, &value) || !oid_from_ber(name, &oid))
		return;
	text_byte(out, ' ');
	oid_print(&oid, out);
	text_byte(out, '=');
	ber_print(&value, out);
}

static void describe_trap(const struct event *event, struct text *out)
{
	struct slice host = event_get(event, EVENT_HOST);
	char address[ADDRESS_TEXT] = "";
	struct address peer;
	struct oid oid;

	text_string(out, "trap ");
	if (oid_from_ber(event_get(event, EVENT_TRAP_OID), &oid))
		oid_print(&oid, out);
	else
		text_string(out, "without snmpTrapOID");
	text_string(out, " from ");
	if (event_peer(event, &peer))
		address_print(&peer, address);
	text_append(out, host.length ? host : slice_of(address));
	text_byte(out, ':');
	for (size_t i = 0; i < event_count(event, EVENT_VARBIND); i++)
		describe_varbind(event_get_nth(event, EVENT_VARBIND, i), out);
}

void event_describe(const struct event *event, struct text *out)
{
	struct text trap = {0};

	if (event->kind != EVENT_TRAP) {
		text_clean(out, event_get(event, EVENT_RAW));
		return;
	}
	describe_trap(event, &trap);
	text_clean(out, text_slice(&trap));
	text_free(&trap);
}
