/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "config/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text.h"

/* Rows as "line:cell|cell|cell;" and errors as "line!". */
static const struct row {
	const char *content;
	const char *want;
} rows[] = {
	{"", ""},
	{"a", "1:a;"},
	{"a,b,c\nd,e,f\n", "1:a|b|c;2:d|e|f;"},
	{"a,b\r\nc,d\r\n", "1:a|b;2:c|d;"},
	{"a,b\rc,d\r", "1:a|b;2:c|d;"},
	{"a,,c\n,,\n", "1:a||c;2:||;"},
	{" a , b\t\n", "1:a|b;"},
	{"\n\n  \na\n", "4:a;"},
	{"\xef\xbb\xbf"
	 "a\n",
		"1:a;"},
	{"\"a\",\"b,c\"\n", "1:a|b,c;"},
	{"\"say \"\"yes\"\"\",\"\"\n", "1:say \"yes\"|;"},
	{"\"a\nb\nc\",d\ne\n", "1:a\nb\nc|d;4:e;"},
	{"a,\"b\nc,d\n", "1!2:c|d;"},
	{"\"a\"b,c\nd\n", "1!2:d;"},
	{"a\"b,c\n", "1:a\"b|c;"},
};

static void read_all(const char *content, struct text *out)
{
	struct arena *arena = arena_new(0);
	struct csv csv = csv_of(slice_of(content));
	struct csv_row row;
	struct error error;
	for (;;) {
		bool good = csv_next(&csv, arena, &row, &error);
		if (!good && !error.text[0])
			break;
		text_printf(out, "%u%c", row.line, good ? ':' : '!');
		for (size_t i = 0; good && i < row.count; i++)
			text_printf(out, "%s%.*s", i ? "|" : "", SLICE_PRINT(row.cells[i]));
		text_string(out, good ? ";" : "");
	}
	arena_free(arena);
}

static void rows_are_cut_as_rfc_4180_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct text text = {0};
		read_all(rows[i].content, &text);
		assert_string_equal(text_get(&text), rows[i].want);
		text_free(&text);
	}
}

static void too_many_cells_are_an_error(void **state)
{
	struct text content = {0}, out = {0};
	(void)state;
	for (int i = 0; i < CSV_COLUMNS; i++)
		text_byte(&content, ',');
	text_string(&content, "\na\n");
	read_all(text_get(&content), &out);
	assert_string_equal(text_get(&out), "1!2:a;");
	text_free(&content);
	text_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_cut_as_rfc_4180_says),
		cmocka_unit_test(too_many_cells_are_an_error),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
