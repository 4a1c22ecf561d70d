/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/scenario_files.h"

#include <errno.h>
#include <fts.h>
#include <string.h>

static int by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

static bool is_scenario(const FTSENT *entry, bool named)
{
	const char *dot = strrchr(entry->fts_name, '.');

	return entry->fts_info == FTS_F && (named || (dot && strcmp(dot, ".scn") == 0));
}

bool scenario_files(const char *path, void (*take)(void *context, const char *file),
	void *context, struct error *error)
{
	char *const paths[] = {(char *)path, NULL};
	FTS *walk = fts_open(paths, FTS_LOGICAL | FTS_NOCHDIR, by_name);
	FTSENT *entry;
	bool found = false;
	int why = 0;

	while (walk && (entry = fts_read(walk))) {
		if (entry->fts_errno)
			why = entry->fts_errno;
		if (!is_scenario(entry, entry->fts_level == FTS_ROOTLEVEL))
			continue;
		found = true;
		take(context, entry->fts_path);
	}
	if (walk)
		fts_close(walk);
	if (why)
		return error_set(error, "%s: %s", path, strerror(why));
	return found || error_set(error, "%s holds no scenario (*.scn)", path);
}
