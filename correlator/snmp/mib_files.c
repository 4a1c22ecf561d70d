/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "snmp/mib_files.h"

#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/xalloc.h"

enum { FILE_MAXIMUM = 64 << 20 }; /* bytes; the largest module of a vendor has a few MiB */

/* What is being looked through. */
struct scan {
	struct mib_files *files;
	struct report *report;
	const char *path;
	struct slice rest;
};

static struct origin origin_of(const char *path)
{
	return (struct origin){path, 0};
}

/* Comments go to the end of their line, quotes over lines. */
static bool skip_aside(struct slice *rest)
{
	size_t end;

	if (slice_starts_with(*rest, "--")) {
		end = slice_find(*rest, 0, '\n');
	} else if (slice_starts_with(*rest, "\"")) {
		end = slice_find(*rest, 1, '"');
		end = end == SIZE_MAX ? end : end + 1;
	} else {
		return false;
	}
	*rest = slice_from(*rest, end == SIZE_MAX ? rest->length : end);
	return true;
}

static bool is_name(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9') || byte == '-' || byte == '_';
}

/* The next word; empty at the end. */
static struct slice next_word(struct slice *rest)
{
	size_t length = 0;
	struct slice word;

	while (rest->length > 0) {
		if (skip_aside(rest))
			continue;
		if (is_name(rest->data[0]))
			break;
		*rest = slice_from(*rest, 1);
	}
	while (length < rest->length && is_name(rest->data[length]) &&
		!slice_starts_with(slice_from(*rest, length), "--"))
		length++;
	word = slice_part(*rest, 0, length);
	*rest = slice_from(*rest, length);
	return word;
}

static void add_module(struct scan *scan, struct slice name)
{
	struct mib_files *files = scan->files;
	const char *other = mib_files_path(files, name);

	if (other)
		report_doubt(scan->report, origin_of(scan->path),
			"module %.*s is also in %s; this file is taken", SLICE_PRINT(name),
			other);
	files->items =
		xgrow(files->items, files->count, &files->capacity, sizeof(*files->items));
	files->items[files->count++] =
		(struct mib_file){slice_string(name), xstrdup(scan->path)};
}

/* Among modules lie other files too; of these there is nothing to say. */
static bool looks_like_module(const char *path)
{
	static const char *const endings[] = {".mib", ".my", ".txt"};
	const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	const char *ending = strrchr(name, '.');

	for (size_t i = 0; ending && i < sizeof(endings) / sizeof(endings[0]); i++)
		if (strcasecmp(ending, endings[i]) == 0)
			return true;
	return strcasestr(name, "mib") != NULL;
}

static void scan_content(struct scan *scan)
{
	const size_t before = scan->files->count;
	struct slice word, last = {0};

	while ((word = next_word(&scan->rest)).length > 0) {
		if (slice_equals(word, "DEFINITIONS") && last.length > 0)
			add_module(scan, last);
		last = word;
	}
	if (scan->files->count == before && looks_like_module(scan->path))
		report_doubt(scan->report, origin_of(scan->path),
			"it holds no MIB module (no \"NAME DEFINITIONS ::= BEGIN\")");
}

static void scan_file(struct scan *scan, const FTSENT *entry)
{
	struct text content = {0};
	struct error error;

	scan->path = entry->fts_path;
	if (entry->fts_statp->st_size > FILE_MAXIMUM) {
		report_doubt(scan->report, origin_of(scan->path), "it has more than %d MiB",
			FILE_MAXIMUM >> 20);
	} else if (!file_read(entry->fts_path, &content, &error)) {
		report_doubt(scan->report, origin_of(scan->path), "%s", error.text);
	} else {
		scan->rest = text_slice(&content);
		scan_content(scan);
	}
	text_free(&content);
}

static void add_folder(struct mib_files *files, const char *path)
{
	files->folders = xgrow(
		files->folders, files->folder_count, &files->folder_capacity, sizeof(char *));
	files->folders[files->folder_count++] = xstrdup(path);
}

/* Hidden files are left alone, as the parser does. False for the folder itself. */
static bool visit(struct scan *scan, const FTSENT *entry)
{
	const bool hidden = entry->fts_level > 0 && entry->fts_name[0] == '.';

	switch (entry->fts_info) {
	case FTS_D:
		if (!hidden)
			add_folder(scan->files, entry->fts_path);
		return true;
	case FTS_F:
		if (!hidden)
			scan_file(scan, entry);
		return entry->fts_level > 0 ||
		       report_error(scan->report, origin_of(entry->fts_path),
			       "it is a file, not a folder of MIBs");
	case FTS_DNR:
	case FTS_ERR:
	case FTS_NS:
		if (entry->fts_level == 0)
			return report_error(scan->report, origin_of(entry->fts_path),
				"the folder of MIBs cannot be read: %s",
				strerror(entry->fts_errno));
		report_doubt(scan->report, origin_of(entry->fts_path), "it cannot be read: %s",
			strerror(entry->fts_errno));
		return true;
	default:
		return true;
	}
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

static bool walk(struct scan *scan, const char *folder)
{
	char *const paths[] = {(char *)(uintptr_t)folder, NULL};
	FTS *tree = fts_open(paths, FTS_LOGICAL | FTS_NOCHDIR, by_name);
	FTSENT *entry;
	bool good = true;

	while (tree && (entry = fts_read(tree))) {
		good = visit(scan, entry) && good;
		if (entry->fts_info == FTS_D && entry->fts_level > 0 &&
			entry->fts_name[0] == '.')
			fts_set(tree, entry, FTS_SKIP);
	}
	if (tree)
		fts_close(tree);
	return good && tree;
}

bool mib_files_find(struct mib_files *files, const char *const *folders, size_t count,
	struct report *report)
{
	struct scan scan = {.files = files, .report = report};
	bool good = true;

	for (size_t i = 0; i < count; i++)
		good = walk(&scan, folders[i]) && good;
	return good;
}

void mib_files_free(struct mib_files *files)
{
	for (size_t i = 0; i < files->count; i++) {
		free(files->items[i].module);
		free(files->items[i].path);
	}
	for (size_t i = 0; i < files->folder_count; i++)
		free(files->folders[i]);
	free(files->items);
	free(files->folders);
}

const char *mib_files_path(const struct mib_files *files, struct slice module)
{
	for (size_t i = files->count; i-- > 0;)
		if (slice_equals(module, files->items[i].module))
			return files->items[i].path;
	return NULL;
}
