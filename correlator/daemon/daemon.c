/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Parts are started in one order and stopped in its mirror: what others need comes first and
 * goes last.
 */
#include "daemon/daemon.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>

#include "base/json.h"
#include "base/log.h"
#include "base/xalloc.h"
#include "config/knowledge.h"
#include "config/settings.h"
#include "daemon/engine_thread.h"
#include "daemon/housekeeping_thread.h"
#include "daemon/io.h"
#include "daemon/journal_thread.h"
#include "daemon/outbox_thread.h"
#include "daemon/recovery.h"
#include "daemon/snapshot.h"
#include "daemon/store_thread.h"

enum { SNAPSHOT_RECORDS = 200000 };

struct daemon {
	struct settings *settings;
	struct knowledge *knowledge;
	struct journal *journal;
	struct store *store;
	struct engine_settings engine;
	struct pipeline pipeline;
	struct path path;
	struct io *io;
	struct journal_thread journal_thread;
	struct housekeeping_thread housekeeping_thread;
	struct engine_thread engine_thread;
	struct store_thread store_thread;
	struct outbox_thread outbox_thread;
	struct match_worker workers[WORKERS_MAXIMUM];
	pthread_t journal_id, engine_id, store_id, outbox_id, housekeeping_id;
	pthread_t worker_ids[WORKERS_MAXIMUM];
};

/* Configuration and knowledge, with every mistake printed at once. */
static bool load(struct daemon *daemon, const char *file, struct report *report)
{
	const struct settings *settings = daemon->settings = settings_load(file, report);
	struct knowledge_files files;

	if (!settings)
		return false;
	files = (struct knowledge_files){.rules = settings->rules,
		.names = settings->names,
		.platforms = settings->platforms,
		.nodes = settings->nodes};
	daemon->knowledge = knowledge_load(&files, report);
	return report->errors == 0;
}

static bool open_state(struct daemon *daemon, struct error *error)
{
	const struct settings *settings = daemon->settings;
	struct text database = {0};

	if (mkdir(settings->state, 0750) < 0 && errno != EEXIST)
		return error_set(error, "cannot make the state folder %s: %s", settings->state,
			strerror(errno));
	daemon->journal = journal_open(&settings->journal, error);
	if (!daemon->journal)
		return false;
	text_printf(&database, "%s/correlator.db", settings->state);
	daemon->store = store_open(text_get(&database), journal_epochs(daemon->journal), error);
	text_free(&database);
	return daemon->store != NULL;
}

static void add_record(struct batch *batch, enum record_kind kind, json_t *json)
{
	struct text payload = {0};

	json_print(json, &payload);
	json_decref(json);
	batch_add(batch, kind, text_slice(&payload));
	text_free(&payload);
}

static void add_clock(struct daemon *daemon, struct batch *batch)
{
	struct text payload = {0};

	clock_print(&daemon->path.clock, &payload);
	batch_add(batch, RECORD_CLOCK, text_slice(&payload));
	text_free(&payload);
}

/* What the log must know of a start: since when nobody listened, what the wall clock says, and
 * which rules are in force from here on. */
static void start_records(struct daemon *daemon, struct batch *batch)
{
	int64_t last = journal_last_time(daemon->journal);
	int64_t now = clock_now(&daemon->path.clock);

	if (last)
		add_record(batch, RECORD_DOWN,
			json_pack(
				"{s:I, s:I}", "from", (json_int_t)last, "to", (json_int_t)now));
	add_clock(daemon, batch);
	add_record(batch, RECORD_SET, json_pack("{s:s}", "rules", daemon->knowledge->hash));
}

static bool append_start(struct daemon *daemon, struct recovery *recovery, struct error *error)
{
	struct batch *batch = batch_new();
	bool done;

	start_records(daemon, batch);
	done = journal_append(daemon->journal, batch, clock_now(&daemon->path.clock), error) &&
	       journal_sync(daemon->journal, error) && recovery_apply(recovery, batch, error);
	batch_free(batch);
	return done;
}

static bool recover(struct daemon *daemon, struct error *error)
{
	struct recovery recovery = {.folder = daemon->settings->state,
		.journal = daemon->settings->journal.folder,
		.epochs = journal_epochs(daemon->journal),
		.settings = &daemon->engine,
		.pipeline = &daemon->pipeline,
		.store = daemon->store,
		.self = daemon->path.self,
		.restart =
			restart_open(daemon->settings->state, journal_epoch(daemon->journal))};
	bool done;

	if (getrandom(&daemon->engine.seed, sizeof(daemon->engine.seed), 0) < 0)
		return error_set(error, "no random numbers: %s", strerror(errno));
	daemon->engine.epoch = journal_epoch(daemon->journal);
	daemon->engine.epochs = journal_epochs(daemon->journal);
	daemon->engine.rules = daemon->knowledge->rules;
	daemon->engine.inventory = daemon->knowledge->inventory;
	daemon->engine.routes = &daemon->settings->routes;
	pipeline_init(&daemon->pipeline, &daemon->engine);
	done = recovery_run(&recovery, error) && append_start(daemon, &recovery, error);
	restart_close(recovery.restart);
	if (!done)
		return false;
	atomic_store(&daemon->path.durable, journal_durable(daemon->journal));
	atomic_store(&daemon->path.segment, journal_segment(daemon->journal));
	atomic_store(&daemon->path.needed, snapshot_needed(daemon->settings->state));
	atomic_store(&daemon->path.next, engine_next(daemon->pipeline.engine));
	return true;
}

static bool open_ends(struct daemon *daemon, struct report *report)
{
	struct error error;

	if (!outbox_thread_init(&daemon->outbox_thread, &daemon->path,
		    daemon->settings->outputs, daemon->settings->output_count, &error))
		report_error(
			report, (struct origin){daemon->settings->file, 0}, "%s", error.text);
	daemon->io = io_new(&daemon->path, daemon->settings, daemon->engine.seed, report);
	return report->errors == 0;
}

static pthread_t start(const char *name, void *(*run)(void *), void *context)
{
	pthread_t id;

	if (pthread_create(&id, NULL, run, context) != 0) {
		log_error("daemon", "cannot start the %s thread", name);
		abort();
	}
	pthread_setname_np(id, name);
	return id;
}

/* The straight path, from its end to its beginning: nobody starts before the one it hands to.
 * Signals are for the io thread, which is this one. */
static void start_threads(struct daemon *daemon)
{
	struct path *path = &daemon->path;
	sigset_t all, before;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	daemon->store_thread = (struct store_thread){.path = path,
		.store = daemon->store,
		.folder = daemon->settings->state,
		.epoch = journal_epoch(daemon->journal),
		.history = daemon->settings->history};
	daemon->engine_thread = (struct engine_thread){.path = path,
		.pipeline = &daemon->pipeline,
		.snapshot_every = SNAPSHOT_RECORDS};
	daemon->journal_thread =
		(struct journal_thread){.path = path, .journal = daemon->journal};
	daemon->housekeeping_thread = (struct housekeeping_thread){
		.path = path, .settings = &daemon->settings->journal};
	daemon->housekeeping_id =
		start("housekeeping", housekeeping_thread_run, &daemon->housekeeping_thread);
	daemon->outbox_id = start("outbox", outbox_thread_run, &daemon->outbox_thread);
	daemon->store_id = start("store", store_thread_run, &daemon->store_thread);
	daemon->engine_id = start("engine", engine_thread_run, &daemon->engine_thread);
	for (size_t i = 0; i < path->workers; i++) {
		daemon->workers[i] = (struct match_worker){.path = path,
			.number = i,
			.matcher = matcher_new(
				daemon->knowledge->rules, daemon->knowledge->inventory)};
		matcher_set_skips(daemon->workers[i].matcher, daemon->pipeline.skips);
		daemon->worker_ids[i] = start("match", match_worker_run, &daemon->workers[i]);
	}
	daemon->journal_id = start("journal", journal_thread_run, &daemon->journal_thread);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/* First no new work, then no new deliveries (their outcomes still reach the journal), then the
 * path runs dry from its beginning to its end. */
static void stop_threads(struct daemon *daemon)
{
	struct path *path = &daemon->path;

	atomic_store(&path->stop_outbox, true);
	bell_ring(path->outbox_bell);
	pthread_join(daemon->outbox_id, NULL);
	atomic_store(&path->stopping, true);
	io_finish(daemon->io);
	pthread_join(daemon->journal_id, NULL);
	atomic_store(&path->stop_match, true);
	for (size_t i = 0; i < path->workers; i++) {
		bell_ring(path->match_bells[i]);
		pthread_join(daemon->worker_ids[i], NULL);
		matcher_free(daemon->workers[i].matcher);
	}
	pthread_join(daemon->engine_id, NULL);
	pthread_join(daemon->store_id, NULL);
	atomic_store(&path->stop_housekeeping, true);
	bell_ring(path->housekeeping_bell);
	pthread_join(daemon->housekeeping_id, NULL);
}

static void unload(struct daemon *daemon)
{
	io_free(daemon->io);
	if (daemon->outbox_thread.outbox)
		outbox_free(daemon->outbox_thread.outbox);
	if (daemon->pipeline.engine)
		pipeline_free(&daemon->pipeline);
	if (daemon->path.io_bell)
		path_free(&daemon->path);
	if (daemon->store)
		store_close(daemon->store);
	if (daemon->journal)
		journal_close(daemon->journal);
	if (daemon->knowledge)
		knowledge_free(daemon->knowledge);
	if (daemon->settings)
		settings_free(daemon->settings);
}

static bool start_up(
	struct daemon *daemon, const struct arguments *arguments, struct report *report)
{
	struct error error;

	if (!load(daemon, arguments->config, report))
		return false;
	if (!open_state(daemon, &error))
		return report_error(report, (struct origin){0}, "%s", error.text);
	path_init(&daemon->path, (size_t)daemon->settings->workers);
	daemon->path.clock = clock_make(
		journal_last_time(daemon->journal), arguments->start, arguments->rate);
	if (daemon->path.clock.doubtful)
		self_say(daemon->path.self, SELF_CLOCK, SELF_RAISED,
			"at the start the wall clock was over a day off the last record; "
			"engine "
			"time goes on from that record");
	if (!recover(daemon, &error))
		return report_error(report, (struct origin){0}, "%s", error.text);
	return open_ends(daemon, report);
}

int daemon_run(const struct arguments *arguments)
{
	struct daemon *daemon = xcalloc(1, sizeof(*daemon));
	struct report report = {0};
	bool failed = !start_up(daemon, arguments, &report);

	report_print(&report, stderr);
	if (!failed) {
		start_threads(daemon);
		log_info("daemon", "ready journal=%s rules=%zu nodes=%zu",
			journal_epoch(daemon->journal), daemon->knowledge->rules->event_count,
			daemon->knowledge->inventory->node_count);
		io_run(daemon->io);
		stop_threads(daemon);
		failed = journal_is_degraded(daemon->journal);
		if (failed)
			log_error("journal", "%zu bytes of records never reached the disk",
				journal_waiting(daemon->journal));
		log_info("daemon", "stopped");
	}
	report_free(&report);
	unload(daemon);
	free(daemon);
	return failed ? 1 : 0;
}
