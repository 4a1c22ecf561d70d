/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `correlator backup`: the state of a correlator that runs, or of one that does not, as a
 * folder.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/duration.h"
#include "base/file.h"
#include "journal/lock.h"
#include "tool/client.h"
#include "tool/copy.h"
#include "tool/manifest.h"
#include "tool/page.h"
#include "tool/state_copy.h"

enum { PATIENCE = 600 };

struct backup_words {
	struct client_words client;
	const char *state;
};

static const struct option options[] = {
	CLIENT_OPTIONS(struct backup_words, client),
	{.name = "state",
		.type = OPTION_FILE,
		.offset = offsetof(struct backup_words, state),
		.help = "state folder of a daemon that does not run; else the running one is "
			"asked"},
	{0},
};

static json_t *facts_of(const struct survey *survey)
{
	char time_text[TIME_TEXT];
	json_t *json = json_object();
	uint64_t last = 0;

	for (size_t i = 0; i < survey->count; i++)
		last = survey->segments[i].last > last ? survey->segments[i].last : last;
	json_object_set_new(json, "made_at",
		json_text(time_print((int64_t)time(NULL) * SECONDS, time_text)));
	json_object_set_new(json, "epoch", json_text(survey->epoch));
	json_object_set_new(json, "records", json_integer((json_int_t)survey->records));
	json_object_set_new(json, "last", json_integer((json_int_t)last));
	json_object_set_new(json, "gaps", json_integer((json_int_t)survey->gap_count));
	return json;
}

/* Reads back what was written, and gives it its name. */
static json_t *finish(
	const char *aside, const char *target, const struct survey *survey, struct error *error)
{
	json_t *manifest = NULL;

	if (manifest_write(aside, facts_of(survey), error))
		manifest = manifest_read(aside, error);
	if (manifest && manifest_check(aside, manifest, error) &&
		(rename(aside, target) == 0 || error_set(error, "cannot rename %s to %s: %s",
						       aside, target, strerror(errno))))
		return manifest;
	json_decref(manifest);
	copy_remove(aside);
	return NULL;
}

static void print(const struct backup_words *words, const char *target, const json_t *manifest)
{
	struct page page = page_for(stdout);

	if (words->client.json)
		page_json(&page, manifest);
	else {
		page_printf(&page, STYLE_PLAIN,
			"%s holds %zu files with %" PRId64 " records, the last of them %" PRId64
			"; all were read back.",
			target, json_array_size(json_object_get(manifest, "files")),
			json_member_integer(manifest, "records", 0),
			json_member_integer(manifest, "last", 0));
		page_line(&page);
	}
	page_finish(&page, stdout);
}

static enum status copy_state(const struct backup_words *words, const char *state,
	const char *database, uint64_t applied, const char *target)
{
	struct text aside = {0};
	struct survey survey;
	struct error error;
	json_t *manifest = NULL;

	text_printf(&aside, "%s.new", target);
	if (state_copy(&(struct state_copy){state, database, text_get(&aside), applied},
		    &survey, &error))
		manifest = finish(text_get(&aside), target, &survey, &error);
	if (manifest)
		print(words, target, manifest);
	json_decref(manifest);
	survey_free(&survey);
	text_free(&aside);
	return manifest ? STATUS_FINE : command_fail(STATUS_TROUBLE, "%s", error.text);
}

/* Nobody may start a daemon on it meanwhile. */
static enum status backup_stopped(const struct backup_words *words, const char *target)
{
	struct text journal = {0};
	struct error error;
	enum status status;
	uint64_t reserved;
	int lock;

	text_printf(&journal, "%s/journal", words->state);
	lock = access(text_get(&journal), F_OK) == 0
		       ? lock_take(text_get(&journal), &reserved, &error)
		       : (error_set(&error, "%s is no state folder", words->state), -1);
	if (lock < 0)
		status = command_fail(STATUS_TROUBLE, "%s", error.text);
	else
		status = copy_state(words, words->state, "correlator.db", 0, target);
	if (lock >= 0)
		close(lock);
	text_free(&journal);
	return status;
}

static enum status backup_running(const struct backup_words *words, const char *target)
{
	struct client_words client = words->client;
	json_t *answer, *done;
	enum status status;

	client.patience = PATIENCE;
	status = client_ask(&client, json_pack("{s:s}", "command", "backup"), &answer);
	if (status != STATUS_FINE)
		return status;
	status = copy_state(words, json_member_string(answer, "state", ""),
		json_member_string(answer, "database", ""),
		(uint64_t)json_member_integer(answer, "applied", 0), target);
	json_decref(answer);
	if (client_ask(&client, json_pack("{s:s}", "command", "backup done"), &done) ==
		STATUS_FINE)
		json_decref(done);
	return status;
}

static enum status backup_run(const void *settings, const struct operands *operands)
{
	const struct backup_words *words = settings;
	const char *target = operands->words[0];

	if (access(target, F_OK) == 0)
		return command_fail(STATUS_TROUBLE, "%s is there already", target);
	if (words->state)
		return backup_stopped(words, target);
	return backup_running(words, target);
}

extern const struct command command_backup;
const struct command command_backup = {
	.name = "backup",
	.operands = "TARGET",
	.help = "copy the state, of a running daemon too, into a new folder",
	.details = "Journal, snapshots, database and the rules that were in force. Everything "
		   "is read\n"
		   "back. The configuration is not part of it. It must run on the daemon's "
		   "machine,\n"
		   "as somebody who may read its state folder.",
	.options = options,
	.settings_size = sizeof(struct backup_words),
	.least = 1,
	.most = 1,
	.run = backup_run,
};
