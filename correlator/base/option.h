/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A settings table: each row names a setting, its type, where its value goes in a struct,
 * its default and its range. Whoever has settings (an input, an output, an operation, the
 * journal) exports such a table; config/ reads files with it, --help and the manual page
 * list it. Values are pushed into the struct; nobody asks a config module.
 */
#ifndef BASE_OPTION_H
#define BASE_OPTION_H

#include <stddef.h>
#include <stdint.h>

#include "base/address.h"
#include "base/error.h"

enum option_type {
	OPTION_STRING,   /* const char *; lives in the arena of what was loaded */
	OPTION_FILE,     /* const char *; a relative path counts from the file it stands in */
	OPTION_BOOLEAN,  /* bool */
	OPTION_INTEGER,  /* int64_t */
	OPTION_SIZE,     /* int64_t bytes; "64 MiB" or a number */
	OPTION_DURATION, /* int64_t nanoseconds; "15s" */
	OPTION_STRINGS,  /* struct string_list; an array or list of strings */
	OPTION_PREFIXES, /* struct prefix_list; strings that prefix_parse() takes */
	OPTION_PAIRS,    /* struct pair_list; a group { NAME = "text"; ... } of any names */
	OPTION_GROUPS,   /* struct group_list; a list of groups that `rows` describes */
};

struct string_list {
	const char **items;
	size_t count;
};

struct prefix_list {
	struct prefix *items;
	size_t count;
};

bool prefix_list_contains(const struct prefix_list *list, const struct address *address);

struct pair_list {
	struct option_pair {
		const char *name, *value;
	} * items;
	size_t count;
};

struct group_list {
	void *items; /* structs of `rows_size` bytes */
	size_t count;
};

struct option {
	const char *name; /* NULL ends a table */
	enum option_type type;
	size_t offset;     /* offsetof() in the settings struct */
	const char *value; /* the default as it would be written; NULL: empty or 0. Not for
			    * lists, which begin empty. */
	bool required;
	bool renewable;           /* a reload takes it, as load() of an input type says */
	int64_t minimum, maximum; /* for numbers; both 0: no bound */
	/* What a string, or the value of a pair, must be; false with a sentence. NULL:
	 * anything. */
	bool (*check)(const char *value, struct error *error);
	const struct option *rows; /* OPTION_GROUPS: the table of each, and its struct's size */
	size_t rows_size;
	const char *help; /* one line */
};

/* Fills the defaults of a table into a zeroed struct. Defaults are ours: a bad one asserts. */
void option_defaults(const struct option *table, void *settings);
/* The row of that name, or NULL. */
const struct option *option_find(const struct option *table, const char *name);
/* The row whose name is nearest to a misspelt one, or NULL when none is near. */
const struct option *option_suggest(const struct option *table, const char *name);
/* Edit distance for suggestions of any kind: at most 2, and at most half of the letters,
 * counts as near. */
bool option_near(const char *written, const char *meant);

#endif
