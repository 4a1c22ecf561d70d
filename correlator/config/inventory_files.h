/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The files of the inventory (doc/formats.md, 5): each adds what it says to an inventory, and
 * reports what it cannot use. inventory_finish() is the caller's.
 */
#ifndef CONFIG_INVENTORY_FILES_H
#define CONFIG_INVENTORY_FILES_H

#include "config/sources.h"
#include "inventory/inventory.h"

/* platforms.cfg: base, services, platforms. False when the file could not be read at all. */
bool inventory_platforms_read(struct inventory *inventory, struct sources *sources,
	const char *path, struct report *report);
/* nodes.csv; after the platforms. An unknown platform is told once, at its first node; not at
 * all when `platforms_known` is false. */
void inventory_nodes_read(struct inventory *inventory, struct sources *sources,
	const char *path, bool platforms_known, struct report *report);
/* links.csv; after the nodes. An unknown node is told for each row, as a doubt: the link is
 * left out. */
void inventory_links_read(struct inventory *inventory, struct sources *sources,
	const char *path, struct report *report);

#endif
