/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/view.h"

#include <inttypes.h>
#include <string.h>

#include "tool/grid.h"

static void put_addresses(struct grid *grid, const json_t *addresses)
{
	struct text text = {0};
	const json_t *address;
	size_t i;

	json_array_foreach(addresses, i, address) text_printf(&text, "%s%s", i ? ", " : "",
		json_string_value(address) ? json_string_value(address) : "");
	grid_put(grid, i > 1 ? STYLE_YELLOW : STYLE_PLAIN, i ? text_get(&text) : "none yet");
	text_free(&text);
}

static void put_time(struct grid *grid, const json_t *engine, const char *member)
{
	struct text text = {0};

	page_time(&text, view_string(engine, member), NULL);
	grid_put(grid, STYLE_PLAIN, text_get(&text));
	text_free(&text);
}

static void put_refused(struct grid *grid, int64_t count)
{
	struct text text = {0};

	page_number(&text, count);
	grid_put(grid, count ? STYLE_YELLOW : STYLE_PLAIN, text_get(&text));
	text_free(&text);
}

static void put_engine(struct grid *grid, const json_t *engine)
{
	const char *state = view_string(engine, "state");
	bool pending = strcmp(state, "pending") == 0;

	grid_put(grid, STYLE_BOLD, view_string(engine, "engine"));
	grid_put(grid, pending ? STYLE_YELLOW : STYLE_PLAIN, state);
	grid_put(grid, STYLE_PLAIN, view_string(engine, "user"));
	put_addresses(grid, json_object_get(engine, "addresses"));
	grid_number(grid, json_member_integer(engine, "boots", 0));
	put_time(grid, engine, "first");
	put_time(grid, engine, "last");
	grid_number(grid, json_member_integer(engine, "taken", 0));
	put_refused(grid, json_member_integer(engine, "refused", 0));
}

static void put_own(struct page *page, const json_t *document)
{
	const json_t *own = json_object_get(document, "own");

	if (json_object_size(own) == 0)
		page_put(page, STYLE_PLAIN, "No user of SNMPv3 is configured.");
	else
		page_printf(page, STYLE_DIM,
			"Our own engine, for informs: %s, boots %" PRId64 ". New engines: %s.",
			view_string(own, "engine"), json_member_integer(own, "boots", 0),
			view_string(document, "enrol"));
	page_line(page);
}

void view_engines(const json_t *document, struct page *page)
{
	static const char *const titles[] = {"ENGINE", "STATE", "USER", "ADDRESSES", ">BOOTS",
		"FIRST", "LAST", ">TAKEN", ">REFUSED", NULL};
	const json_t *list = json_object_get(document, "engines"), *engine;
	struct grid grid = {.titles = titles};
	size_t i;

	json_array_foreach(list, i, engine) put_engine(&grid, engine);
	if (grid.count > 0) {
		grid_print(&grid, page);
		page_line(page);
	}
	put_own(page, document);
}
