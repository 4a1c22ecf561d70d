/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/view.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/duration.h"
#include "tool/grid.h"

enum { SILENCE_LEAST = 60, SILENCE_TIMES = 10, SKEW_SECONDS = 30, PARSED_TIMES = 10 };

static void put_doubt(struct text *text, bool doubtful, const char *words)
{
	if (doubtful)
		text_printf(text, "%s%s", text->length ? ", " : "", words);
}

static bool is_silent(const json_t *source)
{
	const json_t *pause = json_object_get(source, "usual_pause");
	int64_t silent = json_member_integer(source, "silent", 0);

	return pause && silent >= SILENCE_LEAST &&
	       silent > SILENCE_TIMES * json_integer_value(pause);
}

static int64_t skew_of(const json_t *source)
{
	return json_member_integer(json_object_get(source, "skew"), "median", 0) / 1000;
}

static bool is_off(const json_t *source)
{
	return llabs(skew_of(source)) > SKEW_SECONDS;
}

static bool is_garbled(const json_t *source)
{
	int64_t malformed = json_member_integer(source, "malformed", 0);

	return malformed * PARSED_TIMES > json_member_integer(source, "journaled", 0);
}

static void put_doubts(struct grid *grid, const json_t *source)
{
	struct text text = {0};

	put_doubt(&text, is_silent(source), "silent");
	put_doubt(&text, json_object_size(json_object_get(source, "refused")) > 0, "refused");
	put_doubt(&text, is_off(source), "clock");
	put_doubt(&text, is_garbled(source), "not understood");
	grid_put(grid, STYLE_YELLOW, text_get(&text));
	text_free(&text);
}

static void put_clock(struct grid *grid, const json_t *source)
{
	int64_t skew = skew_of(source);
	char span[DURATION_TEXT], text[DURATION_TEXT + 1];

	if (!json_object_get(source, "skew")) {
		grid_put(grid, STYLE_DIM, "none");
		return;
	}
	duration_print(llabs(skew) * SECONDS, span);
	snprintf(text, sizeof(text), "%s%s", skew < 0 ? "-" : skew > 0 ? "+" : "", span);
	grid_put(grid, is_off(source) ? STYLE_YELLOW : STYLE_PLAIN, text);
}

static void put_name(struct grid *grid, const json_t *source)
{
	const json_t *others = json_object_get(source, "others");
	struct text text = {0};

	if (others)
		page_number(&text, json_integer_value(others));
	text_string(&text, others ? " others" : view_string(source, "address"));
	grid_put(grid, STYLE_BOLD, text_get(&text));
	text_free(&text);
}

static void put_heard(struct grid *grid, const json_t *source)
{
	char silent[DURATION_TEXT];
	struct text text = {0};

	page_time(&text, view_string(source, "last"), NULL);
	grid_put(grid, STYLE_PLAIN, text_get(&text));
	duration_print(json_member_integer(source, "silent", 0) * SECONDS, silent);
	grid_put(grid, is_silent(source) ? STYLE_YELLOW : STYLE_PLAIN, silent);
	text_free(&text);
}

static void put_source(struct grid *grid, const json_t *source)
{
	put_name(grid, source);
	grid_put(grid, STYLE_PLAIN, view_string(source, "listener"));
	put_heard(grid, source);
	grid_number(grid, json_member_integer(source, "last_minute", 0));
	grid_number(grid, json_member_integer(source, "journaled", 0));
	grid_number(grid, json_member_integer(source, "shed", 0));
	view_refusals(grid, json_object_get(source, "refused"));
	grid_number(grid, json_member_integer(source, "malformed", 0));
	grid_put(grid, STYLE_PLAIN, view_string(source, "dialect"));
	put_clock(grid, source);
	put_doubts(grid, source);
}

void view_sources(const json_t *document, struct page *page)
{
	static const char *const titles[] = {"SOURCE", "LISTENER", "LAST HEARD", ">SILENT FOR",
		">LAST MINUTE", ">JOURNALED", ">SHED", "REFUSED", ">MALFORMED", "DIALECT", ">CLOCK",
		"DOUBT", NULL};
	const json_t *list = json_object_get(document, "sources"), *source;
	struct grid grid = {.titles = titles};
	size_t i;

	json_array_foreach(list, i, source) put_source(&grid, source);
	if (json_array_size(list) > 0) {
		grid_print(&grid, page);
		return;
	}
	page_put(page, STYLE_PLAIN, "No such sender was heard since the daemon started.");
	page_line(page);
}
