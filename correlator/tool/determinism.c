/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/determinism.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* One way of running the log again. */
struct way {
	const char *name;
	uint64_t seed;      /* of the hash tables */
	bool save_and_load; /* after every record */
	bool batches;       /* random cuts */
	size_t workers;     /* that match batches ahead of the engine */
};

enum { WORKERS_MOST = 4 };

static const struct way ways[] = {
	{"with another hash seed", 0x9e3779b97f4a7c15u, false, false, 0},
	{"with a third hash seed", 0xc2b2ae3d27d4eb4fu, false, false, 0},
	{"with the state saved and loaded after every record", 1, true, false, 0},
	{"with the records cut into other batches", 2, false, true, 0},
	{"with one worker that matches ahead", 3, false, true, 1},
	{"with four workers that match ahead", 4, false, true, WORKERS_MOST},
};

struct rerun {
	struct engine_settings settings;
	struct pipeline pipeline;
	struct change_list *changes;
	struct text stream, error;
	uint64_t random;
};

static uint64_t next_random(struct rerun *rerun)
{
	rerun->random ^= rerun->random << 13;
	rerun->random ^= rerun->random >> 7;
	rerun->random ^= rerun->random << 17;
	return rerun->random;
}

static void take_changes(struct rerun *rerun)
{
	world_print_changes(rerun->changes, &rerun->stream);
	change_list_reset(rerun->changes);
}

/* A fresh engine gets the state; saving it again must give the same bytes. */
static bool renew(struct rerun *rerun)
{
	struct text state = {0}, again = {0};
	struct error error;
	bool good;

	engine_save(rerun->pipeline.engine, &state);
	engine_free(rerun->pipeline.engine);
	rerun->pipeline.engine = engine_new(&rerun->settings);
	good = engine_load(rerun->pipeline.engine, text_slice(&state), &error);
	if (!good)
		text_printf(&rerun->error, "after record %" PRIu64 ": %s",
			engine_applied(rerun->pipeline.engine), error.text);
	engine_save(rerun->pipeline.engine, &again);
	if (good && !slice_equal(text_slice(&state), text_slice(&again))) {
		good = false;
		text_printf(&rerun->error,
			"after record %" PRIu64 ": saved, loaded and saved again, the state "
			"differs",
			engine_applied(rerun->pipeline.engine));
	}
	text_free(&state);
	text_free(&again);
	return good;
}

static bool run_records(struct rerun *rerun, struct slice log, bool save_and_load)
{
	bool good = true;

	while (log.length && good) {
		const struct record *record = (const struct record *)(const void *)log.data;

		pipeline_record(&rerun->pipeline, record, rerun->changes);
		take_changes(rerun);
		good = !save_and_load || renew(rerun);
		log = slice_from(log, record_size(record));
	}
	return good;
}

/* Fills the batch with up to `count` records of the log; they keep their numbers and times. */
static struct slice fill(struct batch *batch, struct slice log, uint64_t count)
{
	struct slice rest = log;
	struct record *copy;

	batch_reset(batch);
	while (rest.length && batch->count < count) {
		const struct record *record = (const struct record *)(const void *)rest.data;

		if (!batch_add(batch, record->kind, record_payload(record)))
			break;
		rest = slice_from(rest, record_size(record));
	}
	for (copy = batch_first(batch); copy; copy = batch_next(batch, copy)) {
		const struct record *record = (const struct record *)(const void *)log.data;

		record_seal(copy, record->number, record->time);
		log = slice_from(log, record_size(record));
	}
	return rest;
}

/* One batch and what a worker of its own found in it. */
struct work {
	struct batch *batch;
	struct matcher *matcher;
	struct matches *matches;
};

static void work_begin(struct work *works, const struct rerun *rerun)
{
	for (size_t i = 0; i < WORKERS_MOST; i++) {
		works[i].batch = batch_new();
		works[i].matches = matches_new();
		works[i].matcher =
			matcher_new(rerun->settings.rules, rerun->settings.inventory);
		matcher_set_skips(works[i].matcher, rerun->pipeline.skips);
	}
}

static void work_end(struct work *works)
{
	for (size_t i = 0; i < WORKERS_MOST; i++) {
		batch_free(works[i].batch);
		matches_free(works[i].matches);
		matcher_free(works[i].matcher);
	}
}

/* Every worker matches a batch before the engine sees the first of them; none: the engine's
 * thread matches. */
static bool run_batches(struct rerun *rerun, struct slice log, size_t workers)
{
	struct work works[WORKERS_MOST];

	work_begin(works, rerun);
	while (log.length) {
		const size_t ahead = workers ? workers : 1;

		for (size_t i = 0; i < ahead; i++) {
			log = fill(works[i].batch, log, 1 + next_random(rerun) % 20);
			if (workers)
				match_batch(works[i].matcher, works[i].batch, works[i].matches);
		}
		for (size_t i = 0; i < ahead; i++) {
			pipeline_batch(&rerun->pipeline, works[i].batch,
				workers ? works[i].matches : NULL, rerun->changes);
			take_changes(rerun);
		}
	}
	work_end(works);
	return true;
}

/* The first line in which the two differ. */
static void describe(struct slice expected, struct slice found, struct text *out)
{
	struct slice a = {0}, b = {0};

	do {
		bool more = slice_line(&expected, &a);

		if (!slice_line(&found, &b) || !more)
			break;
	} while (slice_equal(a, b));
	text_printf(out,
		"the first change that differs:\n    first run: %.*s\n    this run:  %.*s",
		SLICE_PRINT(a), SLICE_PRINT(b));
}

/* What no change shows yet must be the same too. */
static bool same_state(const struct world *world, const struct rerun *rerun)
{
	struct text first = {0}, again = {0};
	bool same;

	engine_save(world->pipeline.engine, &first);
	engine_save(rerun->pipeline.engine, &again);
	same = slice_equal(text_slice(&first), text_slice(&again));
	text_free(&first);
	text_free(&again);
	return same;
}

static bool run_way(const struct world *world, const struct way *way, uint64_t seed,
	struct text *difference)
{
	struct rerun rerun = {
		.settings = world->settings, .changes = change_list_new(), .random = seed | 1};
	struct slice log = text_slice(&world->log);
	bool good;

	rerun.settings.seed = way->seed;
	pipeline_init(&rerun.pipeline, &rerun.settings);
	good = way->batches ? run_batches(&rerun, log, way->workers)
			    : run_records(&rerun, log, way->save_and_load);
	if (!good || !slice_equal(text_slice(&world->stream), text_slice(&rerun.stream))) {
		text_printf(difference, "not the same %s (SEED=%" PRIu64 "): %s", way->name,
			seed, text_get(&rerun.error));
		if (good)
			describe(text_slice(&world->stream), text_slice(&rerun.stream),
				difference);
		good = false;
	} else if (!same_state(world, &rerun)) {
		text_printf(difference,
			"not the same %s (SEED=%" PRIu64 "): all changes are, but not the "
			"state at the end",
			way->name, seed);
		good = false;
	}
	pipeline_free(&rerun.pipeline);
	change_list_free(rerun.changes);
	text_free(&rerun.stream);
	text_free(&rerun.error);
	return good;
}

bool determinism_check(const struct world *world, uint64_t seed, struct text *difference)
{
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++)
		if (!run_way(world, &ways[i], seed, difference))
			return false;
	return true;
}
