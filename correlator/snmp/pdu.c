/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "snmp/pdu.h"

#include "event/ber.h"
#include "snmp/binding.h"
#include "snmp/net_snmp.h"
#include "snmp/relay.h"

enum { GENERIC_ENTERPRISE = 6 };

/* A notification while its event is being written. */
struct notification {
	const struct snmp_pdu *pdu;
	const struct pdu_source *source;
	struct text *scratch;
	struct event_writer writer;
	const struct variable_list *trap_oid, *uptime, *origin; /* taken out of the list */
	bool holds_community; /* so is every snmpTrapCommunity, of which there was one */
};

static const struct oid sys_up_time = {{1, 3, 6, 1, 2, 1, 1, 3, 0}, 9};
static const struct oid snmp_trap_oid = {{1, 3, 6, 1, 6, 3, 1, 1, 4, 1, 0}, 11};
static const struct oid snmp_trap_enterprise = {{1, 3, 6, 1, 6, 3, 1, 1, 4, 3, 0}, 11};
static const struct oid snmp_trap_community = {{1, 3, 6, 1, 6, 3, 18, 1, 4}, 9};
static const struct oid snmp_traps = {{1, 3, 6, 1, 6, 3, 1, 1, 5}, 9};

static void add_oid(struct event_writer *writer, enum event_field field, const struct oid *oid_)
{
	char ber[OID_BER_MAXIMUM];

	event_writer_add(writer, field, oid_to_ber(oid_, ber));
}

static void add_number(
	struct notification *notification, enum event_field field, uint8_t type, int64_t number)
{
	struct ber_value value;
	struct slice rest;

	text_reset(notification->scratch);
	ber_write_number(notification->scratch, type, number);
	rest = text_slice(notification->scratch);
	if (ber_read(&rest, &value))
		event_writer_add(&notification->writer, field, value.content);
}

static void add_uptime(struct notification *notification, unsigned long ticks)
{
	add_number(notification, EVENT_UPTIME, BER_TIMETICKS, (int64_t)(uint32_t)ticks);
}

static void add_malformed(struct notification *notification)
{
	notification->writer.event->flags |= EVENT_MALFORMED;
}

/* Where it began, when the sender is a relay whose word counts. */
static void add_origin(struct notification *notification)
{
	const struct trap_context *context = notification->source->context;
	struct relay_origin found = {.said = NULL};
	char text[ADDRESS_TEXT];

	if (!relay_find_origin(notification->pdu, context->peer, context->relays, &found))
		return;
	notification->origin = found.said;
	event_writer_add(&notification->writer, EVENT_HOST,
		slice_of(address_print(&found.address, text)));
	notification->writer.event->flags |= EVENT_RELAYED;
}

/* A relay that made a v2 notification of a v1 trap says which community that had (RFC 3584,
 * 3.1): a secret that is none of the event's. Its name is, and more than that of the relay. */
static void hear_community(const struct notification *notification,
	const struct variable_list *said, struct slice *name)
{
	const struct trap_context *context = notification->source->context;
	struct slice of_origin;

	if (!(notification->writer.event->flags & EVENT_RELAYED) || said->type != ASN_OCTET_STR)
		return;
	communities_accept(
		context->communities, slice_make(said->val.string, said->val_len), &of_origin);
	if (of_origin.length > 0)
		*name = of_origin;
}

static void add_community(struct notification *notification)
{
	const struct variable_list *variable = notification->pdu->variables;
	struct slice name = notification->source->community;

	for (; variable; variable = variable->next_variable)
		if (binding_begins(variable, &snmp_trap_community)) {
			notification->holds_community = true;
			hear_community(notification, variable, &name);
		}
	if (name.length > 0)
		event_writer_add(&notification->writer, EVENT_COMMUNITY_NAME, name);
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

	if (!binding_oid(pdu->enterprise, pdu->enterprise_length, &enterprise) ||
		!trap_name(pdu, &enterprise, &name))
		add_malformed(notification);
	else
		add_oid(writer, EVENT_TRAP_OID, &name);
	add_uptime(notification, pdu->time);
	event_writer_add(writer, EVENT_AGENT, slice_make(pdu->agent_addr, 4));
	if (enterprise.length >= 2)
		add_oid(writer, EVENT_ENTERPRISE, &enterprise);
}

/* The value of that binding as a field; false when it is no OID, or one that BER cannot say. */
static bool add_value(struct notification *notification, enum event_field field,
	const struct variable_list *variable)
{
	struct oid value;

	if (!variable ||
		!binding_oid(variable->val.objid, variable->val_len / sizeof(oid), &value) ||
		value.length < 2)
		return false;
	add_oid(&notification->writer, field, &value);
	return true;
}

static void add_v2(struct notification *notification)
{
	const struct variable_list *list = notification->pdu->variables;

	notification->trap_oid = binding_find(list, &snmp_trap_oid, ASN_OBJECT_ID);
	notification->uptime = binding_find(list, &sys_up_time, ASN_TIMETICKS);
	if (!add_value(notification, EVENT_TRAP_OID, notification->trap_oid))
		add_malformed(notification);
	add_value(notification, EVENT_ENTERPRISE,
		binding_find(list, &snmp_trap_enterprise, ASN_OBJECT_ID));
	if (notification->uptime)
		add_uptime(notification, (unsigned long)*notification->uptime->val.integer);
}

static void add_inform(struct notification *notification)
{
	notification->writer.event->flags |= EVENT_INFORM;
	add_number(notification, EVENT_MESSAGE_ID, BER_INTEGER, notification->pdu->reqid);
}

static bool add_varbind(struct notification *notification, const struct variable_list *variable)
{
	text_reset(notification->scratch);
	if (!binding_write(variable, notification->scratch))
		return false;
	event_writer_add(
		&notification->writer, EVENT_VARBIND, text_slice(notification->scratch));
	return true;
}

static bool is_taken_out(
	const struct notification *notification, const struct variable_list *variable)
{
	return variable == notification->trap_oid || variable == notification->uptime ||
	       variable == notification->origin ||
	       binding_begins(variable, &snmp_trap_community);
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
	const struct address *peer = notification->source->context->peer;

	if (!peer)
		return;
	if (address_is_ipv4(peer))
		event_writer_add(
			&notification->writer, EVENT_PEER, slice_make(peer->bytes + 12, 4));
	else
		event_writer_add(
			&notification->writer, EVENT_PEER, slice_make(peer->bytes, 16));
}

/* Of what is in no good form all is kept, as far as there is room. Not with a community in it.
 */
static void add_whole(struct notification *notification)
{
	struct event_writer *writer = &notification->writer;
	struct slice whole = notification->source->whole;

	if ((writer->event->flags & EVENT_MALFORMED) && whole.length > 0 &&
		!notification->holds_community &&
		writer->byte_count + whole.length <= EVENT_BYTES_MAXIMUM)
		event_writer_add(writer, EVENT_PDU, whole);
}

/* Which part of the sender it is about (RFC 3411, 3.3.1); one that speaks for others names
 * their engine. */
static void add_scope(struct notification *notification)
{
	const struct snmp_pdu *pdu = notification->pdu;
	const struct slice name = slice_make(pdu->contextName, pdu->contextNameLen),
			   engine = slice_make(pdu->contextEngineID, pdu->contextEngineIDLen),
			   security =
				   slice_make(pdu->securityEngineID, pdu->securityEngineIDLen);
	struct snmp_engine_id id;

	if (name.length > 0)
		event_writer_add(&notification->writer, EVENT_CONTEXT, name);
	if (!slice_equal(engine, security) && snmp_engine_id_make(engine, &id))
		event_writer_add(&notification->writer, EVENT_CONTEXT_ENGINE, engine);
}

static void add_sender(struct notification *notification)
{
	const struct pdu_sender *sender = &notification->source->sender;

	if (notification->pdu->version != SNMP_VERSION_3)
		return;
	add_scope(notification);
	notification->writer.event->flags |= sender->flags;
	event_writer_add(&notification->writer, EVENT_USER, sender->user);
	if (sender->engine)
		snmp_engine_write(&notification->writer, sender->engine, sender->time);
}

size_t pdu_to_event(const struct snmp_pdu *pdu, const struct pdu_source *source,
	struct text *scratch, void *space)
{
	struct notification notification = {.pdu = pdu, .source = source, .scratch = scratch};

	event_writer_begin(&notification.writer, space, EVENT_MAXIMUM, EVENT_TRAP);
	notification.writer.event->listener = source->context->listener;
	notification.writer.event->flags = EVENT_NO_TIME;
	add_peer(&notification);
	add_sender(&notification);
	add_origin(&notification);
	add_community(&notification);
	if (pdu->command == SNMP_MSG_TRAP)
		add_v1(&notification);
	else
		add_v2(&notification);
	if (pdu->command == SNMP_MSG_INFORM)
		add_inform(&notification);
	add_varbinds(&notification);
	add_whole(&notification);
	return event_writer_finish(&notification.writer);
}
