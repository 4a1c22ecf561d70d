/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Saved documents of the control socket and the pages that must come of them, in tests/golden.
 * GOLDEN=write writes what is printed now; the difference is for a person to judge.
 */
#include "tool/view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void read_file(const char *name, const char *ending, struct text *out)
{
	const char *top = getenv("top_srcdir");
	struct text path = {0};
	char block[4096];
	size_t got;
	FILE *file;

	text_printf(&path, "%s/tests/golden/%s.%s", top ? top : ".", name, ending);
	file = fopen(text_get(&path), "r");
	if (!file)
		print_error("cannot read %s\n", text_get(&path));
	assert_non_null(file);
	while ((got = fread(block, 1, sizeof(block), file)) > 0)
		text_append(out, slice_make(block, got));
	fclose(file);
	text_free(&path);
}

static void write_file(const char *name, const struct text *text)
{
	struct text path = {0};
	FILE *file;

	text_printf(&path, "%s/tests/golden/%s.txt", getenv("top_srcdir"), name);
	file = fopen(text_get(&path), "w");
	assert_non_null(file);
	fwrite(text->data, 1, text->length, file);
	fclose(file);
	text_free(&path);
}

static void view_all(const json_t *document, struct page *page)
{
	view_incidents(document, true, page);
}

static void view_open(const json_t *document, struct page *page)
{
	view_incidents(document, false, page);
}

static void view_few_unknown(const json_t *document, struct page *page)
{
	view_unknown(document, 4, page);
}

static const struct golden {
	const char *name;
	void (*view)(const json_t *document, struct page *page);
} goldens[] = {
	{"incident_open", view_incident},
	{"incident_closed", view_incident},
	{"incidents", view_all},
	{"status", view_status},
	{"sources", view_sources},
	{"unknown", view_few_unknown},
	{"audit", view_audit},
};

static void pages_are_as_reviewed(void **state)
{
	const char *mode = getenv("GOLDEN");

	(void)state;
	for (size_t i = 0; i < sizeof(goldens) / sizeof(*goldens); i++) {
		struct text json = {0}, want = {0};
		struct page page = {0};
		json_t *document;
		struct error error;

		read_file(goldens[i].name, "json", &json);
		document = json_parse(text_slice(&json), &error);
		assert_non_null(document);
		goldens[i].view(document, &page);
		if (mode && strcmp(mode, "write") == 0)
			write_file(goldens[i].name, &page.text);
		read_file(goldens[i].name, "txt", &want);
		assert_string_equal(text_get(&page.text), text_get(&want));
		json_decref(document);
		page_free(&page);
		text_free(&json);
		text_free(&want);
	}
}

static void no_incident_is_a_sentence(void **state)
{
	json_t *document = json_pack("{s:[]}", "incidents");
	struct page page = {0};

	(void)state;
	view_open(document, &page);
	assert_non_null(strstr(text_get(&page.text), "No incident is open"));
	page_free(&page);
	json_decref(document);
}

/* Whatever is missing in a document, printing it does not crash. */
static void empty_documents_are_pages_too(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(goldens) / sizeof(*goldens); i++) {
		json_t *document = json_object();
		struct page page = {0};

		goldens[i].view(document, &page);
		page_free(&page);
		json_decref(document);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_are_as_reviewed),
		cmocka_unit_test(no_incident_is_a_sentence),
		cmocka_unit_test(empty_documents_are_pages_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
