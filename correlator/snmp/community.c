/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "snmp/community.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/secret.h"
#include "base/text.h"
#include "base/xalloc.h"

/* Each message looks through all of them. */
enum { COMMUNITIES_MAXIMUM = 256, COMMUNITY_BYTES = 255, NAME_BYTES = 64, LINE_BYTES = 1024 };

struct community {
	char *name; /* NULL: none */
	char *secret;
	size_t length;
};

struct communities {
	struct community items[COMMUNITIES_MAXIMUM];
	size_t count;
};

static void add(struct communities *communities, struct slice name, struct slice secret)
{
	communities->items[communities->count++] = (struct community){
		.name = name.length > 0 ? slice_string(name) : NULL,
		.secret = slice_string(secret),
		.length = secret.length,
	};
}

static bool is_name(struct slice word)
{
	for (size_t i = 0; i < word.length; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-",
			    word.data[i]))
			return false;
	return word.length > 0 && word.length <= NAME_BYTES;
}

static bool add_line(struct communities *communities, struct slice line, const char *file,
	unsigned number, struct error *error)
{
	struct slice name, rest = slice_trim(line), ignored;

	if (rest.length == 0 || rest.data[0] == '#')
		return true;
	name = slice_word(&rest);
	rest = slice_trim(rest);
	if (!is_name(name) || rest.length == 0 || rest.length > COMMUNITY_BYTES)
		return error_set(error,
			"%s:%u: a line is a name (letters, digits, '_', '.', '-'), a blank and "
			"the community, of at most %d bytes",
			file, number, COMMUNITY_BYTES);
	if (communities->count == COMMUNITIES_MAXIMUM)
		return error_set(error, "%s:%u: there are more than %d communities", file,
			number, COMMUNITIES_MAXIMUM);
	if (communities->count > 0 && communities_accept(communities, rest, &ignored))
		return error_set(error, "%s:%u: the community of '%.*s' is listed already",
			file, number, SLICE_PRINT(name));
	add(communities, name, rest);
	return true;
}

static bool add_lines(
	struct communities *communities, FILE *from, const char *file, struct error *error)
{
	char line[LINE_BYTES];
	bool good = true;

	for (unsigned number = 1; good && fgets(line, sizeof(line), from); number++)
		good = add_line(communities, slice_of(line), file, number, error);
	if (good && ferror(from))
		good = error_set(error, "cannot read %s: %s", file, strerror(errno));
	explicit_bzero(line, sizeof(line));
	return good;
}

static bool add_file(struct communities *communities, const char *file, struct error *error)
{
	FILE *from = secret_stream(file, error);
	bool good;

	if (!from)
		return false;
	good = add_lines(communities, from, file, error);
	fclose(from);
	return good;
}

struct communities *communities_new(
	const struct string_list *listed, const char *file, struct error *error)
{
	struct communities *communities = xcalloc(1, sizeof(*communities));
	bool good = listed->count <= COMMUNITIES_MAXIMUM ||
		    error_set(error, "there are more than %d communities", COMMUNITIES_MAXIMUM);

	for (size_t i = 0; good && i < listed->count; i++)
		add(communities, (struct slice){0}, slice_of(listed->items[i]));
	if (good && (!file || add_file(communities, file, error)))
		return communities;
	communities_free(communities);
	return NULL;
}

void communities_free(struct communities *communities)
{
	for (size_t i = 0; communities && i < communities->count; i++) {
		struct community *community = &communities->items[i];

		explicit_bzero(community->secret, community->length);
		free(community->secret);
		free(community->name);
	}
	free(communities);
}

bool communities_accept(
	const struct communities *communities, struct slice community, struct slice *name)
{
	*name = (struct slice){0};
	for (size_t i = 0; communities && i < communities->count; i++) {
		const struct community *item = &communities->items[i];

		if (!slice_equal(community, slice_make(item->secret, item->length)))
			continue;
		*name = slice_of(item->name);
		return true;
	}
	return !communities || communities->count == 0;
}
