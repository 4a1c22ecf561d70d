/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/recovery.h"

#include <inttypes.h>

#include "base/duration.h"
#include "base/fault.h"
#include "base/log.h"
#include "daemon/snapshot.h"
#include "journal/reader.h"

enum { CHANGES_AT_ONCE = 1000, PROGRESS_RECORDS = 200000 };

/* The record to go on from: behind the newest snapshot that loads, or 1. */
static uint64_t load_snapshot(struct recovery *recovery)
{
	uint64_t number = UINT64_MAX;
	struct text state = {0};
	struct error error;

	while ((number = snapshot_read(recovery->folder, recovery->epochs, number, &state))) {
		if (engine_load(recovery->pipeline->engine, text_slice(&state), &error))
			break;
		log_warning(
			"recovery", "snapshot %" PRIu64 " is not used: %s", number, error.text);
		pipeline_free(recovery->pipeline);
		pipeline_init(recovery->pipeline, recovery->settings);
	}
	text_free(&state);
	return number + 1;
}

static bool project(struct recovery *recovery, struct change_list *changes, struct error *error)
{
	bool nothing = changes->count == 0 && !changes->whole;
	bool done = nothing || store_apply(recovery->store, changes, error);

	change_list_reset(changes);
	return done;
}

/* A database that is new, or older than the snapshot, is given what is alive. */
static bool project_all(struct recovery *recovery, struct error *error)
{
	struct change_list *changes = change_list_new();
	bool done;

	engine_project(recovery->pipeline->engine, changes);
	done = project(recovery, changes, error);
	change_list_free(changes);
	return done;
}

static void note_gap(struct recovery *recovery, const struct reader *reader)
{
	struct reader_gap gap;

	if (reader_gap(reader, &gap))
		self_say(recovery->self, SELF_DAMAGE, SELF_RAISED,
			"the journal is damaged: records %" PRIu64 " to %" PRIu64 " are lost",
			gap.from, gap.to);
}

static void note_progress(const struct reader *reader, uint64_t records)
{
	uint64_t done, total;

	if (records % PROGRESS_RECORDS)
		return;
	reader_progress(reader, &done, &total);
	log_info("recovery", "%" PRIu64 " records, %" PRIu64 " %%", records,
		total ? done * 100 / total : 100);
}

/* One that killed two starts counts as the passing of time alone. */
static void replay_record(
	struct recovery *recovery, const struct record *record, struct change_list *changes)
{
	const struct record nothing = {
		.kind = RECORD_TIME, .number = record->number, .time = record->time};
	const bool skips = restart_skips(recovery->restart, record->number);

	restart_note(recovery->restart, record->number);
	if (!skips)
		FAULT("record-replayed");
	pipeline_record(recovery->pipeline, skips ? &nothing : record, changes);
	restart_over(recovery->restart);
}

static void tell_culprit(const struct recovery *recovery)
{
	const uint64_t culprit = restart_culprit(recovery->restart);

	if (culprit)
		self_say(recovery->self, SELF_RESTART_LOOP, SELF_RAISED,
			"two starts died at record %" PRIu64
			", which is skipped from now on; `correlator journal print STATE "
			"--first %" PRIu64 " --last %" PRIu64 "` shows it",
			culprit, culprit, culprit);
}

static bool replay(struct recovery *recovery, struct reader *reader, uint64_t *records,
	struct error *error)
{
	struct change_list *changes = change_list_new();
	const struct record *record;
	bool done = true;

	while (done && (record = reader_next(reader))) {
		note_gap(recovery, reader);
		replay_record(recovery, record, changes);
		if (changes->count >= CHANGES_AT_ONCE)
			done = project(recovery, changes, error);
		note_progress(reader, ++*records);
	}
	done = done && project(recovery, changes, error);
	change_list_free(changes);
	return done;
}

bool recovery_run(struct recovery *recovery, struct error *error)
{
	uint64_t from = load_snapshot(recovery), records = 0;
	struct reader *reader = reader_open(recovery->journal, from, error);
	bool done;

	if (!reader)
		return false;
	tell_culprit(recovery);
	done = project_all(recovery, error) && replay(recovery, reader, &records, error);
	reader_close(reader);
	if (done && (from > 1 || records))
		log_info("recovery",
			"snapshot at record %" PRIu64 ", %" PRIu64 " records replayed, %" PRIu64
			" incidents alive",
			from - 1, records,
			engine_counts(recovery->pipeline->engine).alive_incidents);
	return done;
}

bool recovery_apply(struct recovery *recovery, const struct batch *batch, struct error *error)
{
	struct change_list *changes = change_list_new();
	bool done;

	pipeline_batch(recovery->pipeline, batch, NULL, changes);
	done = project(recovery, changes, error);
	change_list_free(changes);
	return done;
}
