/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/record_view.h"

#include <inttypes.h>

#include "base/duration.h"
#include "event/ber.h"
#include "event/batch.h"
#include "event/position.h"
#include "event/severity.h"

static void put(json_t *json, const char *name, json_t *value)
{
	json_object_set_new(json, name, value);
}

static json_t *time_json(int64_t time)
{
	char text[TIME_TEXT];

	return json_text(time_print(time, text));
}

static json_t *oid_json(struct slice ber)
{
	struct text text = {0};
	struct oid oid;
	json_t *json;

	if (!oid_from_ber(ber, &oid))
		return json_null();
	oid_print(&oid, &text);
	json = json_text(text_get(&text));
	text_free(&text);
	return json;
}

static const char *type_name(uint8_t type)
{
	switch (type) {
	case BER_INTEGER:
		return "integer";
	case BER_OCTET_STRING:
		return "string";
	case BER_OID:
		return "oid";
	case BER_IP_ADDRESS:
		return "address";
	case BER_COUNTER32:
	case BER_COUNTER64:
		return "counter";
	case BER_GAUGE32:
		return "gauge";
	case BER_TIMETICKS:
		return "timeticks";
	case BER_NULL:
		return "null";
	default:
		return "other";
	}
}

static json_t *varbind_json(struct slice varbind)
{
	struct text text = {0};
	struct ber_value value;
	struct slice name;
	int64_t number;
	json_t *json;

	if (!ber_varbind(varbind, &name, &value))
		return json_null();
	json = json_object();
	put(json, "oid", oid_json(name));
	put(json, "type", json_text(type_name(value.type)));
	/* Beyond 63 bits there is no JSON number of ours. */
	if (ber_number(&value, &number) && number < INT64_MAX) {
		put(json, "value", json_integer((json_int_t)number));
		return json;
	}
	ber_print(&value, &text);
	put(json, "value", json_clean(text_slice(&text)));
	text_free(&text);
	return json;
}

static json_t *varbinds_json(const struct event *event)
{
	json_t *list = json_array();

	for (size_t i = 0; i < event_count(event, EVENT_VARBIND); i++)
		json_array_append_new(
			list, varbind_json(event_get_nth(event, EVENT_VARBIND, i)));
	return list;
}

static json_t *flags_json(unsigned flags)
{
	static const struct {
		unsigned flag;
		const char *name;
	} names[] = {
		{EVENT_MALFORMED, "malformed"},
		{EVENT_NO_PRI, "no_pri"},
		{EVENT_NO_TIME, "no_time"},
		{EVENT_GUESSED, "guessed"},
		{EVENT_CUT, "cut"},
		{EVENT_RELAYED, "relayed"},
		{EVENT_RFC5424, "rfc5424"},
		{EVENT_LIMITED, "limited"},
		{EVENT_INFORM, "inform"},
		{EVENT_CHARSET, "charset"},
	};
	json_t *list = json_array();

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (flags & names[i].flag)
			json_array_append_new(list, json_text(names[i].name));
	return list;
}

/* Fields that are text, where the event has them. */
static void put_texts(json_t *json, const struct event *event)
{
	static const struct {
		enum event_field field;
		const char *name;
	} names[] = {
		{EVENT_HOST, "host"},
		{EVENT_PROGRAM, "program"},
		{EVENT_PID, "pid"},
		{EVENT_MSGID, "msgid"},
		{EVENT_TAG, "tag"},
		{EVENT_SD, "structured_data"},
		{EVENT_MESSAGE, "message"},
		{EVENT_RAW, "raw"},
		{EVENT_COMMUNITY_NAME, "community"},
		{EVENT_USER, "user"},
		{EVENT_CONTEXT, "context"},
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct slice bytes = event_get(event, names[i].field);

		if (bytes.data)
			put(json, names[i].name, json_clean(bytes));
	}
}

static void put_address(json_t *json, const char *name, struct slice bytes)
{
	char text[ADDRESS_TEXT];
	struct address address;

	if (address_from_bytes(bytes, &address))
		put(json, name, json_text(address_print(&address, text)));
}

static void put_hex(json_t *json, const char *name, struct slice bytes)
{
	struct text text = {0};

	for (size_t i = 0; i < bytes.length; i++)
		text_printf(&text, "%02x", (unsigned char)bytes.data[i]);
	if (bytes.length > 0)
		put(json, name, json_text(text_get(&text)));
	text_free(&text);
}

/* The contents of an INTEGER that was stored without its tag. */
static void put_number(json_t *json, const char *name, uint8_t type, struct slice content)
{
	const struct ber_value value = {type, content};
	int64_t number;

	if (content.data && ber_number(&value, &number))
		put(json, name, json_integer((json_int_t)number));
}

static void put_trap(json_t *json, const struct event *event)
{
	struct slice enterprise = event_get(event, EVENT_ENTERPRISE);

	put(json, "trap", oid_json(event_get(event, EVENT_TRAP_OID)));
	put_number(json, "uptime", BER_TIMETICKS, event_get(event, EVENT_UPTIME));
	put_number(json, "message_id", BER_INTEGER, event_get(event, EVENT_MESSAGE_ID));
	put_address(json, "agent", event_get(event, EVENT_AGENT));
	if (enterprise.data)
		put(json, "enterprise", oid_json(enterprise));
	put_hex(json, "engine", event_get(event, EVENT_ENGINE));
	put_hex(json, "context_engine", event_get(event, EVENT_CONTEXT_ENGINE));
	put(json, "varbinds", varbinds_json(event));
	put_hex(json, "pdu", event_get(event, EVENT_PDU));
}

static void put_position(json_t *json, const struct event *event)
{
	struct position position;
	struct text text = {0};

	if (!position_of_event(event, &position))
		return;
	position_print(&position, &text);
	put(json, "position", json_parse(text_slice(&text), NULL));
	text_free(&text);
}

static const char *kind_of(const struct event *event)
{
	static const char *const names[] = {
		[EVENT_SYSLOG] = "syslog", [EVENT_TRAP] = "trap", [EVENT_SELF] = "self"};

	return event->kind < sizeof(names) / sizeof(*names) && names[event->kind]
		       ? names[event->kind]
		       : "unknown";
}

static json_t *event_json(const struct event *event)
{
	json_t *json = json_object();

	put(json, "kind", json_text(kind_of(event)));
	put(json, "listener", json_integer(event->listener));
	put(json, "flags", flags_json(event->flags));
	put(json, "device_time",
		event->device_time ? time_json(event->device_time) : json_null());
	put_address(json, "peer", event_get(event, EVENT_PEER));
	put_texts(json, event);
	put_position(json, event);
	if (event->kind == EVENT_TRAP) {
		put_trap(json, event);
	} else {
		put(json, "facility", json_text(syslog_facility_name(event->facility)));
		put(json, "severity", json_text(syslog_severity_name(event->severity)));
	}
	return json;
}

void record_describe(const struct record *record, struct text *out)
{
	if (record->kind == RECORD_REPEAT)
		text_printf(out, "%" PRIu64 " times ", record_times(record));
	if (record_has_event(record))
		event_describe(record_event(record), out);
	else
		text_clean(out, record_payload(record));
}

/* Payloads are JSON, but what stands in a file may be anything. */
static json_t *payload_json(struct slice payload)
{
	json_t *json;

	if (payload.length == 0)
		return json_null();
	json = json_parse(payload, NULL);
	return json ? json : json_clean(payload);
}

json_t *record_json(const struct record *record)
{
	json_t *json = json_object();

	put(json, "number", json_integer((json_int_t)record->number));
	put(json, "time", time_json(record->time));
	put(json, "kind", json_text(record_kind_name(record->kind)));
	if (record->kind == RECORD_REPEAT)
		put(json, "times", json_integer((json_int_t)record_times(record)));
	if (record_has_event(record))
		put(json, "event", event_json(record_event(record)));
	else
		put(json, "payload", payload_json(record_payload(record)));
	return json;
}
