/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/connection.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "event/event.h"

enum {
	PIECE = 512, /* what a connection keeps is rounded up to this */
	KEPT_MAXIMUM = FRAMING_MESSAGE_MAXIMUM + PIECE, /* more is always taken */
	READ_MAXIMUM =
		16384, /* in one turn of the loop: other connections and inputs want theirs */
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
	TAKEN_OVER, /* the connection is not to be touched any more */
};

static void over(struct connection *connection, enum ending ending)
{
	connection->shared->over(connection->shared->context, connection, ending);
}

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
			over(connection, ENDED_GARBAGE);
			return TAKEN_OVER;
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
	watch_free(connection->watch);
	connection->watch = NULL;
}

static void on_ready(void *context);

static void wait_for(struct connection *connection, bool writes)
{
	struct loop *loop = connection->shared->loop;
	int fd = connection->transport.fd;

	if (connection->watch && connection->writes == writes)
		return;
	watch_free(connection->watch);
	connection->writes = writes;
	connection->watch = writes ? loop_writable(loop, fd, on_ready, connection)
				   : loop_readable(loop, fd, on_ready, connection);
}

static enum taken take_bytes(struct connection *connection, struct slice bytes)
{
	enum taken taken = take_all(connection, &bytes);

	if (taken == TAKEN_OVER)
		return taken;
	keep(connection, bytes);
	if (taken == TAKEN_NO_ROOM) {
		stop_reading(connection);
		return taken;
	}
	if (!connection->ended)
		return taken;
	over(connection, connection->transport.ending);
	return TAKEN_OVER;
}

/* What has begun keeps its time however it dribbles in. */
static void note_part(struct connection *connection, bool part)
{
	if (part && !connection->part && connection->length == 0 && connection->transport.open)
		connection->begun = connection->shared->second;
	connection->part = part;
}

static enum transport_result read_transport(
	struct connection *connection, char *space, size_t room, size_t *count)
{
	struct transport *transport = &connection->transport;
	const struct connections *shared = connection->shared;
	bool was_open = transport->open;
	enum transport_result result = transport->type->read(transport, space, room, count);

	if (!was_open && transport->open)
		shared->opened(shared->context, connection);
	note_part(
		connection, result != TRANSPORT_BYTES && transport->type->has_part(transport));
	return result;
}

/* Bytes that begin a message are read into the space that all share, so that a connection in
 * which nothing has begun needs none of its own. */
static enum taken read_some(struct connection *connection)
{
	bool begins = connection->length == 0;
	char *space = connection->shared->space;
	size_t room = CONNECTION_SPACE, count = 0;
	enum transport_result result;

	if (!begins) {
		grow(connection, 2 * connection->length < KEPT_MAXIMUM ? 2 * connection->length
								       : KEPT_MAXIMUM);
		space = connection->bytes + connection->length;
		room = connection->capacity - connection->length;
	}
	result = read_transport(
		connection, space, room < READ_MAXIMUM ? room : READ_MAXIMUM, &count);
	if (result == TRANSPORT_WAITS || result == TRANSPORT_WAITS_TO_WRITE) {
		wait_for(connection, result == TRANSPORT_WAITS_TO_WRITE);
		return TAKEN_ALL;
	}
	connection->ended = result == TRANSPORT_ENDED;
	if (begins)
		connection->begun = connection->shared->second;
	else
		connection->length += count;
	return take_bytes(
		connection, begins ? slice_make(space, count)
				   : slice_make(connection->bytes, connection->length));
}

/* All that the descriptor would not tell of again. */
static enum taken read_all(struct connection *connection)
{
	const struct transport *transport = &connection->transport;
	enum taken taken;

	do
		taken = read_some(connection);
	while (taken == TAKEN_ALL && transport->type->has_more(transport));
	return taken;
}

static void on_ready(void *context)
{
	read_all(context);
}

struct connection *connection_new(
	struct connections *shared, int fd, const struct address *peer)
{
	struct connection *connection = xcalloc(1, sizeof(*connection));

	connection->shared = shared;
	connection->peer = *peer;
	connection->begun = shared->second;
	shared->transport->begin(&connection->transport, shared->transport_context, fd);
	wait_for(connection, false);
	return connection;
}

void connection_free(struct connection *connection)
{
	stop_reading(connection);
	reception_end(connection->shared->reception, &connection->peer, (uintptr_t)connection);
	connection->transport.type->close(&connection->transport);
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
	const struct transport *transport = &connection->transport;
	enum taken taken = TAKEN_ALL;

	if (!connection->watch)
		wait_for(connection, connection->writes);
	if (connection->length > 0)
		taken = take_bytes(
			connection, slice_make(connection->bytes, connection->length));
	if (taken == TAKEN_ALL && transport->type->has_more(transport))
		taken = read_all(connection);
	return taken != TAKEN_NO_ROOM;
}

uint64_t connection_waits(const struct connection *connection)
{
	return connection->length > 0 || connection->part || !connection->transport.open
		       ? connection->shared->second - connection->begun
		       : 0;
}
