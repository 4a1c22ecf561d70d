/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/zone.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/file.h"
#include "base/option.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "base/zone_file.h"

enum { PATH_LIMIT = 512 };

static const char *folder(void)
{
	const char *named = getenv("TZDIR");

	return named && *named ? named : "/usr/share/zoneinfo";
}

/* "+02:00" or "+0200", in seconds. */
static bool read_offset(struct slice text, int32_t *offset)
{
	bool west = slice_starts_with(text, "-");
	int64_t hours, minutes;

	if (slice_equals(text, "Z")) {
		*offset = 0;
		return true;
	}
	if ((!west && !slice_starts_with(text, "+")) || text.length < 5 ||
		!slice_to_integer(slice_part(text, 1, 2), &hours) ||
		!slice_to_integer(slice_from(text, text.length - 2), &minutes) ||
		(text.length != 5 && (text.length != 6 || text.data[3] != ':')))
		return false;
	if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
		return false;
	*offset = (int32_t)(hours * 3600 + minutes * 60) * (west ? -1 : 1);
	return true;
}

/* A file that has nearly the name that was written, in the folder that was meant. */
static bool find_near(const char *path, char near[PATH_LIMIT])
{
	const char *name = strrchr(path, '/') + 1;
	char parent[PATH_LIMIT];
	struct dirent *entry;
	bool found = false;
	DIR *opened;

	snprintf(parent, sizeof(parent), "%.*s", (int)(name - path), path);
	opened = opendir(parent);
	while (opened && !found && (entry = readdir(opened))) {
		found = option_near(name, entry->d_name);
		if (found)
			snprintf(near, PATH_LIMIT, "%s%.250s", parent + strlen(folder()) + 1,
				entry->d_name);
	}
	if (opened)
		closedir(opened);
	return found;
}

static bool unknown_zone(const char *name, const char *path, struct error *error)
{
	char near[PATH_LIMIT];

	if (find_near(path, near))
		return error_set(
			error, "there is no time zone '%s': did you mean '%s'?", name, near);
	return error_set(error,
		"there is no time zone '%s' in %s: write for example \"+02:00\", \"Z\" or "
		"\"Europe/Paris\"",
		name, folder());
}

/* A name is a path below the folder, and nothing else. */
static bool is_name(const char *name)
{
	return *name && *name != '/' && *name != '.' && !strstr(name, "..") &&
	       strlen(name) + strlen(folder()) + 2 < PATH_LIMIT;
}

static bool load(struct zone *zone, const char *name, struct error *error)
{
	struct text content = {0};
	char path[PATH_LIMIT];
	bool good;

	snprintf(path, sizeof(path), "%s/%s", folder(), is_name(name) ? name : "-");
	if (!file_read(path, &content, error) || content.length == 0) {
		text_free(&content);
		return unknown_zone(name, path, error);
	}
	good = zone_file_read(zone, text_slice(&content)) ||
	       error_set(error, "%s holds no time zone", path);
	text_free(&content);
	return good;
}

struct zone *zone_open(const char *name, struct error *error)
{
	struct zone *zone = xcalloc(1, sizeof(*zone));

	if (read_offset(slice_of(name), &zone->first) || load(zone, name, error))
		return zone;
	zone_close(zone);
	return NULL;
}

void zone_close(struct zone *zone)
{
	if (!zone)
		return;
	free(zone->changes);
	free(zone);
}

/* How many changes are not later than that. */
static size_t changes_until(const struct zone *zone, int64_t time)
{
	size_t low = 0, high = zone->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (zone->changes[middle].at <= time)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static int64_t offset_after(const struct zone *zone, size_t changes)
{
	return changes == 0 ? zone->first : zone->changes[changes - 1].offset;
}

/* No clock is set by more than a day, so the two moments lie within the change nearest before
 * a day later and the one before that. */
int64_t zone_utc(const struct zone *zone, int64_t local, int64_t near)
{
	int64_t best = 0, least = INT64_MAX, seconds = local / SECONDS;
	size_t last, first;

	if (!zone)
		return local;
	last = changes_until(zone, seconds + 24 * 3600);
	first = changes_until(zone, seconds - 24 * 3600);
	for (size_t i = first; i <= last; i++) {
		int64_t time = local - offset_after(zone, i) * SECONDS;
		int64_t distance = time > near ? time - near : near - time;

		if (changes_until(zone, time / SECONDS) != i || distance >= least)
			continue;
		least = distance;
		best = time;
	}
	return least == INT64_MAX ? local - offset_after(zone, first) * SECONDS : best;
}
