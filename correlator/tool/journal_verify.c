/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/journal.h"

#include <inttypes.h>
#include <time.h>

#include "tool/recompute.h"
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

static json_t *recomputed_json(const struct recomputation *state)
{
	json_t *json = json_object();
	bool done = state->result != RECOMPUTED_NOT;

	json_object_set_new(json, "result", json_text(recomputed_name(state->result)));
	json_object_set_new(json, "why", json_text(done ? NULL : state->why.text));
	json_object_set_new(json, "from", json_integer((json_int_t)state->from));
	json_object_set_new(json, "to", json_integer((json_int_t)state->to));
	json_object_set_new(json, "records", json_integer((json_int_t)state->records));
	json_object_set_new(json, "stored", json_sprintf("%08" PRIx32, state->stored));
	json_object_set_new(json, "computed", json_sprintf("%08" PRIx32, state->computed));
	return json;
}

static void print_json(
	const struct survey *survey, const struct recomputation *state, struct page *page)
{
	json_t *json = survey_json(survey);

	json_object_set_new(json, "good", json_boolean(!is_damaged(survey)));
	json_object_set_new(json, "state", recomputed_json(state));
	page_json(page, json);
	json_decref(json);
}

static void put_recomputed(const struct recomputation *state, struct page *page)
{
	if (state->result == RECOMPUTED_NOT)
		page_printf(
			page, STYLE_DIM, "no state was computed again: %s", state->why.text);
	else
		page_printf(page, state->result == RECOMPUTED_SAME ? STYLE_GREEN : STYLE_RED,
			"%" PRIu64 " records after record %" PRIu64
			" give %s state as the snapshot after record %" PRIu64 " (%08" PRIx32
			", %08" PRIx32 ")",
			state->records, state->from,
			state->result == RECOMPUTED_SAME ? "the same" : "ANOTHER", state->to,
			state->computed, state->stored);
	page_line(page);
}

static void print_text(
	const struct survey *survey, const struct recomputation *state, struct page *page)
{
	survey_put_damage(survey, page);
	survey_put_sum(survey, page);
	if (!is_damaged(survey)) {
		page_put(page, STYLE_GREEN, "nothing is missing or damaged");
		page_line(page);
	}
	put_recomputed(state, page);
}

/* A journal alone has no snapshots. */
static void compute_again(const struct journal_place *place, struct recomputation *state)
{
	const char *folder = text_get(&place->state);

	*state = (struct recomputation){.result = RECOMPUTED_NOT};
	if (folder[0])
		recompute(state, folder, text_get(&place->journal), journal_progress());
	else
		error_set(&state->why, "a journal alone has no snapshots");
	journal_progress_end();
}

enum status journal_verify(const struct journal_place *place, const struct journal_words *words)
{
	struct page page = page_for(stdout);
	struct recomputation state;
	struct survey survey;
	struct error error;
	bool good;

	if (!look(&survey, text_get(&place->journal), &error)) {
		survey_free(&survey);
		return command_fail(STATUS_TROUBLE, "%s", error.text);
	}
	compute_again(place, &state);
	if (words->json)
		print_json(&survey, &state, &page);
	else
		print_text(&survey, &state, &page);
	page_finish(&page, stdout);
	good = !is_damaged(&survey) && state.result != RECOMPUTED_DIFFERENT;
	survey_free(&survey);
	return good ? STATUS_FINE : STATUS_TROUBLE;
}
