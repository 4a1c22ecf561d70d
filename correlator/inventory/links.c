/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Links: found by either end, a node and a port of it.
 */
#include "base/text.h"
#include "inventory/inventory_index.h"

/* A link's end, as a port leads to it. */
struct plug {
	const struct inventory_link *link;
	unsigned end;
};

static struct slice port_key(struct text *out, const struct node *node, struct slice port)
{
	text_reset(out);
	text_printf(out, "%zu ", node->index);
	text_append(out, port);
	return text_slice(out);
}

static const struct plug *plug_at(
	const struct inventory *inventory, const struct node *node, struct slice port)
{
	struct text key = {0};
	const struct plug *plug =
		table_find(inventory->index->ports, port_key(&key, node, port));

	text_free(&key);
	return plug;
}

static bool is_free(const struct inventory *inventory, const struct inventory_link *link,
	unsigned end, struct report *report)
{
	const struct link_end *is = &link->ends[end];
	const struct plug *first = plug_at(inventory, is->node, slice_of(is->port));

	if (!first)
		return true;
	return report_error(report, link->origin,
		"port '%s' of node '%s' has the link '%s' already (%s:%u)", is->port,
		is->node->name, first->link->id, first->link->origin.file,
		first->link->origin.line);
}

static void plug_in(
	struct inventory *inventory, const struct inventory_link *link, unsigned end)
{
	struct plug *plug = arena_alloc(inventory->arena, sizeof(*plug));
	struct text key = {0};

	*plug = (struct plug){link, end};
	port_key(&key, link->ends[end].node, slice_of(link->ends[end].port));
	table_set(
		inventory->index->ports, arena_copy(inventory->arena, text_slice(&key)), plug);
	text_free(&key);
}

static const char *id_of(struct arena *arena, const struct inventory_link *link)
{
	const struct link_end *a = &link->ends[0], *b = &link->ends[1];

	if (link->id && link->id[0])
		return arena_string(arena, slice_of(link->id));
	return arena_printf(
		arena, "%s %s - %s %s", a->node->name, a->port, b->node->name, b->port);
}

struct inventory_link *inventory_add_link(
	struct inventory *inventory, const struct inventory_link *link, struct report *report)
{
	struct arena *arena = inventory->arena;
	const size_t count = inventory->link_count;
	const char *id = id_of(arena, link);
	const struct inventory_link *first = table_find(inventory->index->links, slice_of(id));
	struct inventory_link *copy;

	if (first) {
		report_error(report, link->origin, "link '%s' exists already (%s:%u)", id,
			first->origin.file, first->origin.line);
		return NULL;
	}
	if (!is_free(inventory, link, 0, report) || !is_free(inventory, link, 1, report))
		return NULL;
	copy = arena_alloc(arena, sizeof(*copy));
	*copy = *link;
	copy->id = id;
	copy->index = count;
	for (unsigned end = 0; end < 2; end++)
		copy->ends[end].port = arena_string(arena, slice_of(link->ends[end].port));
	inventory->links =
		inventory_grow(arena, inventory->links, count, sizeof(struct inventory_link *));
	inventory->links[count] = copy;
	inventory->link_count++;
	table_set(inventory->index->links, slice_of(copy->id), copy);
	plug_in(inventory, copy, 0);
	plug_in(inventory, copy, 1);
	return copy;
}

const struct inventory_link *inventory_link_at(const struct inventory *inventory,
	const struct node *node, struct slice port, unsigned *end)
{
	const struct plug *plug = plug_at(inventory, node, port);

	if (!plug)
		return NULL;
	*end = plug->end;
	return plug->link;
}
