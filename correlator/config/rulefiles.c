/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "config/rulefiles.h"

#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

struct found {
	struct arena *arena;
	struct report *report;
	const char *folder, *place; /* being searched: its name, and where it is */
	const char **items;
	size_t count, capacity;
};

static bool ends_with(const char *name, const char *end)
{
	size_t length = strlen(name), tail = strlen(end);
	return length > tail && strcmp(name + length - tail, end) == 0;
}

/* The name by which users know what was found. */
static const char *name_of(const struct found *found, const char *path)
{
	return arena_printf(found->arena, "%s%s", found->folder, path + strlen(found->place));
}

static void add(struct found *found, const char *path)
{
	found->items =
		xgrow(found->items, found->count, &found->capacity, sizeof(*found->items));
	found->items[found->count++] = name_of(found, path);
}

/* Hidden entries are left out: editors and version control keep copies in them. */
static void visit(struct found *found, FTS *walk, FTSENT *entry)
{
	bool hidden = entry->fts_level > 0 && entry->fts_name[0] == '.';
	struct origin origin = {name_of(found, entry->fts_path), 0};
	switch (entry->fts_info) {
	case FTS_D:
		if (hidden)
			fts_set(walk, entry, FTS_SKIP);
		break;
	case FTS_DNR:
	case FTS_ERR:
	case FTS_NS:
		report_error(found->report, origin, "cannot read it: %s",
			strerror(entry->fts_errno));
		break;
	case FTS_F:
		if (!hidden && ends_with(entry->fts_name, ".rules"))
			add(found, entry->fts_path);
		break;
	default:
		break;
	}
}

/* Path without slashes at its end, so that messages do not show two. */
static char *plain_path(const char *path)
{
	size_t length = strlen(path);
	while (length > 1 && path[length - 1] == '/')
		length--;
	char *plain = xmemdup(path, length + 1);
	plain[length] = '\0';
	return plain;
}

static void search(struct found *found, const struct sources *sources, const char *folder)
{
	char *path = plain_path(folder);
	char *place = xstrdup(sources_place(sources, path));
	char *const paths[] = {place, NULL};
	size_t before = found->count, errors = found->report->errors;
	FTS *walk = fts_open(paths, FTS_LOGICAL | FTS_NOCHDIR, NULL);
	FTSENT *entry;
	found->folder = path;
	found->place = place;
	if (!walk)
		report_error(found->report, (struct origin){path, 0}, "cannot read it: %s",
			strerror(errno));
	while (walk && (entry = fts_read(walk)))
		visit(found, walk, entry);
	if (walk)
		fts_close(walk);
	if (found->count == before && found->report->errors == errors)
		report_doubt(found->report, (struct origin){path, 0},
			"there is no *.rules file in this folder or below");
	free(path);
	free(place);
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

struct string_list rulefiles_find(struct arena *arena, const struct sources *sources,
	const struct string_list *folders, struct report *report)
{
	struct found found = {.arena = arena, .report = report};
	for (size_t i = 0; i < folders->count; i++)
		search(&found, sources, folders->items[i]);
	if (found.count)
		qsort(found.items, found.count, sizeof(*found.items), compare);
	struct string_list list = {arena_calloc(arena, found.count, sizeof(char *)), 0};
	for (size_t i = 0; i < found.count; i++)
		if (i == 0 || strcmp(found.items[i], found.items[i - 1]) != 0)
			list.items[list.count++] = found.items[i];
	free(found.items);
	return list;
}
