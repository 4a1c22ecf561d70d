/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/option.h"
#include "config/ids.h"
#include "config/inventory_files.h"
#include "config/sheet.h"

enum column {
	COLUMN_NODE,
	COLUMN_ADDRESSES,
	COLUMN_ALIASES,
	COLUMN_PLATFORM,
	COLUMN_SITE,
	COLUMN_ROLE
};

static const char *const columns[] = {
	[COLUMN_NODE] = "node",
	[COLUMN_ADDRESSES] = "addresses",
	[COLUMN_ALIASES] = "aliases",
	[COLUMN_PLATFORM] = "platform",
	[COLUMN_SITE] = "site",
	[COLUMN_ROLE] = "role",
	NULL,
};

struct nodes {
	struct inventory *inventory;
	const struct sheet *sheet; /* its arena holds one row at a time */
	bool platforms_known;
	struct ids unknown; /* platforms that were told to be unknown; names in the inventory */
};

static size_t count_words(struct slice text)
{
	size_t count = 0;
	while (slice_word(&text).length)
		count++;
	return count;
}

static void read_addresses(struct nodes *nodes, struct node *node)
{
	struct slice rest = sheet_cell(nodes->sheet, COLUMN_ADDRESSES), word;
	node->addresses =
		arena_calloc(nodes->sheet->arena, count_words(rest), sizeof(*node->addresses));
	while ((word = slice_word(&rest)).length) {
		if (address_parse(word, &node->addresses[node->address_count]))
			node->address_count++;
		else
			report_error(nodes->sheet->report, sheet_origin(nodes->sheet),
				"'%.*s' is no address: write 10.1.2.3 or 2001:db8::1, and "
				"blanks "
				"between several",
				SLICE_PRINT(word));
	}
}

static void read_aliases(struct nodes *nodes, struct node *node)
{
	struct slice rest = sheet_cell(nodes->sheet, COLUMN_ALIASES), word;
	node->aliases =
		arena_calloc(nodes->sheet->arena, count_words(rest), sizeof(*node->aliases));
	while ((word = slice_word(&rest)).length)
		node->aliases[node->alias_count++] = arena_string(nodes->sheet->arena, word);
}

static void unknown_platform(struct nodes *nodes, struct slice id)
{
	const char *written = arena_string(nodes->sheet->arena, id);
	const struct inventory *inventory = nodes->inventory;
	if (!nodes->platforms_known || ids_has(&nodes->unknown, written))
		return;
	ids_claim(&nodes->unknown, arena_string(inventory->arena, id),
		sheet_origin(nodes->sheet), nodes->sheet->report);
	const char *meant = NULL;
	for (size_t i = 0; i < inventory->platform_count && !meant; i++)
		if (option_near(written, inventory->platforms[i]->id))
			meant = inventory->platforms[i]->id;
	if (meant)
		report_error(nodes->sheet->report, sheet_origin(nodes->sheet),
			"unknown platform '%s': did you mean '%s'?", written, meant);
	else
		report_error(nodes->sheet->report, sheet_origin(nodes->sheet),
			"unknown platform '%s': platforms.cfg has no platform of this id",
			written);
}

static void read_platform(struct nodes *nodes, struct node *node)
{
	struct slice id = sheet_cell(nodes->sheet, COLUMN_PLATFORM);
	if (id.length == 0)
		return;
	node->platform = inventory_platform(nodes->inventory, id);
	if (!node->platform)
		unknown_platform(nodes, id);
}

static void read_node(void *context, const struct sheet *sheet)
{
	struct nodes *nodes = context;
	struct slice name = sheet_cell(nodes->sheet, COLUMN_NODE);
	if (name.length == 0) {
		report_error(nodes->sheet->report, sheet_origin(nodes->sheet),
			"this row names no node");
		return;
	}
	struct node node = {
		.name = arena_string(nodes->sheet->arena, name),
		.origin = sheet_origin(nodes->sheet),
		.digest = sheet_digest(sheet),
		.site = arena_string(
			nodes->sheet->arena, sheet_cell(nodes->sheet, COLUMN_SITE)),
		.role = arena_string(
			nodes->sheet->arena, sheet_cell(nodes->sheet, COLUMN_ROLE)),
	};
	read_addresses(nodes, &node);
	read_aliases(nodes, &node);
	read_platform(nodes, &node);
	inventory_add_node(nodes->inventory, &node, nodes->sheet->report);
}

void inventory_nodes_read(struct inventory *inventory, struct sources *sources,
	const char *path, bool platforms_known, struct report *report)
{
	struct sheet sheet = {
		.path = arena_string(inventory->arena, slice_of(path)),
		.columns = columns,
		.required = 1,
		.report = report,
	};
	struct nodes nodes = {
		.inventory = inventory,
		.sheet = &sheet,
		.platforms_known = platforms_known,
		.unknown = {.what = "platform"},
	};
	sheet_read(&sheet, sources, read_node, &nodes);
	ids_free(&nodes.unknown);
}
