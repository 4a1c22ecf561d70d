/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Those that wait are in the order of their last lines, so the first is due first. Time is told
 * by a timer that runs while somebody waits.
 */
#include "input/assembly.h"

#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "base/table.h"
#include "base/xalloc.h"
#include "event/position.h"
#include "rule/pattern.h"

enum {
	TURNS = 4,       /* of the timer, until a message is due */
	PIECE = 512,     /* memory of a message begins with so much, and is doubled */
	KEPT = 4 * PIECE /* memory larger than that is given back */
};

/* Where a message comes from. No padding: it is a key. */
struct origin_key {
	char peer[16];
	uint64_t stream;
};

/* A message that waits, or one to be used again. */
struct waiting {
	struct link link;
	struct origin_key key;
	bool ended; /* nothing more comes from there: it is not in the table */
	struct datagram datagram;
	struct position position;
	uint16_t flags;
	uint64_t due; /* in turns */
	size_t lines, length, capacity;
	char *bytes;
};

struct assembly {
	struct arena *arena; /* of the pattern */
	const struct pattern *pattern;
	struct pattern_scratch *scratch;
	int64_t within;
	struct loop *loop;   /* or NULL */
	struct watch *timer; /* NULL: nobody waits */
	uint64_t turn;
	assembly_take_on *take_on;
	void *context;
	struct list waiting, unused;
	struct table *by_key;
	size_t memory, made;
	struct input_account *account;
};

static struct origin_key key_of(const struct datagram *datagram)
{
	struct origin_key key = {.stream = datagram->stream};

	memcpy(key.peer, datagram->peer.bytes, sizeof(key.peer));
	return key;
}

static struct slice key_slice(const struct origin_key *key)
{
	return slice_make(key, sizeof(*key));
}

/* False when that is too much. */
static bool make_room(struct assembly *assembly, struct waiting *message, size_t length)
{
	size_t capacity = message->capacity ? message->capacity : PIECE;

	if (length > ASSEMBLY_MESSAGE_MAXIMUM)
		return false;
	while (capacity < length)
		capacity *= 2;
	if (capacity == message->capacity)
		return true;
	if (assembly->memory - message->capacity + capacity > ASSEMBLY_MEMORY)
		return false;
	assembly->memory += capacity - message->capacity;
	message->bytes = xreallocarray(message->bytes, 1, capacity);
	message->capacity = capacity;
	return true;
}

static bool append(struct assembly *assembly, struct waiting *message, struct slice line)
{
	const size_t before = message->lines > 0; /* an LF */

	if (message->lines == ASSEMBLY_LINES ||
		!make_room(assembly, message, message->length + before + line.length))
		return false;
	if (before)
		message->bytes[message->length++] = '\n';
	if (line.length > 0)
		memcpy(message->bytes + message->length, line.data, line.length);
	message->length += line.length;
	message->lines++;
	return true;
}

/* How far its last line takes the file. */
static void note_position(struct waiting *message, const struct datagram *datagram)
{
	message->datagram.position = NULL;
	if (!datagram->position)
		return;
	message->position = *datagram->position;
	message->datagram.position = &message->position;
}

static void put_off(struct assembly *assembly, struct waiting *message)
{
	message->due = assembly->turn + TURNS + 1;
	list_append(&assembly->waiting, &message->link);
}

static void give_back(struct assembly *assembly, struct waiting *message)
{
	if (message->capacity > KEPT) {
		assembly->memory -= message->capacity;
		free(message->bytes);
		message->bytes = NULL;
		message->capacity = 0;
	}
	message->length = message->lines = 0;
	list_append(&assembly->unused, &message->link);
}

static void leave(struct assembly *assembly, struct waiting *message)
{
	if (!message->ended)
		table_remove(assembly->by_key, key_slice(&message->key));
	list_remove(&assembly->waiting, &message->link);
	assembly->account->waiting--;
	give_back(assembly, message);
}

/* False when there is no room for it. */
static bool go_on(struct assembly *assembly, struct waiting *message)
{
	message->datagram.bytes = slice_make(message->bytes, message->length);
	if (!assembly->take_on(assembly->context, &message->datagram, message->flags))
		return false;
	leave(assembly, message);
	return true;
}

static void on_turn(void *context)
{
	struct assembly *assembly = context;
	struct link *first;

	assembly->turn++;
	while ((first = assembly->waiting.first)) {
		struct waiting *message = CONTAINER(first, struct waiting, link);

		if (message->due > assembly->turn || !go_on(assembly, message))
			return;
	}
	watch_free(assembly->timer);
	assembly->timer = NULL;
}

static struct waiting *unused(struct assembly *assembly)
{
	struct link *link = assembly->unused.first;

	if (link) {
		list_remove(&assembly->unused, link);
		return CONTAINER(link, struct waiting, link);
	}
	if (assembly->made == ASSEMBLY_WAITING)
		return NULL;
	assembly->made++;
	return xcalloc(1, sizeof(struct waiting));
}

/* False when there is no place or memory for it. */
static bool begin(struct assembly *assembly, const struct datagram *datagram, uint16_t flags)
{
	struct waiting *message = unused(assembly);

	if (!message)
		return false;
	if (!append(assembly, message, datagram->bytes)) {
		give_back(assembly, message);
		return false;
	}
	message->key = key_of(datagram);
	message->ended = false;
	message->datagram = *datagram;
	message->flags = flags;
	note_position(message, datagram);
	table_set(assembly->by_key, key_slice(&message->key), message);
	put_off(assembly, message);
	assembly->account->waiting++;
	if (!assembly->timer && assembly->loop)
		assembly->timer =
			loop_every(assembly->loop, assembly->within / TURNS, on_turn, assembly);
	return true;
}

static struct slice behind_pri(struct slice line)
{
	const size_t end = slice_find(slice_part(line, 0, 5), 0, '>');

	return slice_starts_with(line, "<") && end != SIZE_MAX ? slice_from(line, end + 1)
							       : line;
}

static bool join(struct assembly *assembly, struct waiting *message,
	const struct datagram *datagram, uint16_t flags)
{
	const struct slice line = behind_pri(datagram->bytes);

	if (pattern_match(assembly->pattern, line, assembly->scratch, NULL) != PATTERN_YES ||
		!append(assembly, message, line))
		return false;
	message->flags |= flags;
	note_position(message, datagram);
	list_remove(&assembly->waiting, &message->link);
	put_off(assembly, message);
	assembly->account->joined++;
	return true;
}

bool assembly_take(struct assembly *assembly, const struct datagram *datagram, uint16_t flags)
{
	const struct origin_key key = key_of(datagram);
	struct waiting *before = table_find(assembly->by_key, key_slice(&key));

	if (before && join(assembly, before, datagram, flags))
		return true;
	if (before && !go_on(assembly, before))
		return false;
	if (begin(assembly, datagram, flags))
		return true;
	if (!assembly->take_on(assembly->context, datagram, flags))
		return false;
	assembly->account->unassembled++;
	return true;
}

void assembly_end(struct assembly *assembly, const struct address *peer, uint64_t stream)
{
	const struct datagram datagram = {.peer = *peer, .stream = stream};
	const struct origin_key key = key_of(&datagram);
	struct waiting *message = table_remove(assembly->by_key, key_slice(&key));

	if (message)
		message->ended = true;
}

bool assembly_check(const char *pattern, struct error *error)
{
	struct arena *arena = arena_new(0);
	bool good = pattern_compile(arena, slice_of(pattern), error) != NULL;

	arena_free(arena);
	return good;
}

struct assembly *assembly_new(const char *pattern, int64_t within, struct loop *loop,
	struct input_account *account, assembly_take_on *take_on, void *context,
	struct error *error)
{
	struct arena *arena = arena_new(0);
	const struct pattern *compiled = pattern_compile(arena, slice_of(pattern), error);
	struct assembly *assembly;

	if (!compiled) {
		arena_free(arena);
		return NULL;
	}
	assembly = xcalloc(1, sizeof(*assembly));
	assembly->arena = arena;
	assembly->pattern = compiled;
	assembly->scratch = pattern_scratch_new();
	assembly->within = within;
	assembly->loop = loop;
	assembly->account = account;
	assembly->take_on = take_on;
	assembly->context = context;
	assembly->by_key = table_new((uint64_t)(uintptr_t)assembly);
	return assembly;
}

static void free_unused(struct assembly *assembly)
{
	struct link *link;

	while ((link = assembly->unused.first)) {
		struct waiting *message = CONTAINER(link, struct waiting, link);

		list_remove(&assembly->unused, link);
		free(message->bytes);
		free(message);
	}
}

void assembly_free(struct assembly *assembly)
{
	struct link *first;

	if (!assembly)
		return;
	while ((first = assembly->waiting.first)) {
		struct waiting *message = CONTAINER(first, struct waiting, link);

		if (!go_on(assembly, message))
			leave(assembly, message);
	}
	free_unused(assembly);
	watch_free(assembly->timer);
	table_free(assembly->by_key);
	pattern_scratch_free(assembly->scratch);
	arena_free(assembly->arena);
	free(assembly);
}
