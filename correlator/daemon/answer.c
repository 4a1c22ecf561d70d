/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/answer.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/duration.h"
#include "daemon/engines.h"
#include "daemon/account.h"

#define BACKUP_DATABASE "backup.db"

enum { INCIDENTS_MAXIMUM = 1000, AUDIT_MAXIMUM = 1000 };

static void add_number(json_t *json, const char *name, uint64_t number)
{
	json_object_set_new(json, name, json_integer((json_int_t)number));
}

static void answer_status(struct store_thread *thread, struct text *answer)
{
	const struct engine_counts *counts = &thread->counts;
	struct text stored = {0};
	json_t *json = json_object(), *engine = json_object(), *store;

	add_number(engine, "events", counts->events);
	add_number(engine, "matched", counts->matched);
	add_number(engine, "limited", counts->limited);
	add_number(engine, "alarms_raised", counts->raised);
	add_number(engine, "alarms_repeated", counts->repeated);
	add_number(engine, "alarms_cleared", counts->cleared);
	add_number(engine, "clears_of_nothing", counts->clears_of_nothing);
	add_number(engine, "without_key", counts->keyless);
	add_number(engine, "not_in_table", counts->unlisted);
	add_number(engine, "overflow", counts->overflow);
	add_number(engine, "incidents_opened", counts->opened);
	add_number(engine, "incidents_closed", counts->closed);
	add_number(engine, "incidents_transient", counts->transient);
	add_number(engine, "incidents_merged", counts->merged);
	add_number(engine, "alive_alarms", counts->alive_alarms);
	add_number(engine, "raised_alarms", counts->raised_alarms);
	add_number(engine, "alive_incidents", counts->alive_incidents);
	json_object_set_new(engine, "quarantined",
		thread->quarantined ? json_incref(thread->quarantined) : json_array());
	store_status(thread->store, &stored);
	json_object_set_new(json, "engine", engine);
	store = json_parse(text_slice(&stored), NULL);
	json_object_set_new(store, "broken", json_boolean(thread->broken));
	json_object_set_new(json, "store", store);
	add_number(json, "durable", atomic_load(&thread->path->durable));
	json_print(json, answer);
	json_decref(json);
	text_free(&stored);
}

static void answer_sources(struct store_thread *thread, struct question *question)
{
	json_t *json = json_object();

	json_object_set_new(
		json, "sources", account_sources(thread->settings, question->peers));
	json_print(json, &question->answer);
	json_decref(json);
}

/* Names of traps lie in a file, for whoever asks. */
static void answer_unknown(struct store_thread *thread, struct question *question)
{
	const struct clock *clock = &thread->path->clock;
	struct text names = {0};
	json_t *path = json_text(thread->settings->names);

	text_string(&question->answer, "{\"unknown\":");
	store_unknown(thread->store, clock_wall(clock) - clock_now(clock), &question->answer);
	json_print(path, &names);
	text_printf(&question->answer, ",\"names\":%s}", text_get(&names));
	json_decref(path);
	text_free(&names);
}

static void answer_error(struct text *answer, const struct error *error)
{
	json_t *json = json_object();

	json_object_set_new(json, "error", json_text(error->text));
	json_print(json, answer);
	json_decref(json);
}

static void answer_incidents(struct store_thread *thread, struct question *question)
{
	bool all = json_is_true(json_object_get(question->request, "all"));

	text_string(&question->answer, "{\"incidents\":");
	store_incidents(thread->store, all, INCIDENTS_MAXIMUM, &question->answer);
	text_byte(&question->answer, '}');
}

static bool answer_show(
	struct store_thread *thread, struct question *question, struct error *error)
{
	const char *incident = question_text(question, "incident");

	return store_show(thread->store, incident ? incident : "", &question->answer, error);
}

/* As the store wants it: in UTC with milliseconds. */
static bool read_time(const struct question *question, const char *name, char text[TIME_TEXT],
	const char **out, struct error *error)
{
	const char *given = question_text(question, name);
	int64_t time;

	if (!given)
		return true;
	if (!time_parse(slice_of(given), &time))
		return error_set(error, "'%s' is no time such as 2012-08-29T12:00:00Z", name);
	*out = time_print(time, text);
	return true;
}

static bool answer_audit(
	struct store_thread *thread, struct question *question, struct error *error)
{
	struct audit_filter filter = {.incident = question_text(question, "incident"),
		.by = question_text(question, "by")};
	char from[TIME_TEXT], to[TIME_TEXT];

	if (!read_time(question, "from", from, &filter.from, error) ||
		!read_time(question, "to", to, &filter.to, error))
		return false;
	text_string(&question->answer, "{\"audit\":");
	store_audit(thread->store, &filter, AUDIT_MAXIMUM, &question->answer);
	text_byte(&question->answer, '}');
	return true;
}

static void copy_path(const struct store_thread *thread, struct text *path)
{
	text_printf(path, "%s/" BACKUP_DATABASE, thread->settings->state);
}

/* The rest of a backup is files that are only ever appended to, or replaced whole: whoever asks
 * copies them. This copy comes first, so that it knows nothing that they do not. */
static bool answer_backup(
	struct store_thread *thread, struct question *question, struct error *error)
{
	char *folder = realpath(thread->settings->state, NULL);
	struct text path = {0};
	json_t *json = json_object();
	bool done;

	copy_path(thread, &path);
	done = store_copy(thread->store, text_get(&path), error);
	json_object_set_new(json, "state", json_text(folder));
	json_object_set_new(json, "database", json_text(BACKUP_DATABASE));
	add_number(json, "applied", store_applied(thread->store));
	if (done)
		json_print(json, &question->answer);
	json_decref(json);
	text_free(&path);
	free(folder);
	return done;
}

static bool answer_backup_done(struct store_thread *thread, struct question *question)
{
	struct text path = {0};

	copy_path(thread, &path);
	unlink(text_get(&path));
	text_free(&path);
	text_string(&question->answer, "{}");
	return true;
}

/* Whether what the order is about is there. */
static bool check_order(
	struct store_thread *thread, const struct question *question, struct error *error)
{
	const char *incident = question_text(question, "incident");
	const char *alarm = question_text(question, "alarm");

	if (alarm)
		return store_is_raised(thread->store, alarm, error);
	return store_is_alive(thread->store, incident ? incident : "", error);
}

static bool try_answer(
	struct store_thread *thread, struct question *question, struct error *error)
{
	switch (question->kind) {
	case QUESTION_INCIDENTS:
		answer_incidents(thread, question);
		return true;
	case QUESTION_SHOW:
		return answer_show(thread, question, error);
	case QUESTION_STATUS:
		answer_status(thread, &question->answer);
		return true;
	case QUESTION_SOURCES:
		answer_sources(thread, question);
		return true;
	case QUESTION_UNKNOWN:
		answer_unknown(thread, question);
		return true;
	case QUESTION_ENGINES:
		engines_print(question->engines, &question->answer);
		return true;
	case QUESTION_AUDIT:
		return answer_audit(thread, question, error);
	case QUESTION_RELOAD: /* only the io thread can say */
	case QUESTION_ENGINE_ORDER:
		break;
	case QUESTION_BACKUP:
		return answer_backup(thread, question, error);
	case QUESTION_BACKUP_DONE:
		return answer_backup_done(thread, question);
	case QUESTION_ORDER:
		return check_order(thread, question, error);
	}
	return true;
}

void answer_question(struct store_thread *thread, struct question *question)
{
	struct error error;

	if (!try_answer(thread, question, &error))
		answer_error(&question->answer, &error);
}
