/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/recovery.h"

#include <inttypes.h>
#include <string.h>

#include "base/duration.h"
#include "base/fault.h"
#include "base/log.h"
#include "journal/snapshot.h"
#include "journal/reader.h"

enum { CHANGES_AT_ONCE = 1000, CHANGES_KEPT = 50000, PROGRESS_RECORDS = 200000 };

/* The set of that hash: the files as they are, or a copy. Another one is better than none. */
static struct set *find_set(struct recovery *recovery, const char *hash)
{
	struct error error;
	struct set *set;

	if (recovery->files && strcmp(recovery->files->hash, hash) == 0)
		return set_use(recovery->files);
	if (!hash[0])
		return NULL;
	set = set_recall(recovery->sets, hash, &error);
	if (!set)
		self_say(recovery->self, SELF_DAMAGE, SELF_RAISED,
			"what was recorded under other rules is replayed under these: %s",
			error.text);
	return set;
}

/* Makes the pipeline over that set, or over the files when it cannot be had. */
static bool begin(struct recovery *recovery, const char *hash, struct error *error)
{
	struct set *set = find_set(recovery, hash);
	struct engine_settings settings;

	if (!set && !recovery->files)
		return error_set(error,
			"there are no rules of before to go on with; mend what is wrong first");
	recovery->set = set ? set : set_use(recovery->files);
	settings = set_engine_settings(recovery->set, &recovery->base);
	pipeline_init(recovery->pipeline, &settings);
	recovery->pipeline->unknown = recovery->unknown;
	return true;
}

static void end(struct recovery *recovery)
{
	pipeline_free(recovery->pipeline);
	set_release(recovery->set);
	recovery->set = NULL;
}

/* The hash in the first `set` record; none: that of the files, where nothing was recorded. */
static void find_first_set(struct recovery *recovery, char hash[SET_HASH])
{
	struct reader *reader = reader_open(recovery->journal, 0, NULL);
	const struct record *record = NULL;

	snprintf(hash, SET_HASH, "%s", recovery->files ? recovery->files->hash : "");
	while (reader && (record = reader_next(reader)) && record->kind != RECORD_SET)
		;
	if (record)
		set_record_hash(record, hash);
	if (reader)
		reader_close(reader);
}

/* Loads the newest snapshot that can be; *from is the record to go on with, 1 without any. */
static bool load_snapshot(struct recovery *recovery, uint64_t *from, struct error *error)
{
	uint64_t number = UINT64_MAX;
	struct text state = {0};
	char hash[SET_HASH];
	bool loaded = false;

	while (!loaded && (number = snapshot_read(
				   recovery->folder, recovery->base.epochs, number, &state))) {
		if (!engine_state_set(text_slice(&state), hash))
			find_first_set(recovery, hash);
		if (!begin(recovery, hash, error))
			break;
		loaded = engine_load(recovery->pipeline->engine, text_slice(&state), error);
		if (loaded)
			continue;
		log_warning("recovery", "snapshot %" PRIu64 " is not used: %s", number,
			error->text);
		end(recovery);
	}
	text_free(&state);
	*from = number + 1;
	if (loaded)
		return true;
	find_first_set(recovery, hash);
	return number == 0 && begin(recovery, hash, error);
}

/* One record, under the set that it or an earlier one names. */
static void apply(
	struct recovery *recovery, const struct record *record, struct change_list *changes)
{
	char hash[SET_HASH];
	struct set *set = NULL;
	struct engine_settings settings;

	if (record->kind == RECORD_SET && set_record_hash(record, hash) &&
		strcmp(hash, recovery->set->hash) != 0)
		set = find_set(recovery, hash);
	if (!set) {
		pipeline_record(recovery->pipeline, record, changes);
		return;
	}
	settings = set_engine_settings(set, &recovery->base);
	pipeline_set(recovery->pipeline, &settings, record, changes);
	set_release(recovery->set);
	recovery->set = set;
}

/* A database that takes nothing stops nobody: it is offered the same again, with what follows.
 * When that becomes too much it is told everything alive later, and lacks what ended meanwhile.
 */
static void project(struct recovery *recovery)
{
	struct change_list *changes = recovery->changes;
	bool nothing = changes->count == 0 && !changes->whole;
	struct error error;

	if (recovery->behind || nothing) {
		change_list_reset(changes);
	} else if (!store_apply(recovery->store, changes, &error)) {
		self_say(recovery->self, SELF_DATABASE, SELF_RAISED,
			"the database cannot be written: %s", error.text);
		recovery->refused = true;
		recovery->behind = changes->count >= CHANGES_KEPT;
		if (recovery->behind)
			change_list_reset(changes);
	} else {
		if (recovery->refused)
			self_say(recovery->self, SELF_DATABASE, SELF_CLEARED,
				"the database is written again");
		recovery->refused = false;
		change_list_reset(changes);
	}
}

/* A database that is new, or older than the snapshot, is given what is alive. */
static void project_all(struct recovery *recovery)
{
	uint64_t has = store_applied(recovery->store);

	if (has > 0 && has >= engine_applied(recovery->pipeline->engine))
		return;
	engine_project(recovery->pipeline->engine, recovery->changes);
	project(recovery);
}

static void tell_lost(const struct recovery *recovery, uint64_t from, uint64_t to)
{
	self_say(recovery->self, SELF_DAMAGE, SELF_RAISED,
		"the journal is damaged: records %" PRIu64 " to %" PRIu64 " are lost", from,
		to);
}

static void note_gap(const struct recovery *recovery, const struct reader *reader)
{
	struct reader_gap gap;

	if (reader_gap(reader, &gap))
		tell_lost(recovery, gap.from, gap.to);
}

/* Without a snapshot all records are needed, those too that were deleted for their age. */
static void note_beginning(const struct recovery *recovery, uint64_t from, uint64_t first)
{
	if (from == 1 && first > 1)
		tell_lost(recovery, 1, first - 1);
}

/* Records may be lost at the end: with a run that died while its disk took nothing, or when a
 * snapshot or the database know of some that the journal does not have. Their numbers are not
 * given again. */
static void note_end(const struct recovery *recovery)
{
	const struct engine *engine = recovery->pipeline->engine;
	const uint64_t last = journal_last_number(recovery->end);
	uint64_t known = engine_applied(engine);

	if (known < store_applied(recovery->store))
		known = store_applied(recovery->store);
	if (journal_lost(recovery->end) > 0)
		tell_lost(recovery, last - journal_lost(recovery->end) + 1, last);
	if (known > last)
		tell_lost(recovery, last + 1, known);
	journal_skip(recovery->end, known, engine_now(engine));
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

/* One that killed two starts counts as the passing of time alone. What the database has it is
 * not told again: of a delivery it might hear without its outcome. */
static void replay_record(struct recovery *recovery, const struct record *record)
{
	const struct record nothing = {
		.kind = RECORD_TIME, .number = record->number, .time = record->time};
	const bool skips = restart_skips(recovery->restart, record->number);
	const bool known = record->number <= store_applied(recovery->store);

	engine_quiet(recovery->pipeline->engine, recovery->behind || known);
	restart_note(recovery->restart, record->number);
	if (!skips)
		FAULT("record-replayed");
	apply(recovery, skips ? &nothing : record, recovery->changes);
	if (known)
		change_list_reset(recovery->changes);
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

/* Returns how many records there were. */
static uint64_t replay(struct recovery *recovery, struct reader *reader, uint64_t from)
{
	const struct record *record;
	uint64_t records = 0;
	size_t next = CHANGES_AT_ONCE;

	while ((record = reader_next(reader))) {
		if (records == 0)
			note_beginning(recovery, from, record->number);
		note_gap(recovery, reader);
		replay_record(recovery, record);
		if (recovery->changes->count >= next) {
			project(recovery);
			next = recovery->changes->count + CHANGES_AT_ONCE;
		}
		note_progress(reader, ++records);
	}
	engine_quiet(recovery->pipeline->engine, false);
	if (recovery->unknown)
		unknown_tell(recovery->unknown, engine_now(recovery->pipeline->engine),
			recovery->changes);
	project(recovery);
	return records;
}

bool recovery_run(struct recovery *recovery, struct error *error)
{
	uint64_t from, records;
	struct reader *reader;

	recovery->changes = change_list_new();
	if (!load_snapshot(recovery, &from, error))
		return false;
	reader = reader_open(recovery->journal, from, error);
	if (!reader)
		return false;
	tell_culprit(recovery);
	project_all(recovery);
	records = replay(recovery, reader, from);
	reader_close(reader);
	note_end(recovery);
	if (from > 1 || records)
		log_info("recovery",
			"snapshot at record %" PRIu64 ", %" PRIu64 " records replayed, %" PRIu64
			" incidents alive",
			from - 1, records,
			engine_counts(recovery->pipeline->engine).alive_incidents);
	return true;
}

void recovery_apply(struct recovery *recovery, const struct batch *batch)
{
	for (const struct record *record = batch_first(batch); record;
		record = batch_next(batch, record))
		apply(recovery, record, recovery->changes);
	project(recovery);
}
