/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Links: found by either end, a node and a port of it.
 */
#include <string.h>

#include "inventory/inventory_index.h"

static struct slice port_key(struct text *out, const struct node *node, struct slice port)
{
	text_reset(out);
	text_printf(out, "%zu ", node->index);
	text_append(out, port);
	return text_slice(out);
}

static bool is_free(const struct inventory *inventory, const struct inventory_link *link,
	const struct link_end *end, struct report *report)
{
	const struct inventory_link *first =
		inventory_link_at(inventory, end->node, slice_of(end->port));

	if (!first)
		return true;
	return report_error(report, link->origin,
		"port '%s' of node '%s' has the link '%s' already (%s:%u)", end->port,
		end->node->name, first->id, first->origin.file, first->origin.line);
}

static int compare_ends(const struct link_end *a, const struct link_end *b)
{
	int nodes = strcmp(a->node->name, b->node->name);

	return nodes ? nodes : strcmp(a->port, b->port);
}

/* One id has one link, and one port has one. */
static bool link_free(const struct inventory *inventory, const struct inventory_link *link,
	struct report *report)
{
	const struct inventory_link *first = inventory_link(inventory, slice_of(link->id));
	const struct link_end *ends = link->ends;

	if (compare_ends(&ends[0], &ends[1]) == 0)
		return report_error(report, link->origin,
			"both ends of the link are port '%s' of node '%s'", ends[0].port,
			ends[0].node->name);
	if (first)
		return report_error(report, link->origin, "link '%s' exists already (%s:%u)",
			link->id, first->origin.file, first->origin.line);
	return is_free(inventory, link, &ends[0], report) &&
	       is_free(inventory, link, &ends[1], report);
}

/* The same link whichever end an export writes first: ids and digests must not depend on it. */
static struct inventory_link *copy_link(
	struct arena *arena, const struct inventory_link *link, size_t index)
{
	struct inventory_link *copy = arena_alloc(arena, sizeof(*copy));
	const bool turn = compare_ends(&link->ends[0], &link->ends[1]) > 0;

	*copy = *link;
	copy->index = index;
	copy->digest = table_hash(0, slice_of(link->id ? link->id : ""));
	for (size_t i = 0; i < 2; i++) {
		const struct link_end *end = &link->ends[turn ? 1 - i : i];

		copy->ends[i].node = end->node;
		copy->ends[i].port = arena_string(arena, slice_of(end->port));
		copy->digest = table_hash(copy->digest, slice_of(end->node->name));
		copy->digest = table_hash(copy->digest, slice_of(end->port));
	}
	copy->id = link->id && link->id[0]
			   ? arena_string(arena, slice_of(link->id))
			   : arena_printf(arena, "%s %s - %s %s", copy->ends[0].node->name,
				     copy->ends[0].port, copy->ends[1].node->name,
				     copy->ends[1].port);
	return copy;
}

static void enter_link(struct inventory *inventory, struct inventory_link *link)
{
	struct text key = {0};

	table_set(inventory->index->links, slice_of(link->id), link);
	for (size_t i = 0; i < 2; i++) {
		port_key(&key, link->ends[i].node, slice_of(link->ends[i].port));
		table_set(inventory->index->ports,
			arena_copy(inventory->arena, text_slice(&key)), link);
	}
	text_free(&key);
}

struct inventory_link *inventory_add_link(
	struct inventory *inventory, const struct inventory_link *link, struct report *report)
{
	const size_t count = inventory->link_count;
	struct inventory_link *copy = copy_link(inventory->arena, link, count);

	if (!link_free(inventory, copy, report))
		return NULL;
	inventory->links = inventory_grow(
		inventory->arena, inventory->links, count, sizeof(struct inventory_link *));
	inventory->links[count] = copy;
	inventory->link_count++;
	enter_link(inventory, copy);
	return copy;
}

const struct inventory_link *inventory_link(const struct inventory *inventory, struct slice id)
{
	return table_find(inventory->index->links, id);
}

const struct inventory_link *inventory_link_at(
	const struct inventory *inventory, const struct node *node, struct slice port)
{
	struct text key = {0};
	const struct inventory_link *link =
		node ? table_find(inventory->index->ports, port_key(&key, node, port)) : NULL;

	text_free(&key);
	return link;
}

void inventory_link_print(const struct inventory_link *link, struct slice node,
	struct slice port, struct text *out)
{
	if (link) {
		text_string(out, link->id);
		return;
	}
	text_append(out, node);
	text_byte(out, ' ');
	text_append(out, port);
}
