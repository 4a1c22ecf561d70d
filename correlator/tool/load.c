/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/load.h"

#include <string.h>
#include <unistd.h>

static bool exists(const char *path)
{
	return access(path, F_OK) == 0;
}

static const char *file_of(struct arena *arena, const char *folder, const char *name)
{
	const char *path = arena_printf(arena, "%s/%s", folder, name);

	return exists(path) ? path : NULL;
}

const char *load_names(const char *names)
{
	bool is_default = names && strcmp(names, NAMES_INSTALLED) == 0;

	return is_default && !exists(names) ? NULL : names;
}

bool load_files(const struct load_words *words, struct string_list rules, struct arena *arena,
	struct knowledge_files *files, struct report *report)
{
	*files = (struct knowledge_files){
		.rules = rules,
		.names = load_names(words->names),
	};
	if (!words->inventory)
		return true;
	files->platforms = file_of(arena, words->inventory, "platforms.cfg");
	files->nodes = file_of(arena, words->inventory, "nodes.csv");
	files->links = file_of(arena, words->inventory, "links.csv");
	if (files->platforms || files->nodes)
		return true;
	return report_error(report, (struct origin){words->inventory, 0},
		"an inventory is a folder with platforms.cfg, nodes.csv or both");
}
