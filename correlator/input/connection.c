/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/connection.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/xalloc.h"
#include "event/event.h"

enum {
	PIECE = 512, /* what a connection keeps is rounded up to this */
	KEPT_MAXIMUM = FRAMING_MESSAGE_MAXIMUM + PIECE, /* more is always taken */
	READ_MAXIMUM = 16384, /* in one turn of the loop: other connections and inputs want theirs */
};

/* False when there is no room for it. */
static bool take(struct connection *connection, const struct framed *framed)
{
	struct reception *reception = connection->shared->reception;
	const struct intake *intake = reception->intake;
	const struct datagram datagram = {.bytes = framed->message,
		.peer = connection->peer,
		.now = intake->wall(intake->context),
		.stream = (uintptr_t)connection};
	uint16_t flags = framed->cut || framed->incomplete ? EVENT_CUT : 0;

	if (!reception_take(reception, &datagram, flags))
		return false;
	reception->account.read++;
	return true;
}

enum taken {
	TAKEN_ALL, /* that is whole */
	TAKEN_NO_ROOM,
	TAKEN_REFUSED,
};

/* Takes every whole message off the front. */
static enum taken take_all(struct connection *connection, struct slice *bytes)
{
	for (;;) {
		struct framing before = connection->framing;
		struct slice rest = *bytes;
		struct framed framed;

		switch (framing_next(&connection->framing, &rest, connection->ended, &framed)) {
		case FRAMING_MORE:
			*bytes = rest;
			return TAKEN_ALL;
		case FRAMING_REFUSED:
			return TAKEN_REFUSED;
		case FRAMING_MESSAGE:
			break;
		}
		if (!take(connection, &framed)) {
			connection->framing = before;
			return TAKEN_NO_ROOM;
		}
		*bytes = rest;
		connection->begun = connection->shared->second;
	}
}

static void forget(struct connection *connection)
{
	free(connection->bytes);
	connection->bytes = NULL;
	connection->length = connection->capacity = 0;
}

/* Room for so many bytes and some more. */
static void grow(struct connection *connection, size_t length)
{
	size_t capacity = (length + PIECE) / PIECE * PIECE;
	char *bytes;

	if (capacity <= connection->capacity)
		return;
	bytes = xmalloc(capacity);
	if (connection->length > 0)
		memcpy(bytes, connection->bytes, connection->length);
	free(connection->bytes);
	connection->bytes = bytes;
	connection->capacity = capacity;
}

/* What is left stays until more comes. It lies in what is kept, or in the shared space. */
static void keep(struct connection *connection, struct slice rest)
{
	if (rest.length == 0) {
		forget(connection);
		return;
	}
	if (rest.length > connection->capacity) {
		connection->length = 0;
		grow(connection, rest.length);
	}
	if (rest.data != connection->bytes)
		memmove(connection->bytes, rest.data, rest.length);
	connection->length = rest.length;
}

static void stop_reading(struct connection *connection)
{
	watch_free(connection->readable);
	connection->readable = NULL;
}

static void over(struct connection *connection, enum ending ending)
{
	connection->shared->over(connection->shared->context, connection, ending);
}

/* Takes what there is. The connection is not to be touched any more when it is not
 * TAKEN_NO_ROOM. */
static enum taken take_bytes(struct connection *connection, struct slice bytes)
{
	enum taken taken = take_all(connection, &bytes);

	if (taken == TAKEN_REFUSED) {
		over(connection, ENDED_GARBAGE);
		return taken;
	}
	keep(connection, bytes);
	if (taken == TAKEN_NO_ROOM)
		stop_reading(connection);
	else if (connection->ended)
		over(connection, ENDED_BY_PEER);
	return taken;
}

/* Bytes that begin a message are read into the space that all share, so that a connection in
 * which nothing has begun needs none of its own. */
static void on_readable(void *context)
{
	struct connection *connection = context;
	bool begins = connection->length == 0;
	char *space = connection->shared->space;
	size_t room = CONNECTION_SPACE;
	ssize_t count;

	if (!begins) {
		grow(connection, 2 * connection->length < KEPT_MAXIMUM ? 2 * connection->length
								       : KEPT_MAXIMUM);
		space = connection->bytes + connection->length;
		room = connection->capacity - connection->length;
	}
	count = read(connection->fd, space, room < READ_MAXIMUM ? room : READ_MAXIMUM);
	if (count < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (count < 0) {
		over(connection, ENDED_BROKEN);
		return;
	}
	connection->ended = count == 0;
	if (begins)
		connection->begun = connection->shared->second;
	else
		connection->length += (size_t)count;
	take_bytes(connection, begins ? slice_make(space, (size_t)count)
				      : slice_make(connection->bytes, connection->length));
}

struct connection *connection_new(
	struct connections *shared, int fd, const struct address *peer)
{
	struct connection *connection = xcalloc(1, sizeof(*connection));

	connection->shared = shared;
	connection->fd = fd;
	connection->peer = *peer;
	connection->readable = loop_readable(shared->loop, fd, on_readable, connection);
	return connection;
}

void connection_free(struct connection *connection)
{
	stop_reading(connection);
	reception_end(connection->shared->reception, &connection->peer, (uintptr_t)connection);
	close(connection->fd);
	free(connection->bytes);
	free(connection);
}

void connection_pause(struct connection *connection)
{
	stop_reading(connection);
}

/* Reading goes on first: what ends the connection ends that too. */
bool connection_resume(struct connection *connection)
{
	if (!connection->readable)
		connection->readable = loop_readable(
			connection->shared->loop, connection->fd, on_readable, connection);
	return connection->length == 0 ||
	       take_bytes(connection, slice_make(connection->bytes, connection->length)) !=
		       TAKEN_NO_ROOM;
}

uint64_t connection_waits(const struct connection *connection)
{
	return connection->length > 0 ? connection->shared->second - connection->begun : 0;
}
