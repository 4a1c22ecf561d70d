/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/duration.h"
#include "base/list.h"
#include "base/log.h"
#include "base/table.h"
#include "base/xalloc.h"
#include "input/connection.h"
#include "input/inet_socket.h"

enum { ACCEPTS = 64 }; /* in one turn of the loop: other inputs want theirs */

/* One address that has connections. */
struct sender {
	struct address address;
	int64_t connections;
};

struct input {
	const struct stream_settings *settings;
	struct reception reception;
	struct connections shared;
	struct loop *loop;
	struct list connections; /* oldest first */
	struct table *senders;   /* by address */
	int fd, spare;
	struct watch *acceptable; /* NULL: paused */
	struct watch *second;
	bool complained; /* in this second */
};

static struct slice key_of(const struct address *address)
{
	return slice_make(address->bytes, sizeof(address->bytes));
}

static void leave(struct input *stream, const struct address *address)
{
	struct sender *sender = table_find(stream->senders, key_of(address));

	if (--sender->connections > 0)
		return;
	table_remove(stream->senders, key_of(&sender->address));
	free(sender);
}

/* A log that anybody can fill is none: one line a second. */
static void complain(struct input *stream, const struct address *peer, enum ending ending)
{
	char text[ADDRESS_TEXT];

	if (stream->complained || ending == ENDED_BY_PEER)
		return;
	stream->complained = true;
	log_warning("input", "a connection was ended: %s listener=%s peer=%s",
		ending_name(ending), stream->reception.settings->id, address_print(peer, text));
}

static void drop(struct input *stream, struct connection *connection, enum ending ending)
{
	complain(stream, &connection->peer, ending);
	stream->reception.account.ended[ending]++;
	stream->reception.account.connections--;
	list_remove(&stream->connections, &connection->link);
	leave(stream, &connection->peer);
	connection_free(connection);
}

static void on_over(void *context, struct connection *connection, enum ending ending)
{
	drop(context, connection, ending);
}

static bool is_allowed(const struct input *stream, const struct address *peer)
{
	const struct datagram nothing = {.peer = *peer};

	return decoder_look(stream->reception.settings, &nothing) != REFUSED_SOURCE;
}

/* Counts it; false when there are too many. */
static bool enter(struct input *stream, const struct address *peer)
{
	struct sender *sender = table_find(stream->senders, key_of(peer));

	if (stream->reception.account.connections >= (uint64_t)stream->settings->connections ||
		(sender && sender->connections >= stream->settings->connections_of_one))
		return false;
	if (!sender) {
		sender = xcalloc(1, sizeof(*sender));
		sender->address = *peer;
		table_set(stream->senders, key_of(&sender->address), sender);
	}
	sender->connections++;
	return true;
}

static void turn_away(
	struct input *stream, int fd, const struct address *peer, enum ending ending)
{
	complain(stream, peer, ending);
	stream->reception.account.ended[ending]++;
	close(fd);
}

static void welcome(struct input *stream, int fd, const struct address *peer)
{
	struct connection *connection;
	int on = 1;

	if (!is_allowed(stream, peer)) {
		turn_away(stream, fd, peer, ENDED_SOURCE);
		return;
	}
	if (!enter(stream, peer)) {
		turn_away(stream, fd, peer, ENDED_LIMIT);
		return;
	}
	/* Those whose other end is gone are found out by and by. */
	setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on));
	connection = connection_new(&stream->shared, fd, peer);
	list_append(&stream->connections, &connection->link);
	stream->reception.account.connections++;
}

/* There is no descriptor: without one in hand whoever waits would be told nothing, and the loop
 * would turn for ever. */
static void use_spare(struct input *stream)
{
	const struct address unknown = {{0}};
	int fd;

	close(stream->spare);
	fd = accept4(stream->fd, NULL, NULL, SOCK_CLOEXEC);
	if (fd >= 0)
		turn_away(stream, fd, &unknown, ENDED_LIMIT);
	stream->spare = open("/dev/null", O_RDONLY | O_CLOEXEC);
}

static void on_acceptable(void *context)
{
	struct input *stream = context;

	for (int i = 0; i < ACCEPTS; i++) {
		struct sockaddr_storage from;
		socklen_t length = sizeof(from);
		struct address peer;
		int fd = accept4(stream->fd, (struct sockaddr *)&from, &length,
			SOCK_CLOEXEC | SOCK_NONBLOCK);

		if (fd < 0 && (errno == EMFILE || errno == ENFILE))
			use_spare(stream);
		if (fd < 0)
			return;
		if (address_from_socket((struct sockaddr *)&from, &peer, NULL))
			welcome(stream, fd, &peer);
		else
			close(fd);
	}
}

static void on_second(void *context)
{
	struct input *stream = context;
	uint64_t most = (uint64_t)(stream->settings->message_timeout / SECONDS);
	struct link *next;

	stream->complained = false;
	stream->shared.second++;
	for (struct link *link = stream->connections.first; link; link = next) {
		struct connection *connection = CONTAINER(link, struct connection, link);

		next = link->next;
		if (stream->acceptable && connection_waits(connection) > most)
			drop(stream, connection, ENDED_SLOW);
	}
}

struct input *stream_open(const struct input_settings *settings, struct loop *loop,
	const struct intake *intake, struct error *error)
{
	struct input *stream = xcalloc(1, sizeof(*stream));

	stream->settings = (const struct stream_settings *)settings;
	stream->loop = loop;
	stream->fd = stream->spare = -1;
	if (reception_open(&stream->reception, &syslog_decoder, settings, loop, intake, error))
		stream->fd = inet_socket_open(settings, SOCK_STREAM, error);
	if (stream->fd < 0) {
		reception_close(&stream->reception);
		free(stream);
		return NULL;
	}
	stream->shared = (struct connections){.reception = &stream->reception,
		.loop = loop,
		.space = xmalloc(CONNECTION_SPACE),
		.over = on_over,
		.context = stream};
	stream->senders = table_new((uint64_t)(uintptr_t)stream);
	stream->spare = open("/dev/null", O_RDONLY | O_CLOEXEC);
	stream->acceptable = loop_readable(loop, stream->fd, on_acceptable, stream);
	stream->second = loop_every(loop, SECONDS, on_second, stream);
	return stream;
}

void stream_close(struct input *stream)
{
	while (stream->connections.first)
		drop(stream, CONTAINER(stream->connections.first, struct connection, link),
			ENDED_BY_PEER);
	watch_free(stream->acceptable);
	watch_free(stream->second);
	close(stream->fd);
	close(stream->spare);
	table_free(stream->senders);
	free(stream->shared.space);
	reception_close(&stream->reception);
	free(stream);
}

const struct input_account *stream_account(const struct input *stream)
{
	return &stream->reception.account;
}

uint16_t stream_port(const struct input *stream)
{
	return inet_socket_port(stream->fd);
}

static void pause_all(struct input *stream)
{
	watch_free(stream->acceptable);
	stream->acceptable = NULL;
	for (struct link *link = stream->connections.first; link; link = link->next)
		connection_pause(CONTAINER(link, struct connection, link));
}

/* Those who have waited longest come first; where room ends again, the others wait on. */
void stream_pause(struct input *stream, bool pause)
{
	struct link *next;

	if (pause) {
		pause_all(stream);
		return;
	}
	for (struct link *link = stream->connections.first; link; link = next) {
		next = link->next;
		if (!connection_resume(CONTAINER(link, struct connection, link)))
			return;
	}
	if (!stream->acceptable)
		stream->acceptable =
			loop_readable(stream->loop, stream->fd, on_acceptable, stream);
}
