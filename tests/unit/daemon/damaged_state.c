/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "unit/daemon/damaged_state.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/xalloc.h"
#include "journal/snapshot.h"
#include "journal/housekeeping.h"

const uint64_t state_snapshots[STATE_SNAPSHOTS] = {200, 310};

static const char rules[] =
	"events = (\n"
	"  { id = \"raised\"; program = \"app\"; message = \"fault (?<number>\\\\d+) \"; },\n"
	"  { id = \"over\"; program = \"app\"; message = \"over (?<number>\\\\d+) \"; } );\n"
	"alarms = ( { id = \"fault\"; raise = \"raised\"; clear = \"over\"; key = [ \"number\" "
	"];\n"
	"  class = \"fault\"; severity = \"major\"; text = \"fault ${number}\"; } );\n"
	"faults = ( { class = \"fault\"; scope = \"node\"; window = \"5m\"; hold = \"15s\";\n"
	"  linger = \"2m\"; reopen = \"30m\"; title = \"${class}\"; } );\n";

static const char configuration[] =
	"state = \"state\"; rules = \"rules\"; control = \"control\";\n"
	"listeners = (); outputs = (); routes = ();\n";

struct set *state_set(const struct folder *folder)
{
	char *path = folder_file(folder, "correlator.conf");
	struct report report = {0};
	struct set *set;

	folder_write(folder, "rules/test.rules", rules);
	folder_write(folder, "correlator.conf", configuration);
	set = set_load(path, &report);
	if (report.errors)
		report_print(&report, stderr);
	assert(report.errors == 0);
	report_free(&report);
	free(path);
	return set;
}

/* A line that no compression makes much shorter, so that an archive has several frames. */
static void add_event(struct batch *batch, uint64_t number)
{
	struct event_writer writer;
	struct text line = {0};
	size_t start;

	text_printf(&line, "app: fault %" PRIu64 " ", number);
	for (uint64_t i = 0, mixed = number; i < 64; i++) {
		mixed = mixed * 6364136223846793005 + 1442695040888963407;
		text_printf(&line, "%016" PRIx64, mixed ^ mixed >> 29);
	}
	event_writer_begin(&writer, batch_room(batch), RECORD_MAXIMUM, EVENT_SYSLOG);
	start = event_writer_bytes(&writer, text_slice(&line));
	event_writer_field(&writer, EVENT_RAW, start, line.length);
	event_writer_field(&writer, EVENT_PROGRAM, start, 3);
	event_writer_field(&writer, EVENT_MESSAGE, start + 5, line.length - 5);
	batch_commit(batch, RECORD_EVENT, event_writer_finish(&writer));
	text_free(&line);
}

void start_append(struct start *start)
{
	struct batch *batch = batch_new();
	uint64_t number = journal_last_number(start->journal) + 1;
	struct error error = {""};

	add_event(batch, number);
	if (!journal_append(start->journal, batch, (int64_t)number * SECONDS, &error) ||
		!journal_sync(start->journal, &error))
		fprintf(stderr, "%s\n", error.text), abort();
	recovery_apply(&start->recovery, batch);
	batch_free(batch);
}

static void append_to(struct start *start, uint64_t last)
{
	while (journal_last_number(start->journal) < last)
		start_append(start);
}

static void snapshot(struct start *start)
{
	struct text state = {0};
	struct error error;
	bool done;

	engine_save(start->pipeline.engine, &state);
	done = snapshot_write(start->recovery.folder, start->recovery.base.epoch,
		journal_last_number(start->journal), text_slice(&state), &error);
	assert(done);
	text_free(&state);
}

void state_make(const char *folder, struct set *set)
{
	struct start start;
	struct error error = {""};
	bool done = start_run(&start, folder, set, &error);

	if (!done)
		fprintf(stderr, "%s\n", error.text);
	assert(done);
	append_to(&start, state_snapshots[0]);
	snapshot(&start);
	done = housekeeping_run(&start.settings, 0, 0, &error);
	assert(done);
	append_to(&start, state_snapshots[1]);
	snapshot(&start);
	append_to(&start, STATE_RECORDS);
	start_end(&start);
}

static bool open_parts(struct start *start, const char *folder, struct error *error)
{
	struct text database = {0};

	start->journal = journal_open(&start->settings, error);
	if (!start->journal)
		return false;
	text_printf(&database, "%s/correlator.db", folder);
	start->found = journal_last_number(start->journal);
	start->store = store_open(text_get(&database), journal_epochs(start->journal), error);
	text_free(&database);
	return start->store != NULL;
}

bool start_run(struct start *start, const char *folder, struct set *set, struct error *error)
{
	struct text path = {0};

	text_printf(&path, "%s/journal", folder);
	*start = (struct start){.journal_folder = xstrdup(text_get(&path))};
	text_free(&path);
	start->settings = (struct journal_settings){.folder = start->journal_folder,
		.segment_size = 150000,
		.retention_size = 1 << 30,
		.retention_age = INT64_MAX,
		.tail_size = 1 << 20};
	if (!open_parts(start, folder, error))
		return false;
	start->self = self_new();
	start->restart = restart_open(folder, journal_epoch(start->journal));
	start->recovery = (struct recovery){.folder = folder,
		.journal = start->journal_folder,
		.end = start->journal,
		.sets = folder,
		.base = {.epoch = journal_epoch(start->journal),
			.epochs = journal_epochs(start->journal)},
		.files = set,
		.pipeline = &start->pipeline,
		.store = start->store,
		.self = start->self,
		.restart = start->restart};
	return recovery_run(&start->recovery, error);
}

void start_end(struct start *start)
{
	if (start->pipeline.engine)
		pipeline_free(&start->pipeline);
	if (start->recovery.changes)
		change_list_free(start->recovery.changes);
	set_release(start->recovery.set);
	restart_close(start->restart);
	if (start->self)
		self_free(start->self);
	if (start->store)
		store_close(start->store);
	journal_close(start->journal);
	free(start->journal_folder);
}
