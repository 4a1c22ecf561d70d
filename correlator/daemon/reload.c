/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/reload.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/log.h"
#include "base/xalloc.h"
#include "config/set_changes.h"
#include "daemon/mibs_child.h"
#include "daemon/rules_health.h"
#include "journal/segment_files.h"

struct reload {
	struct path *path;
	/* `now` and `users` are what will be in force when all that was begun is done. */
	struct reload_settings settings;
	pthread_t thread;
	bool loading;
	char *by;
	uint64_t client;
	struct reloaded *result; /* written by the thread, read when it is done */
	atomic_bool done;
};

/* What was in force before the oldest record is needed by nobody. */
static void tidy(const struct reload *reload, const struct set *next)
{
	struct segment_list list;
	struct error error;

	if (!segment_list(reload->settings.journal, &list, &error))
		return;
	set_tidy(reload->settings.sets, reload->settings.now, next,
		atomic_load(&reload->path->durable), list.count ? list.firsts[0] : 0);
	segment_list_free(&list);
}

struct reload *reload_new(struct path *path, const struct reload_settings *settings)
{
	struct reload *reload = xcalloc(1, sizeof(*reload));

	reload->path = path;
	reload->settings = *settings;
	set_use(settings->now);
	tidy(reload, settings->now);
	return reload;
}

void *reload_take_listener(struct reloaded *reloaded, size_t place)
{
	void *loaded = reloaded->listeners[place];

	reloaded->listeners[place] = NULL;
	return loaded;
}

/* What nobody will take. */
static void unload(struct reloaded *reloaded)
{
	usm_users_free(reloaded->users);
	reloaded->users = NULL;
	for (size_t i = 0; i < reloaded->running->listener_count; i++) {
		void *loaded = reload_take_listener(reloaded, i);

		if (loaded)
			reloaded->running->listeners[i].type->unload(loaded);
	}
}

void reloaded_free(struct reloaded *reloaded)
{
	if (!reloaded)
		return;
	unload(reloaded);
	free(reloaded->listeners);
	set_release(reloaded->set);
	json_decref(reloaded->record);
	json_decref(reloaded->answer);
	free(reloaded);
}

static bool has_output(const struct settings *settings, const char *id)
{
	for (size_t i = 0; i < settings->output_count; i++)
		if (strcmp(settings->outputs[i].settings->id, id) == 0)
			return true;
	return false;
}

/* A route may lead only to outputs that run. */
static void check_outputs(
	const struct reload *reload, const struct settings *settings, struct report *report)
{
	for (size_t i = 0; i < settings->output_count; i++)
		if (!has_output(reload->settings.files->settings,
			    settings->outputs[i].settings->id))
			report_error(report, (struct origin){settings->file, 0},
				"the output '%s' is new: it takes a restart",
				settings->outputs[i].settings->id);
}

/* The listener as the file has it now, if that does: one of its name and type. */
static const struct listener_settings *as_it_is_now(
	const struct set *set, const struct listener_settings *running)
{
	const struct settings *settings = set ? set->settings : NULL;

	for (size_t i = 0; settings && i < settings->listener_count; i++)
		if (settings->listeners[i].type == running->type &&
			strcmp(settings->listeners[i].settings->id, running->settings->id) == 0)
			return &settings->listeners[i];
	return running;
}

/* What the listeners that run have of files of their own, and who may send to them. */
static void load_listeners(
	struct reloaded *result, const struct set *set, struct report *report)
{
	const struct settings *running = result->running;

	for (size_t i = 0; i < running->listener_count; i++) {
		const struct listener_settings *listener =
			as_it_is_now(set, &running->listeners[i]);
		struct error error;

		if (!listener->type->load)
			continue;
		result->listeners[i] = listener->type->load(listener->settings, &error);
		if (!result->listeners[i])
			report_error(report, listener->origin, "listener '%s': %s",
				listener->settings->id, error.text);
	}
}

/* Loads the files and keeps a copy; NULL after reporting. */
static struct usm_users *load_users(
	const struct reload *reload, const struct settings *settings, struct report *report)
{
	struct usm_users *users =
		usm_users_load(&settings->snmp, reload->settings.seed, report);

	if (users && users->count > 0 && !reload->settings.own->recorded)
		report_error(report, (struct origin){settings->file, 0},
			"users of SNMPv3 take a restart: our engine's boots could not be "
			"written "
			"at the start, and are none to be known by");
	return users;
}

static struct set *load(struct reload *reload, struct reloaded *result, struct report *report)
{
	struct set *set;
	struct error error;

	mibs_child_refresh(reload->settings.file, report);
	set = set_load(reload->settings.file, report);
	load_listeners(result, set, report);
	if (set)
		result->users = load_users(reload, set->settings, report);
	if (set)
		check_outputs(reload, set->settings, report);
	FAULT("reload");
	if (set && report->errors == 0 && !set_keep(set, reload->settings.sets, &error))
		report_error(report, (struct origin){0}, "%s", error.text);
	if (report->errors == 0) {
		tidy(reload, set);
		return set;
	}
	set_release(set);
	return NULL;
}

/* What the file says otherwise, but cannot be changed while we run. */
static json_t *needs_restart(const struct reload *reload, const struct set *set)
{
	const uint64_t *before = reload->settings.files->settings->fixed;
	const uint64_t *after = set->settings->fixed;
	json_t *names = json_array();

	for (size_t i = 0; settings_fixed[i]; i++)
		if (before[i] != after[i])
			json_array_append_new(names, json_text(settings_fixed[i]));
	return names;
}

static json_t *renewed(const struct reloaded *result)
{
	const struct settings *running = result->running;
	json_t *names = json_array();

	for (size_t i = 0; i < running->listener_count; i++)
		if (result->listeners[i])
			json_array_append_new(
				names, json_text(running->listeners[i].settings->id));
	return names;
}

/* Pass phrases are no part of a set. */
static json_t *changes(const struct reload *reload, const struct reloaded *result)
{
	json_t *changes = set_changes(reload->settings.now, result->set);

	set_changes_of_users(changes, reload->settings.users, result->users);
	return changes;
}

static void answer_changes(
	struct reload *reload, struct reloaded *result, const struct report *report)
{
	json_t *answer = result->answer;
	bool same = strcmp(result->set->hash, reload->settings.now->hash) == 0;

	json_object_set_new(answer, "set", json_text(result->set->hash));
	json_object_set_new(answer, "changed", changes(reload, result));
	json_object_set_new(answer, "same", json_boolean(same));
	json_object_set_new(answer, "renewed", renewed(result));
	json_object_set_new(answer, "restart", needs_restart(reload, result->set));
	json_object_set_new(answer, "problems", json_problems(report));
	if (!same)
		result->record = set_record(result->set, reload->settings.now, reload->by);
}

/* One sentence, then a line a mistake. */
static void answer_errors(struct reloaded *result, const struct report *report)
{
	struct text text = {0};

	text_printf(&text, "the files have %zu error%s; what was in force before stays so",
		report->errors, report->errors == 1 ? "" : "s");
	for (size_t i = 0; i < report->count; i++) {
		const struct problem *problem = &report->problems[i];

		if (problem->level == PROBLEM_ERROR)
			text_printf(&text, "\n%s:%u: %s", problem->file ? problem->file : "",
				problem->line, problem->text);
	}
	json_object_set_new(result->answer, "error", json_text(text_get(&text)));
	json_object_set_new(result->answer, "problems", json_problems(report));
	text_free(&text);
}

static void *run(void *context)
{
	struct reload *reload = context;
	struct reloaded *result = xcalloc(1, sizeof(*result));
	struct report report = {0};

	result->client = reload->client;
	result->answer = json_object();
	result->running = reload->settings.files->settings;
	result->listeners = xcalloc(result->running->listener_count + 1, sizeof(void *));
	result->set = load(reload, result, &report);
	if (result->set) {
		answer_changes(reload, result, &report);
	} else {
		answer_errors(result, &report);
		unload(result);
	}
	report_print(&report, stderr);
	report_free(&report);
	reload->result = result;
	atomic_store(&reload->done, true);
	bell_ring(reload->path->io_bell);
	return NULL;
}

bool reload_begin(struct reload *reload, const char *by, uint64_t client)
{
	if (reload->loading)
		return false;
	free(reload->by);
	reload->by = xstrdup(by);
	reload->client = client;
	reload->loading = true;
	atomic_store(&reload->done, false);
	if (pthread_create(&reload->thread, NULL, run, reload) == 0)
		return true;
	reload->loading = false;
	return false;
}

struct reloaded *reload_take(struct reload *reload)
{
	struct reloaded *result;

	if (!reload->loading || !atomic_load(&reload->done))
		return NULL;
	pthread_join(reload->thread, NULL);
	reload->loading = false;
	result = reload->result;
	if (result->users)
		reload->settings.users = result->users;
	/* The operator who does not sit at the command line hears of it too. */
	rules_health(reload->path->self, reload->settings.sets,
		result->set ? NULL : "the files have errors and were not loaded");
	if (result->record) {
		set_release(reload->settings.now);
		reload->settings.now = set_use(result->set);
	} else {
		set_release(result->set);
		result->set = NULL;
	}
	return result;
}

void reload_free(struct reload *reload)
{
	if (!reload)
		return;
	if (reload->loading) {
		pthread_join(reload->thread, NULL);
		reloaded_free(reload->result);
	}
	set_release(reload->settings.now);
	free(reload->by);
	free(reload);
}
