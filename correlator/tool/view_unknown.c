/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/draft.h"
#include "tool/view.h"

enum { INDENT = 14, SOURCES_SHOWN = 4 };

static void put_count(struct page *page, int64_t count)
{
	struct text text = {0};

	page_number(&text, count);
	page_printf(page, STYLE_BOLD, "%*s", INDENT - 2, text_get(&text));
	page_to(page, INDENT);
	text_free(&text);
}

static void put_name(struct page *page, const json_t *row)
{
	const char *kind = view_string(row, "kind"), *name = view_string(row, "name");
	const char *trap = json_member_string(row, "trap", NULL);

	if (json_object_get(row, "others")) {
		page_put(page, STYLE_PLAIN, "others, in more shapes than are kept one by one");
		return;
	}
	page_printf(page, STYLE_CYAN, "%s%s%s%s%s%s", kind, name[0] ? " " : "",
		trap ? trap : name, trap ? " (" : "", trap ? name : "", trap ? ")" : "");
	page_printf(page, STYLE_PLAIN, "  %s", view_string(row, "shape"));
}

static void put_sources(struct page *page, const json_t *sources)
{
	const json_t *source;
	size_t i;

	json_array_foreach(sources, i, source) if (i < SOURCES_SHOWN)
		page_printf(page, STYLE_DIM, "%s%s", i ? ", " : "  from ",
			json_string_value(source) ? json_string_value(source) : "");
	if (json_array_size(sources) > SOURCES_SHOWN)
		page_put(page, STYLE_DIM, ", ...");
}

static void put_times(struct page *page, const json_t *row)
{
	const char *first = view_string(row, "first"), *last = view_string(row, "last");
	struct text text = {0};

	page_time(&text, first, NULL);
	text_string(&text, " to ");
	page_time(&text, last, first);
	page_to(page, INDENT);
	page_put(page, STYLE_DIM, text_get(&text));
	put_sources(page, json_object_get(row, "sources"));
	page_line(page);
	text_free(&text);
}

static void put_row(struct page *page, const json_t *row)
{
	const char *sample = view_string(row, "sample");

	put_count(page, json_member_integer(row, "count", 0));
	put_name(page, row);
	page_line(page);
	put_times(page, row);
	if (!sample[0])
		return;
	page_to(page, INDENT);
	page_put(page, STYLE_PLAIN, sample);
	page_line(page);
}

/* Lines as they are: they are for a file. */
static void put_draft(struct page *page, const json_t *row)
{
	struct text rule = {0};
	struct slice rest, line;

	if (draft_rule(row, &rule)) {
		page_line(page);
		page_put(page, STYLE_BOLD,
			"To begin a rule for the first, put this into a file of your rules and "
			"make it better:");
		page_line(page);
		rest = text_slice(&rule);
		while (slice_line(&rest, &line)) {
			page_printf(page, STYLE_PLAIN, "%.*s", SLICE_PRINT(line));
			page_line(page);
		}
	}
	text_free(&rule);
}

void view_unknown(const json_t *document, size_t most, struct page *page)
{
	const json_t *list = json_object_get(document, "unknown"), *row;
	const size_t count = json_array_size(list);
	size_t i;

	json_array_foreach(list, i, row) if (i < most) put_row(page, row);
	if (count > most) {
		page_printf(page, STYLE_DIM, "and %zu more: --most %zu shows them",
			count - most, count);
		page_line(page);
	}
	if (count > 0) {
		put_draft(page, json_array_get(list, 0));
		return;
	}
	page_put(page, STYLE_PLAIN, "Every message so far matched a rule.");
	page_line(page);
}
