/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/builtin.h"

#include "base/option.h"
#include "event/snmp_engine.h"
#include "rule/match.h"

static struct value none(void)
{
	return (struct value){.type = VALUE_NONE};
}

/* Empty is as good as missing. */
static struct value text_or_none(struct slice text)
{
	return text.length > 0 ? value_string(text) : none();
}

static struct value get_host(struct view *view)
{
	return text_or_none(event_get(view->event, EVENT_HOST));
}

static struct value get_program(struct view *view)
{
	return text_or_none(event_get(view->event, EVENT_PROGRAM));
}

static struct value get_pid(struct view *view)
{
	return text_or_none(event_get(view->event, EVENT_PID));
}

static struct value get_msgid(struct view *view)
{
	return text_or_none(event_get(view->event, EVENT_MSGID));
}

static struct value get_tag(struct view *view)
{
	return text_or_none(event_get(view->event, EVENT_TAG));
}

static struct value get_message(struct view *view)
{
	return text_or_none(view_message(view->event));
}

static struct value get_peer(struct view *view)
{
	struct value value = {.type = VALUE_ADDRESS};

	return event_peer(view->event, &value.address) ? value : none();
}

static struct value get_facility(struct view *view)
{
	if (view->event->kind == EVENT_TRAP)
		return none();
	return value_string(slice_of(syslog_facility_name(view->event->facility)));
}

static struct value get_severity(struct view *view)
{
	return view->event->kind == EVENT_TRAP ? none() : value_number(view->event->severity);
}

static struct value get_community(struct view *view)
{
	return text_or_none(event_get(view->event, EVENT_COMMUNITY_NAME));
}

static struct value get_context(struct view *view)
{
	return text_or_none(event_get(view->event, EVENT_CONTEXT));
}

static struct value get_context_engine(struct view *view)
{
	char text[SNMP_ENGINE_ID_TEXT];
	struct snmp_engine_id id;

	if (!view->arena ||
		!snmp_engine_id_make(event_get(view->event, EVENT_CONTEXT_ENGINE), &id))
		return none();
	return value_string(arena_copy(view->arena, slice_of(snmp_engine_id_print(&id, text))));
}

static struct value get_agent(struct view *view)
{
	struct value value = {.type = VALUE_ADDRESS};

	return address_from_bytes(event_get(view->event, EVENT_AGENT), &value.address) ? value
										       : none();
}

static struct value oid_value(struct view *view, struct slice ber)
{
	struct text own = {0}, *out = view->matcher ? matcher_text(view->matcher) : &own;
	const size_t mark = out->length;
	struct value value = none();
	struct oid oid;

	if (!view->arena || !oid_from_ber(ber, &oid))
		return value;
	oid_print(&oid, out);
	value = value_string(arena_copy(view->arena, slice_from(text_slice(out), mark)));
	out->length = mark;
	text_free(&own);
	return value;
}

static struct value get_trap(struct view *view)
{
	return oid_value(view, event_get(view->event, EVENT_TRAP_OID));
}

static struct value get_enterprise(struct view *view)
{
	return oid_value(view, event_get(view->event, EVENT_ENTERPRISE));
}

static struct value get_node(struct view *view)
{
	return view->place ? text_or_none(view->place->node) : none();
}

static struct value get_platform(struct view *view)
{
	return view->place ? text_or_none(view->place->platform) : none();
}

static struct value get_site(struct view *view)
{
	const bool known = view->place && view->place->known;

	return known ? text_or_none(slice_of(view->place->known->site)) : none();
}

static struct value get_role(struct view *view)
{
	const bool known = view->place && view->place->known;

	return known ? text_or_none(slice_of(view->place->known->role)) : none();
}

/* A port that no link is known of has a name of its own, as a node that is unknown has. */
static struct value get_link(struct view *view)
{
	struct text own = {0}, *out = view->matcher ? matcher_text(view->matcher) : &own;
	const struct place *place = view->place;
	const struct value port = view_field(view, LINK_PORT);
	const size_t mark = out->length;
	struct value value = none();
	struct slice written;

	value_print(&port, out);
	written = slice_from(text_slice(out), mark);
	if (view->arena && place && written.length > 0) {
		written = arena_copy(view->arena, written);
		out->length = mark;
		inventory_link_print(place->known ? inventory_link_at(place->inventory,
							    place->known, written)
						  : NULL,
			place->node, written, out);
		value = value_string(
			arena_copy(view->arena, slice_from(text_slice(out), mark)));
	}
	out->length = mark;
	text_free(&own);
	return value;
}

/* RFC 5424, 6.2.1. */
static const struct label syslog_severities[] = {
	{"emergency", 0},
	{"alert", 1},
	{"critical", 2},
	{"error", 3},
	{"warning", 4},
	{"notice", 5},
	{"info", 6},
	{"debug", 7},
};

static const struct builtin builtins[] = {
	{"host", VALUE_STRING, get_host, NULL, 0, NULL},
	{"program", VALUE_STRING, get_program, NULL, 0, NULL},
	{"pid", VALUE_STRING, get_pid, NULL, 0, NULL},
	{"msgid", VALUE_STRING, get_msgid, NULL, 0, NULL},
	{"tag", VALUE_STRING, get_tag, NULL, 0, NULL},
	{"message", VALUE_STRING, get_message, NULL, 0, NULL},
	{"peer", VALUE_ADDRESS, get_peer, NULL, 0, NULL},
	{"facility", VALUE_STRING, get_facility, NULL, 0, NULL},
	{"severity", VALUE_NUMBER, get_severity, syslog_severities, 8, NULL},
	{"trap", VALUE_STRING, get_trap, NULL, 0, NULL},
	{"community", VALUE_STRING, get_community, NULL, 0, NULL},
	{"context", VALUE_STRING, get_context, NULL, 0, NULL},
	{"context_engine", VALUE_STRING, get_context_engine, NULL, 0, NULL},
	{"agent", VALUE_ADDRESS, get_agent, NULL, 0, NULL},
	{"enterprise", VALUE_STRING, get_enterprise, NULL, 0, NULL},
	{"node", VALUE_STRING, get_node, NULL, 0, NULL},
	{"platform", VALUE_STRING, get_platform, NULL, 0, NULL},
	{"site", VALUE_STRING, get_site, NULL, 0, NULL},
	{"role", VALUE_STRING, get_role, NULL, 0, NULL},
	{"link", VALUE_STRING, get_link, NULL, 0, LINK_PORT},
};

enum { BUILTINS = sizeof(builtins) / sizeof(builtins[0]) };

const struct builtin *builtin_find(struct slice name)
{
	for (size_t i = 0; i < BUILTINS; i++)
		if (slice_equals(name, builtins[i].name))
			return &builtins[i];
	return NULL;
}

const char *builtin_near(const char *written)
{
	for (size_t i = 0; i < BUILTINS; i++)
		if (option_near(written, builtins[i].name))
			return builtins[i].name;
	return NULL;
}
