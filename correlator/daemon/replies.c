/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What waits lies in [first, end), or, once the writer has come to the end of the space and
 * begun at its start again, in [first, wrap) and then [0, end).
 */
#include "daemon/replies.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

struct replies {
	char *space;
	size_t size;
	size_t first, end;
	size_t wrap; /* 0: the writer is behind the reader */
	size_t count;
};

struct replies *replies_new(size_t space)
{
	struct replies *replies = xcalloc(1, sizeof(*replies));

	replies->space = xmalloc(space);
	replies->size = space;
	return replies;
}

void replies_free(struct replies *replies)
{
	if (!replies)
		return;
	free(replies->space);
	free(replies);
}

static struct waiting *at(const struct replies *replies, size_t place)
{
	return (struct waiting *)(void *)(replies->space + place);
}

const struct waiting *replies_first(const struct replies *replies)
{
	return replies->count > 0 ? at(replies, replies->first) : NULL;
}

struct slice replies_bytes(const struct waiting *waiting)
{
	return slice_make((const char *)(waiting + 1), waiting->length);
}

void replies_drop(struct replies *replies)
{
	replies->first += at(replies, replies->first)->size;
	replies->count--;
	if (replies->first == replies->wrap)
		replies->first = replies->wrap = 0;
	if (replies->count == 0)
		replies->first = replies->end = replies->wrap = 0;
}

/* Room for `size` bytes in one piece, or NULL. */
static struct waiting *find_room(struct replies *replies, size_t size)
{
	size_t limit = replies->wrap ? replies->first : replies->size;

	if (limit - replies->end < size) {
		if (replies->wrap || replies->first < size)
			return NULL;
		replies->wrap = replies->end;
		replies->end = 0;
	}
	replies->end += size;
	return at(replies, replies->end - size);
}

size_t replies_add(
	struct replies *replies, const struct reply *reply, uint64_t parcel, int64_t now)
{
	const size_t length = reply->bytes.length;
	const size_t size = sizeof(struct waiting) + ((length + 7) & ~(size_t)7);
	struct waiting *room;
	size_t given_up = 0;

	if (size > replies->size)
		return 1;
	for (; !(room = find_room(replies, size)); given_up++)
		replies_drop(replies);
	*room = (struct waiting){size, parcel, now, reply->way, length};
	memcpy(room + 1, reply->bytes.data, length);
	replies->count++;
	return given_up;
}

size_t replies_count(const struct replies *replies)
{
	return replies->count;
}
