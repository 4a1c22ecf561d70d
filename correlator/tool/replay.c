/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `correlator replay`: what these rules make of yesterday.
 */
#include "tool/replay.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "config/settings.h"
#include "input/capture.h"
#include "input/syslog_decoder.h"
#include "journal/reader.h"
#include "tool/command.h"
#include "tool/deeds.h"
#include "tool/feed_capture.h"
#include "tool/load.h"
#include "tool/progress.h"
#include "tool/unknown_rows.h"
#include "tool/unpacked.h"

enum { UNKNOWN_SHAPES = 4096 };

struct replay_words {
	struct load_words load;
	const char *config, *listener, *events;
	bool json, alerts, unknown, no_wait, parse;
};

static const struct option options[] = {
	{.name = "config",
		.type = OPTION_FILE,
		.offset = offsetof(struct replay_words, config),
		.help = "correlator.conf: routes, and names and inventory unless given"},
	{.name = "listener",
		.type = OPTION_STRING,
		.offset = offsetof(struct replay_words, listener),
		.help = "read text as that syslog listener does (dialect, zone, "
			"continues)"},
	LOAD_OPTIONS(struct replay_words, load),
	{.name = "alerts",
		.type = OPTION_BOOLEAN,
		.offset = offsetof(struct replay_words, alerts),
		.help = "print each alert"},
	{.name = "events",
		.type = OPTION_FILE,
		.offset = offsetof(struct replay_words, events),
		.help = "write what each event did there, a line of JSON each"},
	{.name = "parse",
		.type = OPTION_BOOLEAN,
		.offset = offsetof(struct replay_words, parse),
		.help = "parse the lines of a journal anew, and tell what is other now"},
	{.name = "unknown",
		.type = OPTION_BOOLEAN,
		.offset = offsetof(struct replay_words, unknown),
		.help = "list what no rule matches, as 'correlator unknown' does"},
	{.name = "no-wait",
		.type = OPTION_BOOLEAN,
		.offset = offsetof(struct replay_words, no_wait),
		.help = "stop at the last record; else time goes on, at most a day"},
	{.name = "json",
		.type = OPTION_BOOLEAN,
		.offset = offsetof(struct replay_words, json),
		.help = "print one JSON document"},
	{0},
};

/* What a replay works with, loaded and freed together. */
struct work {
	struct arena *arena;
	struct settings *configured;           /* or NULL */
	const struct input_settings *listener; /* of text; or NULL */
	struct knowledge *knowledge;
	struct reader *journal; /* or NULL: text files */
	struct deeds *deeds;
	struct unknown *unknown; /* or NULL */
	FILE *events;            /* or NULL */
	struct routes no_routes;
	struct report report;
};

static void load(struct work *work, const struct replay_words *words, const char *folder)
{
	const char **folders = arena_calloc(work->arena, 1, sizeof(*folders));
	struct knowledge_files files;

	folders[0] = folder;
	if (words->config)
		work->configured = settings_load(words->config, &work->report);
	load_files(&words->load, (struct string_list){folders, 1}, work->arena, &files,
		&work->report);
	if (work->configured && !words->load.inventory) {
		files.platforms = work->configured->platforms;
		files.nodes = work->configured->nodes;
		files.links = work->configured->links;
	}
	if (work->configured && !files.names)
		files.names = work->configured->names;
	work->knowledge = knowledge_load(&files, &work->report);
}

static void unload(struct work *work)
{
	reader_close(work->journal);
	deeds_free(work->deeds);
	unknown_free(work->unknown);
	knowledge_free(work->knowledge);
	settings_free(work->configured);
	report_free(&work->report);
	arena_free(work->arena);
}

static bool open_journal(
	struct work *work, const struct operands *operands, struct error *error)
{
	for (size_t i = 1; i < operands->count; i++)
		if (feed_is_journal(operands->words[i]) && operands->count > 2)
			return error_set(error,
				"%s is a journal: it can only be replayed alone",
				operands->words[i]);
	if (!feed_is_journal(operands->words[1]))
		return true;
	work->journal = reader_open(operands->words[1], 1, error);
	return work->journal != NULL;
}

/* A capture, or lines; maybe packed. */
static bool feed_unpacked(struct work *work, struct replay *replay, struct unpacked *unpacked,
	const char *name, struct error *error)
{
	FILE *file = unpacked_file(unpacked);

	if (capture_begins(file))
		return feed_capture(&replay->world, file, name, work->configured, &replay->flow,
			&work->report, error);
	return feed_lines(&replay->world, file, name, unpacked_time(unpacked), work->listener,
		&replay->flow, error);
}

static void measure_unpacked(const void *context, uint64_t *done, uint64_t *total)
{
	unpacked_progress(context, done, total);
}

/* What could be unpacked of a file that is damaged counts. */
static bool feed_file(
	struct work *work, struct replay *replay, const char *name, struct error *error)
{
	struct unpacked *unpacked = unpacked_open(name, error);
	struct error trouble = {""};
	struct progress progress;
	bool done;

	if (!unpacked)
		return false;
	progress = progress_begin(name, measure_unpacked, unpacked);
	replay->flow.progress = &progress;
	done = feed_unpacked(work, replay, unpacked, name, error);
	progress_end(&progress);
	replay->flow.progress = NULL;
	if (unpacked_close(unpacked, &trouble))
		return done;
	report_doubt(&work->report, (struct origin){name, 0}, "%s", trouble.text);
	return true;
}

static void measure_journal(const void *context, uint64_t *done, uint64_t *total)
{
	reader_progress(context, done, total);
}

static void feed_records(struct work *work, struct replay *replay, const char *name)
{
	struct progress progress = progress_begin(name, measure_journal, work->journal);

	replay->flow.progress = &progress;
	feed_journal(
		&replay->world, work->journal, replay->reparse, &replay->flow, &work->report);
	progress_end(&progress);
	replay->flow.progress = NULL;
}

static bool feed(struct work *work, struct replay *replay, const struct operands *operands,
	struct error *error)
{
	if (work->journal) {
		feed_records(work, replay, operands->words[1]);
		return true;
	}
	for (size_t i = 1; i < operands->count; i++)
		if (!feed_file(work, replay, operands->words[i], error))
			return false;
	return true;
}

static bool find_listener(struct work *work, const char *id, struct error *error)
{
	const struct settings *configured = work->configured;

	if (!id)
		return true;
	if (work->journal)
		return error_set(
			error, "--listener is for text: a journal knows its listeners");
	if (!configured)
		return error_set(error, "--listener %s: --config must say what that is", id);
	for (size_t i = 0; i < configured->listener_count; i++)
		if (configured->listeners[i].type->decoder == &syslog_decoder &&
			strcmp(configured->listeners[i].settings->id, id) == 0)
			work->listener = configured->listeners[i].settings;
	return work->listener ||
	       error_set(error, "%s has no syslog listener '%s'", configured->file, id);
}

/* Only a journal has decisions of another day. */
static bool begin_reparse(
	struct work *work, struct replay *replay, bool wanted, struct error *error)
{
	if (!wanted)
		return true;
	if (!work->journal)
		return error_set(error, "--parse is for journals: other files are parsed "
					"with every replay");
	replay->reparse = reparse_new(work->configured, error);
	return replay->reparse != NULL;
}

static void begin(struct work *work, struct replay *replay)
{
	struct engine_settings settings = {
		.epoch = work->journal ? reader_epoch(work->journal) : "lines",
		.epochs = work->journal ? reader_epochs(work->journal) : NULL,
		.rules = work->knowledge->rules,
		.inventory = work->knowledge->inventory,
		.routes = work->configured ? &work->configured->routes : &work->no_routes,
	};

	if (work->events)
		deeds_watch(work->deeds, &settings);
	world_init(&replay->world, &settings);
	replay->world.pipeline.unknown = work->unknown;
}

static void list_unknown(struct work *work, struct replay *replay)
{
	if (!work->unknown)
		return;
	replay->unknown = unknown_rows(work->unknown);
	unknown_add_names(replay->unknown, work->knowledge->names);
}

/* Before the work, so that a file that cannot be written is told at once. */
static bool open_events(struct work *work, const char *file, struct error *error)
{
	work->deeds = deeds_new();
	work->events = file ? fopen(file, "we") : NULL;
	return !file || work->events ||
	       error_set(error, "cannot write %s: %s", file, strerror(errno));
}

static bool close_events(
	struct work *work, const struct replay *replay, const char *file, struct error *error)
{
	bool failed;

	if (!work->events)
		return true;
	deeds_print(work->deeds, &replay->world.history, work->events);
	failed = ferror(work->events) | fclose(work->events);
	return !failed || error_set(error, "cannot write %s", file);
}

static enum status run(
	struct work *work, const struct replay_words *words, const struct operands *operands)
{
	struct replay replay = {0};
	struct page page = page_for(stdout);
	struct error error;
	bool done;

	if (!find_listener(work, words->listener, &error) ||
		!begin_reparse(work, &replay, words->parse, &error) ||
		!open_events(work, words->events, &error))
		return command_fail(STATUS_TROUBLE, "%s", error.text);
	work->unknown = words->unknown ? unknown_new(0, UNKNOWN_SHAPES, 0, 0) : NULL;
	begin(work, &replay);
	done = feed(work, &replay, operands, &error);
	if (done && !words->no_wait)
		world_pass(&replay.world, replay.world.now + 24 * HOURS);
	if (done)
		done = close_events(work, &replay, words->events, &error);
	list_unknown(work, &replay);
	if (done && words->json)
		replay_json(&replay, &page);
	else if (done)
		replay_view(&replay, words->alerts, &page);
	page_finish(&page, stdout);
	json_decref(replay.unknown);
	world_free(&replay.world);
	reparse_free(replay.reparse);
	return done ? STATUS_FINE : command_fail(STATUS_TROUBLE, "%s", error.text);
}

static enum status replay_run(const void *settings, const struct operands *operands)
{
	const struct replay_words *words = settings;
	struct work work = {.arena = arena_new(0)};
	enum status status;
	struct error error;

	load(&work, words, operands->words[0]);
	if (work.report.errors) {
		report_print(&work.report, stderr);
		status = STATUS_TROUBLE;
	} else if (!open_journal(&work, operands, &error)) {
		status = command_fail(STATUS_TROUBLE, "%s", error.text);
	} else {
		size_t doubts = work.report.count;

		status = run(&work, words, operands);
		/* Doubts about rules are the business of `check`; gaps are told. */
		for (size_t i = doubts; i < work.report.count; i++)
			command_fail(status, "%s", work.report.problems[i].text);
	}
	unload(&work);
	return status;
}

extern const struct command command_replay;
const struct command command_replay = {
	.name = "replay",
	.operands = "DIR FILE...",
	.help = "run rules over syslog files, captures or a journal, and show what comes of it",
	.details =
		"DIR is a folder with rules. FILE is text with one syslog line a line, or a\n"
		"capture of tcpdump with traps and syslog over UDP ('-': standard input), "
		"also\n"
		"packed by gzip; or it is the folder of a journal, which gives the same\n"
		"incident ids as it did in the daemon. Nothing is sent anywhere.",
	.options = options,
	.settings_size = sizeof(struct replay_words),
	.least = 2,
	.most = SIZE_MAX,
	.run = replay_run,
};
