/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "config/inventory_files.h"
#include "config/sheet.h"

enum column { COLUMN_NODE, COLUMN_PORT, COLUMN_NODE_B, COLUMN_PORT_B, COLUMN_LINK };

static const char *const columns[] = {
	[COLUMN_NODE] = "node",
	[COLUMN_PORT] = "port",
	[COLUMN_NODE_B] = "node_b",
	[COLUMN_PORT_B] = "port_b",
	[COLUMN_LINK] = "link",
	NULL,
};

/* An end whose node is not in nodes.csv joins nothing; CMDBs are full of them. */
static bool read_end(const struct inventory *inventory, const struct sheet *sheet,
	enum column node, enum column port, struct link_end *end)
{
	struct slice name = sheet_cell(sheet, node), written = sheet_cell(sheet, port);
	end->node = inventory_node(inventory, name);
	end->port = arena_string(sheet->arena, written);
	if (name.length == 0 || written.length == 0)
		return report_error(sheet->report, sheet_origin(sheet),
			"a link has a node and a port at both ends, and '%s' is empty here",
			columns[name.length ? port : node]);
	if (!end->node)
		report_doubt(sheet->report, sheet_origin(sheet),
			"the link is left out: nodes.csv has no node '%.*s'",
			SLICE_PRINT(name));
	return end->node != NULL;
}

static void read_link(void *context, const struct sheet *sheet)
{
	struct inventory *inventory = context;
	struct inventory_link link = {
		.id = arena_string(sheet->arena, sheet_cell(sheet, COLUMN_LINK)),
		.origin = sheet_origin(sheet),
	};
	if (read_end(inventory, sheet, COLUMN_NODE, COLUMN_PORT, &link.ends[0]) &&
		read_end(inventory, sheet, COLUMN_NODE_B, COLUMN_PORT_B, &link.ends[1]))
		inventory_add_link(inventory, &link, sheet->report);
}

void inventory_links_read(struct inventory *inventory, struct sources *sources,
	const char *path, struct report *report)
{
	struct sheet sheet = {
		.path = arena_string(inventory->arena, slice_of(path)),
		.columns = columns,
		.required = COLUMN_PORT_B + 1,
		.report = report,
	};
	sheet_read(&sheet, sources, read_link, inventory);
}
