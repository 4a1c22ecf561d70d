/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What the parts of an inventory share.
 */
#ifndef INVENTORY_INVENTORY_INDEX_H
#define INVENTORY_INVENTORY_INDEX_H

#include "base/table.h"
#include "inventory/inventory.h"

struct inventory_index {
	struct table *services;
	struct table *platforms;
	struct table *names;            /* names and aliases of nodes in small letters */
	struct table *addresses;        /* 16 bytes to node */
	struct table *ports;            /* node's index and port to link */
	struct table *links;            /* ids */
	struct origin *service_origins; /* by index */
};

/* Makes room for one more element behind `count`: arrays in the arena double whenever their
 * count is a power of two. */
void *inventory_grow(struct arena *arena, const void *array, size_t count, size_t size);

#endif
