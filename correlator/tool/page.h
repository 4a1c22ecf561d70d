/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Text for people: columns, and colours where a terminal shows them. Whatever is put on a page
 * is cleaned (text_clean), since much of it came from the network.
 */
#ifndef TOOL_PAGE_H
#define TOOL_PAGE_H

#include <stdio.h>

#include "base/json.h"

enum style {
	STYLE_PLAIN,
	STYLE_BOLD,
	STYLE_DIM,
	STYLE_RED,
	STYLE_YELLOW,
	STYLE_GREEN,
	STYLE_CYAN,
	STYLES,
};

struct page {
	struct text text; /* so far */
	bool colours;
	size_t column; /* visible characters on the line so far */
};

/* Zero-initialised means no colours; this asks whether `to` is a terminal, and NO_COLOR. */
struct page page_for(FILE *to);
/* Writes the page and frees it. */
void page_finish(struct page *page, FILE *to);
/* Writes what is there so far, and goes on. */
void page_flush(struct page *page, FILE *to);
void page_free(struct page *page);

void page_put(struct page *page, enum style style, const char *string);
void page_printf(struct page *page, enum style style, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Blanks up to a column, one at least unless the line is empty. */
void page_to(struct page *page, size_t column);
void page_line(struct page *page);

/* A document on one line, as it is. */
void page_json(struct page *page, const json_t *document);

/* Visible characters of clean text: code points. */
size_t page_width(struct slice text);
/* How a severity looks. */
enum style page_severity(const char *name);
/* "1,234,567" */
void page_number(struct text *out, int64_t number);
/* Of RFC 3339 "2012-08-29 12:00:03"; the clock alone when the day is that of `day` (may be
 * NULL). */
void page_time(struct text *out, const char *time, const char *day);

#endif
