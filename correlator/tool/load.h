/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Rules, names and inventory as the offline commands are told of them: folders on the command
 * line instead of correlator.conf.
 */
#ifndef TOOL_LOAD_H
#define TOOL_LOAD_H

#include "base/arena.h"
#include "config/knowledge.h"

#define NAMES_INSTALLED PKGDATADIR "/correlator.names"

struct load_words {
	const char *names;     /* names file; the installed one is not missed */
	const char *inventory; /* folder with platforms.cfg, nodes.csv, links.csv, or NULL */
};

/* Rows of the option table of a command whose settings have them in `member`. */
#define LOAD_OPTIONS(settings, member)                                                         \
	{.name = "names",                                                                      \
		.type = OPTION_FILE,                                                           \
		.offset = offsetof(settings, member.names),                                    \
		.value = NAMES_INSTALLED,                                                      \
		.help = "names made by 'correlator mibs'"},                                    \
	{                                                                                      \
		.name = "inventory", .type = OPTION_FILE,                                      \
		.offset = offsetof(settings, member.inventory),                                \
		.help = "folder with platforms.cfg, nodes.csv, links.csv"                      \
	}

/* The names file to use: NULL when the installed one is meant and is not there. */
const char *load_names(const char *names);
/* What knowledge_load() wants; strings live in the arena or where they lived before. False
 * after reporting that the inventory folder holds no inventory. */
bool load_files(const struct load_words *words, struct string_list rules, struct arena *arena,
	struct knowledge_files *files, struct report *report);

#endif
