/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `correlator restore`: a state folder from a backup. The journal goes on under a new epoch:
 * what followed the backup has given ids that nobody here knows of.
 */
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "journal/epoch.h"
#include "tool/copy.h"
#include "tool/manifest.h"
#include "tool/page.h"
#include "tool/command.h"

struct restore_words {
	bool json;
};

static const struct option options[] = {
	{.name = "json",
		.type = OPTION_BOOLEAN,
		.offset = offsetof(struct restore_words, json),
		.help = "print one JSON document"},
	{0},
};

/* A folder that is not there is as good as an empty one. */
static bool is_free(const char *folder, struct error *error)
{
	DIR *directory = opendir(folder);
	struct dirent *entry;
	bool empty = true;

	if (!directory)
		return errno == ENOENT ||
		       error_set(error, "cannot read %s: %s", folder, strerror(errno));
	while (empty && (entry = readdir(directory)))
		empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
	closedir(directory);
	return empty ||
	       error_set(error, "%s is not empty: nothing is restored over a state", folder);
}

/* The rename at the end makes it whole or nothing. */
static bool fill(const char *backup, const char *aside, const json_t *manifest,
	struct epochs *epochs, struct error *error)
{
	struct text path = {0};
	bool done;

	text_printf(&path, "%s/journal", aside);
	done = copy_make(aside, error) && copy_tree(backup, aside, error) &&
	       manifest_check(aside, manifest, error) &&
	       epoch_renew(text_get(&path), (uint64_t)json_member_integer(manifest, "last", 0),
		       epochs, error);
	text_reset(&path);
	text_printf(&path, "%s/manifest.json", aside);
	unlink(text_get(&path));
	text_free(&path);
	return done;
}

static bool restore(const char *backup, const char *state, const json_t *manifest,
	struct epochs *epochs, struct error *error)
{
	struct text aside = {0};
	bool done;

	text_printf(&aside, "%s.new", state);
	if (access(text_get(&aside), F_OK) == 0) {
		done = error_set(error, "%s is there already", text_get(&aside));
	} else {
		done = fill(backup, text_get(&aside), manifest, epochs, error) &&
		       (rename(text_get(&aside), state) == 0 ||
			       error_set(error, "cannot rename %s to %s: %s", text_get(&aside),
				       state, strerror(errno)));
		if (!done)
			copy_remove(text_get(&aside));
	}
	text_free(&aside);
	return done;
}

static void print(const struct restore_words *words, const char *state, const json_t *manifest,
	const struct epochs *epochs)
{
	struct page page = page_for(stdout);
	int64_t last = json_member_integer(manifest, "last", 0);

	if (words->json) {
		json_t *json = json_object();

		json_object_set_new(json, "state", json_text(state));
		json_object_set_new(json, "last", json_integer((json_int_t)last));
		json_object_set_new(json, "epoch", json_text(epochs_now(epochs)));
		page_json(&page, json);
		json_decref(json);
	} else {
		page_printf(&page, STYLE_PLAIN,
			"%s goes on after record %" PRId64 "; new ids begin with %s.", state,
			last, epochs_now(epochs));
		page_line(&page);
	}
	page_finish(&page, stdout);
}

static enum status restore_run(const void *settings, const struct operands *operands)
{
	const char *backup = operands->words[0], *state = operands->words[1];
	struct error error;
	json_t *manifest = NULL;
	struct epochs epochs;
	bool done = is_free(state, &error) && (manifest = manifest_read(backup, &error)) &&
		    manifest_check(backup, manifest, &error) &&
		    restore(backup, state, manifest, &epochs, &error);

	if (done)
		print(settings, state, manifest, &epochs);
	json_decref(manifest);
	return done ? STATUS_FINE : command_fail(STATUS_TROUBLE, "%s", error.text);
}

extern const struct command command_restore;
const struct command command_restore = {
	.name = "restore",
	.operands = "BACKUP STATE",
	.help = "make a state folder of a backup",
	.details = "STATE must be empty or not there yet. Incidents keep their ids; new ones "
		   "begin\n"
		   "with a new epoch, since ids of the time after the backup may be in use\n"
		   "elsewhere. Files belong to whoever runs this: the daemon must be able to "
		   "write\n"
		   "them.",
	.options = options,
	.settings_size = sizeof(struct restore_words),
	.least = 2,
	.most = 2,
	.run = restore_run,
};
