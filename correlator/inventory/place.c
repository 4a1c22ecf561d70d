/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "inventory/place.h"

static void place_address(
	const struct inventory *inventory, const struct address *address, struct place *place)
{
	place->known = inventory ? inventory_node_at(inventory, address) : NULL;
	place->node = slice_of(address_print(address, place->address));
}

/* A host is a name, or an address as text (the origin of a forwarded trap). */
static void place_host(
	const struct inventory *inventory, struct slice host, struct place *place)
{
	struct address address;

	place->known = inventory ? inventory_node(inventory, host) : NULL;
	place->node = host;
	if (!place->known && address_parse(host, &address))
		place_address(inventory, &address, place);
}

static void place_platform(struct place *place)
{
	if (place->known)
		place->node = slice_of(place->known->name);
	if (place->known && place->known->platform)
		place->platform = slice_of(place->known->platform->id);
	else
		place->platform = place->node;
}

void place_event(
	const struct inventory *inventory, const struct event *event, struct place *place)
{
	const struct slice host = event_get(event, EVENT_HOST);
	struct address peer;

	place->inventory = inventory;
	place->address[0] = '\0';
	if ((event->flags & EVENT_RELAYED) && host.length > 0)
		place_host(inventory, host, place);
	else if (event_peer(event, &peer))
		place_address(inventory, &peer, place);
	else if (host.length > 0)
		place_host(inventory, host, place); /* our own events, and lines from files */
	else
		place_host(inventory, slice_of("unknown"), place);
	place_platform(place);
}
