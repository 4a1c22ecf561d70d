/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 *     FOLDER/<hash>/config    the name of the configuration file, as the user gave it
 *     FOLDER/<hash>/files/    every file, under its own path
 *     FOLDER/<hash>/until     of one that is not in force any more: a record after that
 */
#include "config/set.h"

#include <dirent.h>
#include <errno.h>
#include <fts.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/xalloc.h"

static struct set *load(const char *root, const char *file, struct report *report)
{
	struct set *set = xcalloc(1, sizeof(*set));
	set->sources = sources_new(root);
	set->users = 1;
	set->settings = settings_read(set->sources, file, report);
	if (!set->settings) {
		set_release(set);
		return NULL;
	}
	const struct knowledge_files files = {.rules = set->settings->rules,
		.names = set->settings->names,
		.names_made = set->settings->mibs.count > 0,
		.platforms = set->settings->platforms,
		.nodes = set->settings->nodes,
		.links = set->settings->links};
	set->knowledge = knowledge_read(set->sources, &files, report);
	snprintf(set->hash, sizeof(set->hash), "%s", set->knowledge->hash);
	set->skips = xcalloc(set->knowledge->rules->event_count + 1, sizeof(*set->skips));
	return set;
}

struct engine_settings set_engine_settings(
	const struct set *set, const struct engine_settings *base)
{
	struct engine_settings settings = *base;
	settings.rules = set->knowledge->rules;
	settings.inventory = set->knowledge->inventory;
	settings.routes = &set->settings->routes;
	settings.skips = set->skips;
	return settings;
}

struct set *set_load(const char *file, struct report *report)
{
	return load(NULL, file, report);
}

struct set *set_use(struct set *set)
{
	atomic_fetch_add(&set->users, 1);
	return set;
}

void set_release(struct set *set)
{
	if (!set || atomic_fetch_sub(&set->users, 1) != 1)
		return;
	knowledge_free(set->knowledge);
	settings_free(set->settings);
	sources_free(set->sources);
	free(set->skips);
	free(set);
}

static void remove_tree(const char *path)
{
	char *const paths[] = {(char *)(uintptr_t)path, NULL};
	FTS *walk = fts_open(paths, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
	FTSENT *entry;
	while (walk && (entry = fts_read(walk)))
		if (entry->fts_info != FTS_D)
			remove(entry->fts_path);
	if (walk)
		fts_close(walk);
}

/* Everything below a folder of its own name, which takes its right name when all is there. */
static bool write_copy(const struct set *set, const char *aside, struct error *error)
{
	char path[PATH_BYTES + 8];
	snprintf(path, sizeof(path), "%s/files", aside);
	if (!sources_keep(set->sources, path, error))
		return false;
	for (size_t i = 0; i < set->settings->rules.count; i++)
		if (!sources_keep_folder(path, set->settings->rules.items[i], error))
			return false;
	snprintf(path, sizeof(path), "%s/config", aside);
	return file_replace(path, (struct slice[]){slice_of(set->settings->file)}, 1, error);
}

static bool is_kept(const struct set *set, const char *copy)
{
	char path[PATH_BYTES + 8];
	snprintf(path, sizeof(path), "%s/files", copy);
	if (!sources_are_kept(set->sources, path))
		return false;
	snprintf(path, sizeof(path), "%s/config", copy);
	return access(path, F_OK) == 0;
}

bool set_keep(const struct set *set, const char *folder, struct error *error)
{
	char path[PATH_BYTES], aside[PATH_BYTES];
	snprintf(path, sizeof(path), "%s/%s", folder, set->hash);
	snprintf(aside, sizeof(aside), "%s/new", folder);
	if (is_kept(set, path))
		return true;
	remove_tree(aside);
	remove_tree(path); /* damaged */
	if (!write_copy(set, aside, error))
		return false;
	FAULT("set-written");
	if (rename(aside, path) < 0 || !file_sync_folder(folder))
		return error_set(error, "cannot make %s: %s", path, strerror(errno));
	return true;
}

static bool read_name(const char *path, char name[PATH_BYTES], struct error *error)
{
	FILE *file = fopen(path, "re");
	if (!file)
		return error_set(error, "cannot read %s: %s", path, strerror(errno));
	size_t length = fread(name, 1, PATH_BYTES - 1, file);
	fclose(file);
	name[length] = '\0';
	return length > 0 || error_set(error, "%s is empty", path);
}

static const struct problem *first_error(const struct report *report)
{
	const struct problem *problem = report->problems;
	while (problem->level != PROBLEM_ERROR)
		problem++;
	return problem;
}

static struct set *load_copy(
	const char *root, const char *name, const char *hash, struct error *error)
{
	struct report report = {0};
	struct set *set = load(root, name, &report);
	bool good = report.errors == 0 && strcmp(set->hash, hash) == 0;
	if (report.errors > 0)
		error_set(error, "the set %.12s does not load any more: %s", hash,
			first_error(&report)->text);
	else if (!good)
		error_set(error, "the set %.12s is damaged", hash);
	report_free(&report);
	if (good)
		return set;
	set_release(set);
	return NULL;
}

struct set *set_recall(const char *folder, const char *hash, struct error *error)
{
	char path[PATH_BYTES], root[PATH_BYTES], name[PATH_BYTES];
	snprintf(path, sizeof(path), "%s/%s/config", folder, hash);
	snprintf(root, sizeof(root), "%s/%s/files", folder, hash);
	return read_name(path, name, error) ? load_copy(root, name, hash, error) : NULL;
}

/* Until which record a set that is not in force any more was, as far as it is noted. */
static uint64_t read_until(const char *copy)
{
	char path[PATH_BYTES + 8], text[32] = "";
	snprintf(path, sizeof(path), "%s/until", copy);
	FILE *file = fopen(path, "re");
	if (!file)
		return 0;
	text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
	fclose(file);
	return strtoull(text, NULL, 10);
}

static void tidy_one(const char *copy, bool in_force, uint64_t last, uint64_t oldest)
{
	uint64_t until = read_until(copy);
	char path[PATH_BYTES + 8], text[32];
	struct error error;
	snprintf(path, sizeof(path), "%s/until", copy);
	snprintf(text, sizeof(text), "%" PRIu64 "\n", last);
	if (in_force)
		unlink(path);
	else if (until == 0)
		file_replace(path, (struct slice[]){slice_of(text)}, 1, &error);
	else if (until < oldest)
		remove_tree(copy);
}

void set_tidy(const char *folder, const struct set *one, const struct set *other, uint64_t last,
	uint64_t oldest)
{
	DIR *directory = opendir(folder);
	struct dirent *entry;
	while (directory && (entry = readdir(directory))) {
		char copy[PATH_BYTES];
		if (strlen(entry->d_name) != SET_HASH - 1)
			continue;
		snprintf(copy, sizeof(copy), "%s/%s", folder, entry->d_name);
		tidy_one(copy,
			strcmp(entry->d_name, one->hash) == 0 ||
				strcmp(entry->d_name, other->hash) == 0,
			last, oldest);
	}
	if (directory)
		closedir(directory);
}
