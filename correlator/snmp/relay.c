/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "snmp/relay.h"

#include "event/oid.h"
#include "snmp/binding.h"
#include "snmp/net_snmp.h"

enum { HOPS_MAXIMUM = 16 };

static const struct oid snmp_trap_address = {{1, 3, 6, 1, 6, 3, 18, 1, 3}, 9};

/* Who does not know his address says 0.0.0.0, or that of his loopback. */
static bool is_usable(const unsigned char address[4])
{
	return address[0] != 0 && address[0] != 127;
}

static bool is_hop(const struct variable_list *variable)
{
	return variable->type == ASN_IPADDRESS && variable->val_len == 4 &&
	       variable->name_length == snmp_trap_address.length + 1 &&
	       binding_begins(variable, &snmp_trap_address) && is_usable(variable->val.string);
}

static unsigned long number_of(const struct variable_list *hop)
{
	return hop->name[hop->name_length - 1];
}

/* The hop before that one; with NULL the last. */
static const struct variable_list *hop_before(
	const struct snmp_pdu *pdu, const struct variable_list *hop)
{
	const struct variable_list *best = NULL, *variable = pdu->variables;

	for (; variable; variable = variable->next_variable)
		if (is_hop(variable) && (!hop || number_of(variable) < number_of(hop)) &&
			(!best || number_of(variable) > number_of(best)))
			best = variable;
	return best;
}

static bool find_hop(const struct snmp_pdu *pdu, const struct prefix_list *relays,
	struct relay_origin *found)
{
	const struct variable_list *hop = hop_before(pdu, NULL);

	found->said = NULL;
	for (int hops = 0; hop && hops < HOPS_MAXIMUM; hops++) {
		found->said = hop;
		address_from_bytes(slice_make(hop->val.string, hop->val_len), &found->address);
		if (!prefix_list_contains(relays, &found->address))
			break;
		hop = hop_before(pdu, hop);
	}
	return found->said != NULL;
}

static bool find_agent(const struct snmp_pdu *pdu, struct relay_origin *found)
{
	return pdu->command == SNMP_MSG_TRAP && is_usable(pdu->agent_addr) &&
	       address_from_bytes(slice_make(pdu->agent_addr, 4), &found->address);
}

bool relay_find_origin(const struct snmp_pdu *pdu, const struct address *peer,
	const struct prefix_list *relays, struct relay_origin *found)
{
	return peer && relays && prefix_list_contains(relays, peer) &&
	       (find_hop(pdu, relays, found) || find_agent(pdu, found));
}
