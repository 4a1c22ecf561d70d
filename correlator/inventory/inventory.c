/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "inventory/inventory.h"

#include <string.h>

#include "base/table.h"
#include "inventory/inventory_index.h"
#include "inventory/upstream.h"

enum { NAME_MAXIMUM = 255 }; /* bytes of a node's name (RFC 1035) */

static void release_index(void *object)
{
	struct inventory_index *index = object;

	table_free(index->services);
	table_free(index->platforms);
	table_free(index->names);
	table_free(index->addresses);
	table_free(index->ports);
	table_free(index->links);
}

struct inventory *inventory_new(void)
{
	struct arena *arena = arena_new(0);
	struct inventory *inventory = arena_calloc(arena, 1, sizeof(*inventory));
	struct inventory_index *index = arena_calloc(arena, 1, sizeof(*index));

	inventory->arena = arena;
	inventory->base = UNKNOWN_CUSTOMERS;
	inventory->index = index;
	index->services = table_new(0);
	index->platforms = table_new(0);
	index->names = table_new(0);
	index->addresses = table_new(0);
	index->ports = table_new(0);
	index->links = table_new(0);
	arena_on_reset(arena, release_index, index);
	return inventory;
}

void inventory_free(struct inventory *inventory)
{
	if (inventory)
		arena_free(inventory->arena);
}

void *inventory_grow(struct arena *arena, const void *array, size_t count, size_t size)
{
	void *grown;

	if (count & (count - 1))
		return (void *)array;
	grown = arena_alloc(arena, (count ? 2 * count : 1) * size);
	if (count)
		memcpy(grown, array, count * size);
	return grown;
}

static const char *copy_string(struct arena *arena, const char *string)
{
	return string ? arena_string(arena, slice_of(string)) : "";
}

static const char **copy_strings(struct arena *arena, const char *const *strings, size_t count)
{
	const char **copy = arena_alloc(arena, count * sizeof(const char *));

	for (size_t i = 0; i < count; i++)
		copy[i] = copy_string(arena, strings[i]);
	return copy;
}

static void *copy_array(struct arena *arena, const void *array, size_t count, size_t size)
{
	void *copy = arena_alloc(arena, count * size);

	if (count)
		memcpy(copy, array, count * size);
	return copy;
}

struct service *inventory_add_service(struct inventory *inventory,
	const struct service *service, struct origin origin, struct report *report)
{
	struct inventory_index *index = inventory->index;
	const size_t count = inventory->service_count;
	const struct service *first = table_find(index->services, slice_of(service->id));
	struct service *copy;

	if (first) {
		report_error(report, origin, "service '%s' exists already (%s:%u)", service->id,
			index->service_origins[first->index].file,
			index->service_origins[first->index].line);
		return NULL;
	}
	copy = copy_array(inventory->arena, service, 1, sizeof(*service));
	copy->id = copy_string(inventory->arena, service->id);
	copy->population = service->population
				   ? copy_string(inventory->arena, service->population)
				   : copy->id;
	copy->index = count;
	inventory->services = inventory_grow(
		inventory->arena, inventory->services, count, sizeof(struct service *));
	index->service_origins = inventory_grow(
		inventory->arena, index->service_origins, count, sizeof(struct origin));
	inventory->services[count] = copy;
	index->service_origins[count] = origin;
	inventory->service_count++;
	table_set(index->services, slice_of(copy->id), copy);
	return copy;
}

struct platform *inventory_add_platform(
	struct inventory *inventory, const struct platform *platform, struct report *report)
{
	struct arena *arena = inventory->arena;
	struct inventory_index *index = inventory->index;
	const size_t count = inventory->platform_count;
	const struct platform *first = table_find(index->platforms, slice_of(platform->id));
	struct platform *copy;

	if (first) {
		report_error(report, platform->origin, "platform '%s' exists already (%s:%u)",
			platform->id, first->origin.file, first->origin.line);
		return NULL;
	}
	copy = copy_array(arena, platform, 1, sizeof(*platform));
	copy->id = copy_string(arena, platform->id);
	copy->index = count;
	copy->services = copy_array(
		arena, platform->services, platform->service_count, sizeof(struct carriage));
	copy->depends_on = copy_strings(arena, platform->depends_on, platform->depends_count);
	copy->upstreams = NULL;
	copy->upstream_count = 0;
	inventory->platforms =
		inventory_grow(arena, inventory->platforms, count, sizeof(struct platform *));
	inventory->platforms[count] = copy;
	inventory->platform_count++;
	table_set(index->platforms, slice_of(copy->id), copy);
	return copy;
}

/* The name in small letters, in `space`; data NULL if it is too long to be one. */
static struct slice small_letters(struct slice name, char space[NAME_MAXIMUM])
{
	if (name.length > NAME_MAXIMUM)
		return (struct slice){NULL, 0};
	for (size_t i = 0; i < name.length; i++) {
		const char byte = name.data[i];

		space[i] = byte >= 'A' && byte <= 'Z' ? (char)(byte + ('a' - 'A')) : byte;
	}
	return slice_make(space, name.length);
}

static struct node *find_name(const struct inventory *inventory, struct slice name)
{
	char space[NAME_MAXIMUM];
	const struct slice key = small_letters(name, space);

	return key.data && key.length ? table_find(inventory->index->names, key) : NULL;
}

static bool name_free(const struct inventory *inventory, const struct node *node,
	const char *name, struct report *report)
{
	const struct node *first = find_name(inventory, slice_of(name));

	if (strlen(name) == 0 || strlen(name) > NAME_MAXIMUM)
		return report_error(report, node->origin,
			"'%s' is not a node's name: it must have 1 to %d bytes", name,
			NAME_MAXIMUM);
	if (first)
		return report_error(report, node->origin,
			"the name '%s' belongs to node '%s' already (%s:%u)", name, first->name,
			first->origin.file, first->origin.line);
	return true;
}

static bool address_free(const struct inventory *inventory, const struct node *node,
	const struct address *address, struct report *report)
{
	const struct node *first = inventory_node_at(inventory, address);
	char text[ADDRESS_TEXT];

	if (!first)
		return true;
	return report_error(report, node->origin,
		"the address %s of node '%s' belongs to node '%s' already (%s:%u)",
		address_print(address, text), node->name, first->name, first->origin.file,
		first->origin.line);
}

static bool node_free(
	const struct inventory *inventory, const struct node *node, struct report *report)
{
	bool good = name_free(inventory, node, node->name, report);

	for (size_t i = 0; i < node->alias_count; i++)
		good = name_free(inventory, node, node->aliases[i], report) && good;
	for (size_t i = 0; i < node->address_count; i++)
		good = address_free(inventory, node, &node->addresses[i], report) && good;
	return good;
}

static void enter_name(struct inventory *inventory, const char *name, struct node *node)
{
	char space[NAME_MAXIMUM];
	const struct slice key = small_letters(slice_of(name), space);

	table_set(inventory->index->names, arena_copy(inventory->arena, key), node);
}

static void enter_node(struct inventory *inventory, struct node *node)
{
	enter_name(inventory, node->name, node);
	for (size_t i = 0; i < node->alias_count; i++)
		enter_name(inventory, node->aliases[i], node);
	for (size_t i = 0; i < node->address_count; i++)
		table_set(inventory->index->addresses,
			slice_make(node->addresses[i].bytes, sizeof(struct address)), node);
}

struct node *inventory_add_node(
	struct inventory *inventory, const struct node *node, struct report *report)
{
	struct arena *arena = inventory->arena;
	const size_t count = inventory->node_count;
	struct node *copy;

	if (!node_free(inventory, node, report))
		return NULL;
	copy = copy_array(arena, node, 1, sizeof(*node));
	copy->name = copy_string(arena, node->name);
	copy->index = count;
	copy->site = copy_string(arena, node->site);
	copy->role = copy_string(arena, node->role);
	copy->addresses =
		copy_array(arena, node->addresses, node->address_count, sizeof(struct address));
	copy->aliases = copy_strings(arena, node->aliases, node->alias_count);
	inventory->nodes =
		inventory_grow(arena, inventory->nodes, count, sizeof(struct node *));
	inventory->nodes[count] = copy;
	inventory->node_count++;
	enter_node(inventory, copy);
	return copy;
}

/* A platform that does not say how many units it has has as many as it has nodes. */
static void count_units(struct inventory *inventory)
{
	size_t *nodes =
		arena_calloc(inventory->arena, inventory->platform_count, sizeof(*nodes));

	for (size_t i = 0; i < inventory->node_count; i++)
		if (inventory->nodes[i]->platform)
			nodes[inventory->nodes[i]->platform->index]++;
	for (size_t i = 0; i < inventory->platform_count; i++)
		if (inventory->platforms[i]->units <= 0)
			inventory->platforms[i]->units = (int64_t)nodes[i];
}

void inventory_finish(struct inventory *inventory, struct report *report)
{
	count_units(inventory);
	upstream_compute(inventory, report);
}

const struct node *inventory_node(const struct inventory *inventory, struct slice name)
{
	const struct node *node = find_name(inventory, name);
	const size_t dot = slice_find(name, 0, '.');
	struct address address;

	if (node || dot == SIZE_MAX || address_parse(name, &address))
		return node;
	return find_name(inventory, slice_part(name, 0, dot));
}

const struct node *inventory_node_at(
	const struct inventory *inventory, const struct address *address)
{
	return table_find(inventory->index->addresses,
		slice_make(address->bytes, sizeof(address->bytes)));
}

const struct platform *inventory_platform(const struct inventory *inventory, struct slice id)
{
	return table_find(inventory->index->platforms, id);
}

const struct service *inventory_service(const struct inventory *inventory, struct slice id)
{
	return table_find(inventory->index->services, id);
}
