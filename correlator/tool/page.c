/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/page.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const codes[STYLES] = {
	[STYLE_PLAIN] = "",
	[STYLE_BOLD] = "1",
	[STYLE_DIM] = "2",
	[STYLE_RED] = "1;31",
	[STYLE_YELLOW] = "33",
	[STYLE_GREEN] = "32",
	[STYLE_CYAN] = "36",
};

struct page page_for(FILE *to)
{
	const char *no = getenv("NO_COLOR"), *terminal = getenv("TERM");
	bool dumb = !terminal || strcmp(terminal, "dumb") == 0;

	return (struct page){.colours = isatty(fileno(to)) && !dumb && !(no && no[0])};
}

void page_flush(struct page *page, FILE *to)
{
	fwrite(text_get(&page->text), 1, page->text.length, to);
	text_reset(&page->text);
	fflush(to);
}

void page_finish(struct page *page, FILE *to)
{
	page_flush(page, to);
	page_free(page);
}

void page_free(struct page *page)
{
	text_free(&page->text);
	*page = (struct page){0};
}

void page_json(struct page *page, const json_t *document)
{
	json_print(document, &page->text);
	text_byte(&page->text, '\n');
}

size_t page_width(struct slice text)
{
	size_t width = 0;

	for (size_t i = 0; i < text.length; i++)
		width += ((unsigned char)text.data[i] & 0xc0) != 0x80;
	return width;
}

static void put(struct page *page, enum style style, struct slice bytes)
{
	bool styled = page->colours && style != STYLE_PLAIN && bytes.length;
	size_t start;

	if (styled)
		text_printf(&page->text, "\033[%sm", codes[style]);
	start = page->text.length;
	text_clean(&page->text, bytes);
	page->column += page_width(slice_from(text_slice(&page->text), start));
	if (styled)
		text_string(&page->text, "\033[0m");
}

void page_put(struct page *page, enum style style, const char *string)
{
	put(page, style, slice_of(string));
}

void page_printf(struct page *page, enum style style, const char *format, ...)
{
	struct text text = {0};
	va_list arguments;

	va_start(arguments, format);
	text_vprintf(&text, format, arguments);
	va_end(arguments);
	put(page, style, text_slice(&text));
	text_free(&text);
}

void page_to(struct page *page, size_t column)
{
	size_t blanks = page->column < column ? column - page->column : page->column > 0;

	while (blanks-- > 0) {
		text_byte(&page->text, ' ');
		page->column++;
	}
}

/* No blanks stay at the end of a line. */
void page_line(struct page *page)
{
	struct text *text = &page->text;

	while (text->length && text->data[text->length - 1] == ' ')
		text->data[--text->length] = 0;
	text_byte(text, '\n');
	page->column = 0;
}

enum style page_severity(const char *name)
{
	static const struct {
		const char *name;
		enum style style;
	} looks[] = {
		{"critical", STYLE_RED},
		{"major", STYLE_RED},
		{"minor", STYLE_YELLOW},
		{"warning", STYLE_CYAN},
		{"cleared", STYLE_GREEN},
	};

	for (size_t i = 0; i < sizeof(looks) / sizeof(*looks); i++)
		if (strcmp(looks[i].name, name) == 0)
			return looks[i].style;
	return STYLE_PLAIN;
}

void page_number(struct text *out, int64_t number)
{
	char digits[32];
	int length = snprintf(digits, sizeof(digits), "%" PRId64, number);

	for (int i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0 && digits[i - 1] != '-')
			text_byte(out, ',');
		text_byte(out, digits[i]);
	}
}

void page_time(struct text *out, const char *time, const char *day)
{
	enum { DATE = 10, CLOCK = 8 };

	if (strlen(time) < DATE + 1 + CLOCK) {
		text_string(out, time);
		return;
	}
	if (!day || strncmp(time, day, DATE) != 0)
		text_printf(out, "%.*s ", DATE, time);
	text_printf(out, "%.*s", CLOCK, time + DATE + 1);
}
