/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "config/sources.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "base/xalloc.h"

enum { SOURCE_MAXIMUM = 256 << 20 }; /* bytes; tens of thousands of nodes need a few MiB */

struct sources {
	struct arena *arena;
	const char *root; /* or NULL */
	struct source **items;
	size_t count, capacity;
};

struct sources *sources_new(const char *root)
{
	struct sources *sources = xcalloc(1, sizeof(*sources));
	sources->arena = arena_new(0);
	if (root)
		sources->root = arena_string(sources->arena, slice_of(root));
	return sources;
}

void sources_free(struct sources *sources)
{
	if (!sources)
		return;
	arena_free(sources->arena);
	free(sources->items);
	free(sources);
}

/* Reads until the end: the size may have changed since it was asked for. */
static bool read_all(int descriptor, char *into, size_t capacity, size_t *length)
{
	*length = 0;
	while (*length < capacity) {
		ssize_t got = read(descriptor, into + *length, capacity - *length);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		if (got == 0)
			break;
		*length += (size_t)got;
	}
	return true;
}

static bool read_regular(
	struct arena *arena, int descriptor, struct slice *content, struct error *error)
{
	struct stat status;
	if (fstat(descriptor, &status) < 0)
		return error_set(error, "%s", strerror(errno));
	if (!S_ISREG(status.st_mode))
		return error_set(error, "it is not a regular file");
	if (status.st_size > SOURCE_MAXIMUM)
		return error_set(error, "it has more than %d MiB", SOURCE_MAXIMUM >> 20);
	size_t capacity = (size_t)status.st_size, length;
	char *bytes = arena_alloc(arena, capacity + 1);
	if (!read_all(descriptor, bytes, capacity, &length))
		return error_set(error, "%s", strerror(errno));
	bytes[length] = '\0';
	*content = slice_make(bytes, length);
	return true;
}

static bool read_file(
	struct arena *arena, const char *path, struct slice *content, struct error *error)
{
	/* Not blocking: a named pipe must not hold us up before we know that it is one. */
	int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (descriptor < 0)
		return error_set(error, "%s", strerror(errno));
	bool ok = read_regular(arena, descriptor, content, error);
	close(descriptor);
	return ok;
}

/* The path below the root, from which no ".." leads out again. */
static char *place_below(struct arena *arena, const char *root, const char *path)
{
	struct slice rest = slice_of(path);
	struct text place = {0};
	char *copy;
	text_string(&place, root);
	while (rest.length) {
		size_t end = slice_find(rest, 0, '/');
		struct slice part = slice_part(rest, 0, end);
		rest = slice_from(rest, end == SIZE_MAX ? rest.length : end + 1);
		if (part.length == 0 || slice_equals(part, "."))
			continue;
		text_byte(&place, '/');
		if (slice_equals(part, ".."))
			text_string(&place, "(up)");
		else
			text_append(&place, part);
	}
	copy = arena_string(arena, text_slice(&place));
	text_free(&place);
	return copy;
}

const char *sources_place(const struct sources *sources, const char *path)
{
	return sources->root ? place_below(sources->arena, sources->root, path) : path;
}

const struct source *sources_read(
	struct sources *sources, const char *path, struct origin from, struct report *report)
{
	struct slice content;
	struct error error;
	if (!read_file(sources->arena, sources_place(sources, path), &content, &error)) {
		report_error(report, from, "cannot read '%s': %s", path, error.text);
		return NULL;
	}
	struct source *source = arena_alloc(sources->arena, sizeof(*source));
	source->path = arena_string(sources->arena, slice_of(path));
	source->content = content;
	sources->items = xgrow(
		sources->items, sources->count, &sources->capacity, sizeof(*sources->items));
	sources->items[sources->count++] = source;
	return source;
}

/* Name and content, each with its length in front, so that no two sets look alike. */
static void digest_slice(EVP_MD_CTX *context, struct slice slice)
{
	char length[32];
	int printed = snprintf(length, sizeof(length), "%zu:", slice.length);
	assert(EVP_DigestUpdate(context, length, (size_t)printed) == 1);
	assert(EVP_DigestUpdate(context, slice.data, slice.length) == 1);
}

/* Of the part of a path up to and with its last slash. */
static size_t folder_length(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? (size_t)(slash - path) + 1 : 0;
}

void sources_hash(const struct sources *sources, char hash[65])
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned length;
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	assert(context && EVP_DigestInit_ex(context, EVP_sha256(), NULL) == 1);
	size_t common = sources->count ? folder_length(sources->items[0]->path) : 0;
	for (size_t i = 0; i < sources->count; i++) {
		const char *path = sources->items[i]->path;
		if (strncmp(path, sources->items[0]->path, common) == 0)
			path += common;
		digest_slice(context, slice_of(path));
		digest_slice(context, sources->items[i]->content);
	}
	assert(EVP_DigestFinal_ex(context, digest, &length) == 1 && length == 32);
	EVP_MD_CTX_free(context);
	for (size_t i = 0; i < 32; i++)
		snprintf(hash + 2 * i, 3, "%02x", digest[i]);
}

/* Makes a folder, durable with its name. */
static bool make_folder(const char *path, const char *parent)
{
	if (mkdir(path, 0700) < 0)
		return errno == EEXIST;
	return file_sync_folder(parent[0] ? parent : "/");
}

/* Makes the folders that the file lies in. */
static bool make_folders(const char *place, struct error *error)
{
	char path[PATH_BYTES], parent[PATH_BYTES] = "";
	const char *slash = strchr(place + 1, '/');
	for (; slash; slash = strchr(slash + 1, '/')) {
		snprintf(path, sizeof(path), "%.*s", (int)(slash - place), place);
		if (!make_folder(path, parent[0] || place[0] == '/' ? parent : "."))
			return error_set(error, "cannot make %s: %s", path, strerror(errno));
		memcpy(parent, path, sizeof(parent));
	}
	return true;
}

bool sources_keep(const struct sources *sources, const char *root, struct error *error)
{
	for (size_t i = 0; i < sources->count; i++) {
		const struct source *source = sources->items[i];
		char *place = place_below(sources->arena, root, source->path);
		if (!make_folders(place, error) ||
			!file_replace(place, &source->content, 1, error))
			return false;
	}
	return true;
}

bool sources_keep_folder(const char *root, const char *path, struct error *error)
{
	struct arena *arena = arena_new(0);
	const char *place = arena_printf(arena, "%s/", place_below(arena, root, path));
	bool made = make_folders(place, error);
	arena_free(arena);
	return made;
}

bool sources_are_kept(const struct sources *sources, const char *root)
{
	struct arena *arena = arena_new(0);
	bool kept = true;
	for (size_t i = 0; kept && i < sources->count; i++) {
		const struct source *source = sources->items[i];
		struct slice copy;
		kept = read_file(arena, place_below(arena, root, source->path), &copy, NULL) &&
		       slice_equal(copy, source->content);
	}
	arena_free(arena);
	return kept;
}

struct slice source_line(struct slice content, unsigned number)
{
	struct slice line = {0};
	for (unsigned i = 0; i < number; i++)
		if (!slice_line(&content, &line))
			return (struct slice){0};
	return line;
}

char *source_relative(struct arena *arena, const char *from, const char *name)
{
	const char *slash = strrchr(from, '/');
	if (name[0] == '/' || !slash)
		return arena_string(arena, slice_of(name));
	return arena_printf(arena, "%.*s/%s", (int)(slash - from), from, name);
}
