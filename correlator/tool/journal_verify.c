/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/journal.h"

#include <time.h>

#include "tool/survey_view.h"

static bool is_damaged(const struct survey *survey)
{
	return survey->gap_count > 0 || survey->torn > 0;
}

/* Bytes that are no record yet may be one in a moment, while the daemon writes. */
static bool look(struct survey *survey, const char *folder, struct error *error)
{
	const struct timespec moment = {.tv_nsec = 200000000};
	bool done = survey_make(survey, folder, journal_progress(), error);

	if (done && survey->torn && survey->gap_count == 0) {
		survey_free(survey);
		nanosleep(&moment, NULL);
		done = survey_make(survey, folder, journal_progress(), error);
	}
	journal_progress_end();
	return done;
}

static void print_json(const struct survey *survey, struct page *page)
{
	json_t *json = survey_json(survey);

	json_object_set_new(json, "good", json_boolean(!is_damaged(survey)));
	page_json(page, json);
	json_decref(json);
}

static void print_text(const struct survey *survey, struct page *page)
{
	survey_put_damage(survey, page);
	survey_put_sum(survey, page);
	if (is_damaged(survey))
		return;
	page_put(page, STYLE_GREEN, "nothing is missing or damaged");
	page_line(page);
}

enum status journal_verify(const struct journal_place *place, const struct journal_words *words)
{
	struct page page = page_for(stdout);
	struct survey survey;
	struct error error;
	enum status status;

	if (!look(&survey, text_get(&place->journal), &error)) {
		survey_free(&survey);
		return command_fail(STATUS_TROUBLE, "%s", error.text);
	}
	if (words->json)
		print_json(&survey, &page);
	else
		print_text(&survey, &page);
	page_finish(&page, stdout);
	status = is_damaged(&survey) ? STATUS_TROUBLE : STATUS_FINE;
	survey_free(&survey);
	return status;
}
