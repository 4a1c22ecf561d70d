/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/recompute.h"

#include <inttypes.h>
#include <string.h>

#include "base/crc.h"
#include "config/set.h"
#include "correlate/pipeline.h"
#include "journal/reader.h"
#include "journal/snapshot.h"

enum { PROGRESS_RECORDS = 10000 };

struct work {
	struct recomputation *out;
	struct text sets;  /* folder */
	struct text last;  /* state to come to */
	struct text first; /* state to begin with */
	struct reader *reader;
	struct set *set; /* in force */
	struct engine_settings base;
	struct pipeline pipeline;
	struct change_list *changes;
	void (*progress)(uint64_t done, uint64_t total);
};

const char *recomputed_name(enum recomputed result)
{
	static const char *const names[] = {
		[RECOMPUTED_SAME] = "same",
		[RECOMPUTED_DIFFERENT] = "different",
		[RECOMPUTED_NOT] = "not done",
	};

	return names[result];
}

static bool take_set(struct work *work, const char *hash, struct engine_settings *settings)
{
	struct set *set = set_recall(text_get(&work->sets), hash, &work->out->why);

	if (!set)
		return false;
	*settings = set_engine_settings(set, &work->base);
	set_release(work->set);
	work->set = set;
	return true;
}

/* The names of the journal live in its reader. */
static bool open_reader(struct work *work, const char *journal, uint64_t from)
{
	reader_close(work->reader);
	work->reader = reader_open(journal, from, &work->out->why);
	if (!work->reader)
		return false;
	work->base.epoch = reader_epoch(work->reader);
	work->base.epochs = reader_epochs(work->reader);
	return true;
}

/* Which rules come first, a record says. */
static bool find_first_set(struct work *work, char hash[SET_HASH])
{
	const struct record *record = reader_next(work->reader);

	if (!record || record->number != 1)
		return error_set(&work->out->why,
			"there is only one snapshot, and the journal begins after record 1");
	while (record && !(record->kind == RECORD_SET && set_record_hash(record, hash)))
		record = reader_next(work->reader);
	return record || error_set(&work->out->why, "no record names the rules in force");
}

static bool begin_empty(struct work *work, const char *journal)
{
	struct engine_settings settings;
	char hash[SET_HASH];

	if (!find_first_set(work, hash) || !open_reader(work, journal, 1) ||
		!take_set(work, hash, &settings))
		return false;
	pipeline_init(&work->pipeline, &settings);
	return true;
}

static bool begin_loaded(struct work *work)
{
	struct engine_settings settings;
	char hash[SET_HASH];

	if (!engine_state_set(text_slice(&work->first), hash))
		return error_set(&work->out->why, "the older snapshot does not name its rules");
	if (!take_set(work, hash, &settings))
		return false;
	pipeline_init(&work->pipeline, &settings);
	return engine_load(work->pipeline.engine, text_slice(&work->first), &work->out->why);
}

static bool apply(struct work *work, const struct record *record)
{
	struct engine_settings settings;
	struct set *before = work->set;
	char hash[SET_HASH];

	change_list_reset(work->changes);
	if (record->kind != RECORD_SET || !set_record_hash(record, hash) ||
		strcmp(hash, before->hash) == 0) {
		pipeline_record(&work->pipeline, record, work->changes);
		return true;
	}
	set_use(before); /* until the engine has let go of it */
	if (take_set(work, hash, &settings))
		pipeline_set(&work->pipeline, &settings, record, work->changes);
	set_release(before);
	return work->set != before;
}

static bool read_on(struct work *work)
{
	struct recomputation *out = work->out;
	const struct record *record;
	struct reader_gap gap;

	while ((record = reader_next(work->reader)) && record->number <= out->to) {
		if (reader_gap(work->reader, &gap))
			return error_set(&out->why,
				"records %" PRIu64 " to %" PRIu64 " are missing", gap.from,
				gap.to);
		if (!apply(work, record))
			return false;
		if (work->progress && ++out->records % PROGRESS_RECORDS == 0)
			work->progress(record->number - out->from, out->to - out->from);
		else if (!work->progress)
			out->records++;
	}
	return engine_applied(work->pipeline.engine) == out->to ||
	       error_set(&out->why, "the journal ends before record %" PRIu64, out->to);
}

static void compare(struct work *work)
{
	struct recomputation *out = work->out;
	struct text state = {0};

	engine_save(work->pipeline.engine, &state);
	out->stored = crc32c(0, work->last.data, work->last.length);
	out->computed = crc32c(0, state.data, state.length);
	out->result = slice_equal(text_slice(&state), text_slice(&work->last))
			      ? RECOMPUTED_SAME
			      : RECOMPUTED_DIFFERENT;
	text_free(&state);
}

static bool find_snapshots(struct work *work, const char *state)
{
	struct recomputation *out = work->out;

	out->to = snapshot_read(state, work->base.epochs, UINT64_MAX, &work->last);
	if (!out->to)
		return error_set(&out->why, "there is no snapshot");
	out->from = snapshot_read(state, work->base.epochs, out->to, &work->first);
	return true;
}

static bool begin(struct work *work, const char *state, const char *journal)
{
	struct recomputation *out = work->out;

	if (!open_reader(work, journal, 1) || !find_snapshots(work, state))
		return false;
	if (out->from && !open_reader(work, journal, out->from + 1))
		return false;
	return out->from ? begin_loaded(work) : begin_empty(work, journal);
}

static void end(struct work *work)
{
	if (work->pipeline.engine)
		pipeline_free(&work->pipeline);
	set_release(work->set);
	reader_close(work->reader);
	change_list_free(work->changes);
	text_free(&work->sets);
	text_free(&work->first);
	text_free(&work->last);
}

void recompute(struct recomputation *out, const char *state, const char *journal,
	void (*progress)(uint64_t done, uint64_t total))
{
	struct work work = {.out = out, .changes = change_list_new(), .progress = progress};

	*out = (struct recomputation){.result = RECOMPUTED_NOT};
	text_printf(&work.sets, "%s/sets", state);
	if (begin(&work, state, journal) && read_on(&work))
		compare(&work);
	end(&work);
}
