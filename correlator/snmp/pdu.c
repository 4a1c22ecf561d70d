/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "snmp/pdu.h"

#include "event/ber.h"
#include "snmp/net_snmp.h"

enum { GENERIC_ENTERPRISE = 6, VARBIND_MAXIMUM = 70000 };

/* A notification while its event is being written. */
struct notification {
	const struct snmp_pdu *pdu;
	const struct trap_context *context;
	struct text *scratch;
	struct event_writer writer;
	const struct variable_list *trap_oid, *uptime, *origin; /* taken out of the list */
};

static const struct oid sys_up_time = {{1, 3, 6, 1, 2, 1, 1, 3, 0}, 9};
static const struct oid snmp_trap_oid = {{1, 3, 6, 1, 6, 3, 1, 1, 4, 1, 0}, 11};
static const struct oid snmp_trap_address = {{1, 3, 6, 1, 6, 3, 18, 1, 3, 0}, 10};
static const struct oid snmp_traps = {{1, 3, 6, 1, 6, 3, 1, 1, 5}, 9};

/* False when it has more numbers than an OID may have. */
static bool to_oid(const unsigned long *numbers, size_t length, struct oid *out)
{
	if (length > OID_MAXIMUM)
		return false;
	out->length = length;
	for (size_t i = 0; i < length; i++)
		out->numbers[i] = (uint32_t)numbers[i];
	return true;
}

static bool has_name(const struct variable_list *variable, const struct oid *name)
{
	if (variable->name_length != name->length)
		return false;
	for (size_t i = 0; i < name->length; i++)
		if (variable->name[i] != name->numbers[i])
			return false;
	return true;
}

static const struct variable_list *find(
	const struct snmp_pdu *pdu, const struct oid *name, unsigned char type)
{
	const struct variable_list *variable = pdu->variables;

	while (variable && (variable->type != type || !has_name(variable, name)))
		variable = variable->next_variable;
	return variable;
}

static void add_oid(struct event_writer *writer, enum event_field field, const struct oid *oid_)
{
	char ber[OID_BER_MAXIMUM];

	event_writer_add(writer, field, oid_to_ber(oid_, ber));
}

static void add_uptime(struct notification *notification, unsigned long ticks)
{
	struct ber_value value;
	struct slice rest;

	text_reset(notification->scratch);
	ber_write_number(notification->scratch, BER_TIMETICKS, (int64_t)(uint32_t)ticks);
	rest = text_slice(notification->scratch);
	if (ber_read(&rest, &value))
		event_writer_add(&notification->writer, EVENT_UPTIME, value.content);
}

static void add_malformed(struct notification *notification)
{
	notification->writer.event->flags |= EVENT_MALFORMED;
}

static void add_host(struct notification *notification, struct slice bytes)
{
	char text[ADDRESS_TEXT];
	struct address address;

	if (!address_from_bytes(bytes, &address))
		return;
	event_writer_add(
		&notification->writer, EVENT_HOST, slice_of(address_print(&address, text)));
	notification->writer.event->flags |= EVENT_RELAYED;
}

/* A v1 agent that does not know its address sends 0.0.0.0, or that of its loopback. */
static bool is_usable(const unsigned char *agent)
{
	return agent[0] != 0 && agent[0] != 127;
}

/* Where it began, when the sender is a relay whose word counts. */
static void add_origin(struct notification *notification)
{
	const struct snmp_pdu *pdu = notification->pdu;

	if (!notification->context->relayed)
		return;
	notification->origin = find(pdu, &snmp_trap_address, ASN_IPADDRESS);
	if (notification->origin)
		add_host(notification, slice_make(notification->origin->val.string,
					       notification->origin->val_len));
	else if (pdu->command == SNMP_MSG_TRAP && is_usable(pdu->agent_addr))
		add_host(notification, slice_make(pdu->agent_addr, 4));
}

/* The v2 name of a v1 trap; false when there is none. */
static bool trap_name(
	const struct snmp_pdu *pdu, const struct oid *enterprise, struct oid *name)
{
	if (pdu->trap_type >= 0 && pdu->trap_type < GENERIC_ENTERPRISE) {
		*name = snmp_traps;
		name->numbers[name->length++] = (uint32_t)pdu->trap_type + 1;
		return true;
	}
	if (pdu->trap_type != GENERIC_ENTERPRISE || enterprise->length < 2 ||
		enterprise->length > OID_MAXIMUM - 2)
		return false;
	*name = *enterprise;
	name->numbers[name->length++] = 0;
	name->numbers[name->length++] = (uint32_t)pdu->specific_type;
	return true;
}

static void add_v1(struct notification *notification)
{
	const struct snmp_pdu *pdu = notification->pdu;
	struct event_writer *writer = &notification->writer;
	struct oid enterprise = {.length = 0}, name;

	if (!to_oid(pdu->enterprise, pdu->enterprise_length, &enterprise) ||
		!trap_name(pdu, &enterprise, &name))
		add_malformed(notification);
	else
		add_oid(writer, EVENT_TRAP_OID, &name);
	add_uptime(notification, pdu->time);
	event_writer_add(writer, EVENT_AGENT, slice_make(pdu->agent_addr, 4));
	if (enterprise.length >= 2)
		add_oid(writer, EVENT_ENTERPRISE, &enterprise);
}

static void add_v2(struct notification *notification)
{
	const struct snmp_pdu *pdu = notification->pdu;
	const struct variable_list *trap_oid = find(pdu, &snmp_trap_oid, ASN_OBJECT_ID);
	struct oid name;

	notification->uptime = find(pdu, &sys_up_time, ASN_TIMETICKS);
	notification->trap_oid = trap_oid;
	if (trap_oid && to_oid(trap_oid->val.objid, trap_oid->val_len / sizeof(oid), &name) &&
		name.length >= 2)
		add_oid(&notification->writer, EVENT_TRAP_OID, &name);
	else
		add_malformed(notification);
	if (notification->uptime)
		add_uptime(notification, (unsigned long)*notification->uptime->val.integer);
}

/* Net-SNMP writes the binding again: the shortest encoding, whatever was sent, so that equal
 * OIDs are equal bytes. False when it cannot. */
static bool add_varbind(struct notification *notification, const struct variable_list *variable)
{
	unsigned char room[VARBIND_MAXIMUM];
	size_t left = sizeof(room), name_length = variable->name_length;
	unsigned char *end = snmp_build_var_op(room, variable->name, &name_length,
		variable->type, variable->val_len, variable->val.string, &left);
	struct ber_value sequence;
	struct slice written;

	if (!end)
		return false;
	written = slice_make(room, (size_t)(end - room));
	if (!ber_read(&written, &sequence))
		return false;
	event_writer_add(&notification->writer, EVENT_VARBIND, sequence.content);
	return true;
}

static bool is_taken_out(
	const struct notification *notification, const struct variable_list *variable)
{
	return variable == notification->trap_oid || variable == notification->uptime ||
	       variable == notification->origin;
}

static void add_varbinds(struct notification *notification)
{
	const struct variable_list *variable = notification->pdu->variables;

	for (; variable; variable = variable->next_variable)
		if (!is_taken_out(notification, variable) &&
			!add_varbind(notification, variable))
			add_malformed(notification);
}

static void add_peer(struct notification *notification)
{
	const struct address *peer = notification->context->peer;

	if (!peer)
		return;
	if (address_is_ipv4(peer))
		event_writer_add(
			&notification->writer, EVENT_PEER, slice_make(peer->bytes + 12, 4));
	else
		event_writer_add(
			&notification->writer, EVENT_PEER, slice_make(peer->bytes, 16));
}

size_t pdu_to_event(const struct snmp_pdu *pdu, const struct trap_context *context,
	struct text *scratch, void *space)
{
	struct notification notification = {.pdu = pdu, .context = context, .scratch = scratch};

	event_writer_begin(&notification.writer, space, EVENT_MAXIMUM, EVENT_TRAP);
	notification.writer.event->listener = context->listener;
	notification.writer.event->flags = EVENT_NO_TIME;
	add_peer(&notification);
	add_origin(&notification);
	if (pdu->command == SNMP_MSG_TRAP)
		add_v1(&notification);
	else
		add_v2(&notification);
	add_varbinds(&notification);
	return event_writer_finish(&notification.writer);
}
