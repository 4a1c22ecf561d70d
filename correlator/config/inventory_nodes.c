/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include <stdio.h>
#include <string.h>

#include "base/option.h"
#include "base/table.h"
#include "config/csv.h"
#include "config/ids.h"
#include "config/inventory_files.h"

enum column {
	COLUMN_NODE,
	COLUMN_ADDRESSES,
	COLUMN_ALIASES,
	COLUMN_PLATFORM,
	COLUMN_SITE,
	COLUMN_ROLE,
	COLUMNS,
};

static const char *const column_names[COLUMNS] = {
	[COLUMN_NODE] = "node",
	[COLUMN_ADDRESSES] = "addresses",
	[COLUMN_ALIASES] = "aliases",
	[COLUMN_PLATFORM] = "platform",
	[COLUMN_SITE] = "site",
	[COLUMN_ROLE] = "role",
};

/* One table being read. The arena holds one row at a time. */
struct nodes {
	struct inventory *inventory;
	struct report *report;
	struct arena *arena;
	const char *path;      /* in the inventory's arena */
	size_t place[COLUMNS]; /* which cell holds it; SIZE_MAX: not in the table */
	struct csv_row row;
	bool platforms_known;
	struct ids unknown; /* platforms that were told to be unknown; names in the inventory */
};

static struct origin row_origin(const struct nodes *nodes)
{
	return (struct origin){nodes->path, nodes->row.line};
}

static struct slice cell(const struct nodes *nodes, enum column column)
{
	size_t place = nodes->place[column];
	return place < nodes->row.count ? nodes->row.cells[place] : (struct slice){0};
}

/* A doubt only: an export may well have columns that we have no use for. */
static void unused_column(const struct nodes *nodes, struct slice name)
{
	const char *written = arena_string(nodes->arena, name);
	const char *meant = NULL;
	for (size_t i = 0; i < COLUMNS && !meant; i++)
		if (nodes->place[i] == SIZE_MAX && option_near(written, column_names[i]))
			meant = column_names[i];
	if (meant)
		report_doubt(nodes->report, row_origin(nodes),
			"the column '%s' is not used: did you mean '%s'?", written, meant);
	else
		report_doubt(nodes->report, row_origin(nodes),
			"the column '%s' is not used: those used are node, addresses, aliases, "
			"platform, site, role",
			written);
}

static bool read_header(struct nodes *nodes)
{
	for (size_t i = 0; i < COLUMNS; i++) {
		nodes->place[i] = SIZE_MAX;
		for (size_t j = 0; j < nodes->row.count; j++)
			if (slice_equals_caseless(nodes->row.cells[j], column_names[i]))
				nodes->place[i] = j;
	}
	for (size_t j = 0; j < nodes->row.count; j++) {
		size_t i = 0;
		while (i < COLUMNS && nodes->place[i] != j)
			i++;
		if (i == COLUMNS)
			unused_column(nodes, nodes->row.cells[j]);
	}
	return nodes->place[COLUMN_NODE] != SIZE_MAX ||
	       report_error(nodes->report, row_origin(nodes),
		       "the first line must name the columns, and one of them must be 'node'");
}

static size_t count_words(struct slice text)
{
	size_t count = 0;
	while (slice_word(&text).length)
		count++;
	return count;
}

static void read_addresses(struct nodes *nodes, struct node *node)
{
	struct slice rest = cell(nodes, COLUMN_ADDRESSES), word;
	node->addresses =
		arena_calloc(nodes->arena, count_words(rest), sizeof(*node->addresses));
	while ((word = slice_word(&rest)).length) {
		if (address_parse(word, &node->addresses[node->address_count]))
			node->address_count++;
		else
			report_error(nodes->report, row_origin(nodes),
				"'%.*s' is no address: write 10.1.2.3 or 2001:db8::1, and "
				"blanks "
				"between several",
				SLICE_PRINT(word));
	}
}

static void read_aliases(struct nodes *nodes, struct node *node)
{
	struct slice rest = cell(nodes, COLUMN_ALIASES), word;
	node->aliases = arena_calloc(nodes->arena, count_words(rest), sizeof(*node->aliases));
	while ((word = slice_word(&rest)).length)
		node->aliases[node->alias_count++] = arena_string(nodes->arena, word);
}

static void unknown_platform(struct nodes *nodes, struct slice id)
{
	const char *written = arena_string(nodes->arena, id);
	const struct inventory *inventory = nodes->inventory;
	if (!nodes->platforms_known || ids_has(&nodes->unknown, written))
		return;
	ids_claim(&nodes->unknown, arena_string(inventory->arena, id), row_origin(nodes),
		nodes->report);
	const char *meant = NULL;
	for (size_t i = 0; i < inventory->platform_count && !meant; i++)
		if (option_near(written, inventory->platforms[i]->id))
			meant = inventory->platforms[i]->id;
	if (meant)
		report_error(nodes->report, row_origin(nodes),
			"unknown platform '%s': did you mean '%s'?", written, meant);
	else
		report_error(nodes->report, row_origin(nodes),
			"unknown platform '%s': platforms.cfg has no platform of this id",
			written);
}

static void read_platform(struct nodes *nodes, struct node *node)
{
	struct slice id = cell(nodes, COLUMN_PLATFORM);
	if (id.length == 0)
		return;
	node->platform = inventory_platform(nodes->inventory, id);
	if (!node->platform)
		unknown_platform(nodes, id);
}

/* Of the cells, whatever the order of the columns. */
static uint64_t row_digest(const struct nodes *nodes)
{
	uint64_t digest = 0;
	for (int column = 0; column < COLUMNS; column++)
		digest = table_hash(digest, cell(nodes, (enum column)column));
	return digest;
}

static void read_node(struct nodes *nodes)
{
	struct slice name = cell(nodes, COLUMN_NODE);
	if (name.length == 0) {
		report_error(nodes->report, row_origin(nodes), "this row names no node");
		return;
	}
	struct node node = {
		.name = arena_string(nodes->arena, name),
		.origin = row_origin(nodes),
		.digest = row_digest(nodes),
		.site = arena_string(nodes->arena, cell(nodes, COLUMN_SITE)),
		.role = arena_string(nodes->arena, cell(nodes, COLUMN_ROLE)),
	};
	read_addresses(nodes, &node);
	read_aliases(nodes, &node);
	read_platform(nodes, &node);
	inventory_add_node(nodes->inventory, &node, nodes->report);
}

/* The next good row; bad ones are reported and skipped. */
static bool next_row(struct nodes *nodes, struct csv *csv)
{
	for (;;) {
		struct error error;
		arena_reset(nodes->arena);
		if (csv_next(csv, nodes->arena, &nodes->row, &error))
			return true;
		if (!error.text[0])
			return false;
		report_error(nodes->report, row_origin(nodes), "%s", error.text);
	}
}

static void read_rows(struct nodes *nodes, struct slice content)
{
	struct csv csv = csv_of(content);
	if (!next_row(nodes, &csv)) {
		report_doubt(
			nodes->report, (struct origin){nodes->path, 0}, "the file is empty");
		return;
	}
	if (!read_header(nodes))
		return;
	while (next_row(nodes, &csv))
		read_node(nodes);
}

void inventory_nodes_read(struct inventory *inventory, struct sources *sources,
	const char *path, bool platforms_known, struct report *report)
{
	struct nodes nodes = {
		.inventory = inventory,
		.report = report,
		.path = arena_string(inventory->arena, slice_of(path)),
		.platforms_known = platforms_known,
		.unknown = {.what = "platform"},
	};
	const struct source *source =
		sources_read(sources, path, (struct origin){nodes.path, 0}, report);
	if (!source)
		return;
	nodes.arena = arena_new(0);
	read_rows(&nodes, source->content);
	ids_free(&nodes.unknown);
	arena_free(nodes.arena);
}
