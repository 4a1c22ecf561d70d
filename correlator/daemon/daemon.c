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
#include <sys/resource.h>
#include <sys/stat.h>

#include "base/duration.h"
#include "base/json.h"
#include "base/log.h"
#include "base/xalloc.h"
#include "config/set.h"
#include "daemon/engine_thread.h"
#include "daemon/engines.h"
#include "daemon/housekeeping_thread.h"
#include "daemon/io.h"
#include "daemon/journal_thread.h"
#include "daemon/mibs_child.h"
#include "daemon/outbox_thread.h"
#include "daemon/recall.h"
#include "daemon/recovery.h"
#include "daemon/reload.h"
#include "journal/snapshot.h"
#include "daemon/rules_health.h"
#include "daemon/store_thread.h"

enum { SNAPSHOT_RECORDS = 200000, UNKNOWN_SHAPES = 512 };

struct daemon {
	struct set *files; /* as they were at the start; listeners and outputs are its */
	const struct settings *settings;
	bool broken; /* the files have errors: the recorded set is in force */
	char *sets;  /* the folder of copies */
	struct journal *journal;
	struct store *store;
	uint64_t seed;
	bool fresh; /* nothing was recorded before this start */
	struct pipeline pipeline;
	struct unknown *unknown;
	struct path path;
	struct reload *reload;
	struct io *io;
	struct journal_thread journal_thread;
	struct housekeeping_thread housekeeping_thread;
	struct engine_thread engine_thread;
	struct store_thread store_thread;
	struct outbox_thread outbox_thread;
	struct match_worker workers[WORKERS_MAXIMUM];
	pthread_t journal_id, engine_id, store_id, outbox_id, housekeeping_id;
	pthread_t worker_ids[WORKERS_MAXIMUM];
	struct change_list *left; /* what the database did not take in the recovery, or NULL */
};

/* Configuration and knowledge, with every mistake printed at once. Without the configuration
 * nothing can be done; without good rules, those go on that were in force before. */
static bool load(struct daemon *daemon, const char *file, struct report *report)
{
	mibs_child_refresh(file, report);
	daemon->files = set_load(file, report);
	if (!daemon->files)
		return false;
	daemon->settings = daemon->files->settings;
	daemon->broken = report->errors > 0;
	report_print(report, stderr);
	report_free(report);
	*report = (struct report){0};
	return true;
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
	text_reset(&database);
	text_printf(&database, "%s/sets", settings->state);
	daemon->sets = xstrdup(text_get(&database));
	text_free(&database);
	if (mkdir(daemon->sets, 0700) < 0 && errno != EEXIST)
		return error_set(error, "cannot make %s: %s", daemon->sets, strerror(errno));
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

/* What the log must know of a start: since when nobody listened, what the wall clock says, and,
 * where they are others, which rules are in force from here on. */
static void start_records(
	struct daemon *daemon, const struct recovery *recovery, struct batch *batch)
{
	int64_t last = journal_last_time(daemon->journal);
	int64_t now = clock_now(&daemon->path.clock);
	const char *before = engine_set(daemon->pipeline.engine);

	daemon->fresh = last == 0;
	if (last)
		add_record(batch, RECORD_DOWN,
			json_pack("{s:I, s:I, s:I}", "from", (json_int_t)last, "to",
				(json_int_t)now, "lost",
				(json_int_t)journal_lost(daemon->journal)));
	add_clock(daemon, batch);
	if (!daemon->broken && (!before || strcmp(before, daemon->files->hash) != 0))
		add_record(batch, RECORD_SET,
			set_record(daemon->files, before ? recovery->set : NULL, "start"));
}

static bool append_start(struct daemon *daemon, struct recovery *recovery, struct error *error)
{
	struct batch *batch = batch_new();
	bool done;

	start_records(daemon, recovery, batch);
	done = journal_append(daemon->journal, batch, clock_now(&daemon->path.clock), error) &&
	       journal_sync(daemon->journal, error);
	if (done)
		recovery_apply(recovery, batch);
	batch_free(batch);
	return done;
}

static void tell_rules(struct daemon *daemon, const struct set *set)
{
	char why[160];

	snprintf(why, sizeof(why),
		"the rules or the inventory have errors; those of before (%.12s) are in force",
		set->hash);
	rules_health(daemon->path.self, daemon->sets, daemon->broken ? why : NULL);
}

/* Engine time goes on behind everything that is known. */
static void start_clock(struct daemon *daemon, const struct arguments *arguments)
{
	daemon->path.clock = clock_make(
		journal_last_time(daemon->journal), arguments->start, arguments->rate);
	if (daemon->path.clock.doubtful)
		self_say(daemon->path.self, SELF_CLOCK, SELF_RAISED,
			"at the start the wall clock was over a day off the last record; "
			"engine time goes on from that record");
}

static bool recover(
	struct daemon *daemon, const struct arguments *arguments, struct error *error)
{
	struct recovery recovery = {.folder = daemon->settings->state,
		.journal = daemon->settings->journal.folder,
		.end = daemon->journal,
		.sets = daemon->sets,
		.base = {.epoch = journal_epoch(daemon->journal),
			.epochs = journal_epochs(daemon->journal)},
		.files = daemon->broken ? NULL : daemon->files,
		.pipeline = &daemon->pipeline,
		.store = daemon->store,
		.self = daemon->path.self,
		.restart = restart_open(daemon->settings->state,
			epochs_at(journal_epochs(daemon->journal), 0))};
	bool done;

	if (getrandom(&daemon->seed, sizeof(daemon->seed), 0) < 0)
		return error_set(error, "no random numbers: %s", strerror(errno));
	recovery.base.seed = daemon->seed;
	daemon->unknown = recovery.unknown = unknown_new(daemon->seed, UNKNOWN_SHAPES,
		SECONDS * arguments->rate, store_noted(daemon->store));
	done = (daemon->broken || set_keep(daemon->files, daemon->sets, error)) &&
	       recovery_run(&recovery, error);
	if (done) {
		start_clock(daemon, arguments);
		done = append_start(daemon, &recovery, error);
	}
	restart_close(recovery.restart);
	daemon->left = recovery.changes;
	daemon->engine_thread.base = recovery.base;
	daemon->engine_thread.set = recovery.set;
	if (!done)
		return false;
	tell_rules(daemon, recovery.set);
	atomic_store(&daemon->path.want_all, recovery.refused);
	atomic_store(&daemon->path.want_time, recovery.refused);
	atomic_store(&daemon->path.durable, journal_durable(daemon->journal));
	atomic_store(&daemon->path.segment, journal_segment(daemon->journal));
	atomic_store(&daemon->path.needed, snapshot_needed(daemon->settings->state));
	atomic_store(&daemon->path.next, engine_next(daemon->pipeline.engine));
	return true;
}

static bool open_ends(struct daemon *daemon, struct report *report)
{
	struct io_past past;
	struct error error;

	if (!outbox_thread_init(&daemon->outbox_thread, &daemon->path,
		    daemon->settings->outputs, daemon->settings->output_count, &error))
		report_error(
			report, (struct origin){daemon->settings->file, 0}, "%s", error.text);
	past.usm = engines_start(daemon->settings, engine_remotes(daemon->pipeline.engine),
		daemon->seed, daemon->fresh, daemon->path.self, report);
	daemon->reload = reload_new(
		&daemon->path, &(struct reload_settings){.file = daemon->settings->file,
				       .sets = daemon->sets,
				       .journal = daemon->settings->journal.folder,
				       .seed = daemon->seed,
				       .files = daemon->files,
				       .now = daemon->engine_thread.set,
				       .own = past.usm ? usm_own(past.usm) : NULL,
				       .users = past.usm ? usm_users(past.usm) : NULL});
	past.positions = engine_positions(daemon->pipeline.engine);
	past.copies = recall_informs(
		daemon->settings->journal.folder, daemon->seed, clock_now(&daemon->path.clock));
	daemon->io = io_new(
		&daemon->path, daemon->settings, daemon->seed, daemon->reload, &past, report);
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

/* What the database did not take before comes first. Its deliveries are not for sending: those
 * that are still due come again with all that is alive. */
static void hand_over_left(struct daemon *daemon)
{
	struct handover *handover;

	if (daemon->left->count == 0 && !daemon->left->whole)
		return;
	handover = xcalloc(1, sizeof(*handover));
	handover->changes = daemon->left;
	handover->counts = engine_counts(daemon->pipeline.engine);
	handover->bypassed = true;
	backlog_add(&daemon->store_thread.backlog, handover);
	daemon->left = NULL;
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
		.settings = daemon->settings,
		.epoch = journal_epoch(daemon->journal),
		.broken = atomic_load(&path->want_all),
		.counts = engine_counts(daemon->pipeline.engine)};
	hand_over_left(daemon);
	daemon->engine_thread = (struct engine_thread){.path = path,
		.pipeline = &daemon->pipeline,
		.set = daemon->engine_thread.set,
		.base = daemon->engine_thread.base,
		.snapshot_every = SNAPSHOT_RECORDS};
	daemon->journal_thread = (struct journal_thread){
		.path = path, .journal = daemon->journal, .set = daemon->engine_thread.set};
	daemon->housekeeping_thread = (struct housekeeping_thread){
		.path = path, .settings = &daemon->settings->journal};
	daemon->housekeeping_id =
		start("housekeeping", housekeeping_thread_run, &daemon->housekeeping_thread);
	daemon->outbox_id = start("outbox", outbox_thread_run, &daemon->outbox_thread);
	daemon->store_id = start("store", store_thread_run, &daemon->store_thread);
	daemon->engine_id = start("engine", engine_thread_run, &daemon->engine_thread);
	for (size_t i = 0; i < path->workers; i++) {
		daemon->workers[i] = (struct match_worker){.path = path, .number = i};
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
	io_answer(daemon->io);
	atomic_store(&path->stop_match, true);
	for (size_t i = 0; i < path->workers; i++) {
		bell_ring(path->match_bells[i]);
		pthread_join(daemon->worker_ids[i], NULL);
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
	reload_free(daemon->reload);
	if (daemon->outbox_thread.outbox)
		outbox_free(daemon->outbox_thread.outbox);
	if (daemon->pipeline.engine)
		pipeline_free(&daemon->pipeline);
	unknown_free(daemon->unknown);
	if (daemon->path.io_bell)
		path_free(&daemon->path);
	if (daemon->store)
		store_close(daemon->store);
	if (daemon->journal)
		journal_close(daemon->journal);
	if (daemon->left)
		change_list_free(daemon->left);
	set_release(daemon->engine_thread.set);
	set_release(daemon->files);
	free(daemon->sets);
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
	if (!recover(daemon, arguments, &error))
		return report_error(report, (struct origin){0}, "%s", error.text);
	return open_ends(daemon, report);
}

/* Each connection and each file that is followed needs a descriptor; what a program has at
 * first is for those that use select(). */
static void raise_limit(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur == limit.rlim_max)
		return;
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
}

int daemon_run(const struct arguments *arguments)
{
	struct daemon *daemon = xcalloc(1, sizeof(*daemon));
	struct report report = {0};
	bool failed;

	raise_limit();
	failed = !start_up(daemon, arguments, &report);
	report_print(&report, stderr);
	if (!failed) {
		start_threads(daemon);
		log_info("daemon", "ready journal=%s rules=%zu nodes=%zu",
			journal_epoch(daemon->journal),
			daemon->engine_thread.set->knowledge->rules->event_count,
			daemon->engine_thread.set->knowledge->inventory->node_count);
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
