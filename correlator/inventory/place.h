/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Where an event comes from. The name a sender gives itself counts only when a listed relay
 * passed it on (EVENT_RELAYED); otherwise the datagram's source address does. Then the
 * inventory says which node that is. A node that it does not know is a place of its own.
 */
#ifndef INVENTORY_PLACE_H
#define INVENTORY_PLACE_H

#include "event/event.h"
#include "inventory/inventory.h"

struct place {
	const struct inventory *inventory; /* NULL: none */
	const struct node *known;          /* NULL: not in the inventory */
	struct slice node;                 /* its name, or the host or address as text */
	struct slice platform;      /* its platform's id; of an unknown node: the node's name */
	char address[ADDRESS_TEXT]; /* what `node` points to when it is an address */
};

/* `place` must not be copied afterwards: its slices may point into itself. */
void place_event(
	const struct inventory *inventory, const struct event *event, struct place *place);

#endif
