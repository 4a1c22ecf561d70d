/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/stream.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/duration.h"
#include "base/list.h"
#include "base/log.h"
#include "base/spare.h"
#include "base/table.h"
#include "base/xalloc.h"
#include "input/connection.h"
#include "input/inet_socket.h"

enum {
	ACCEPTS = 64,  /* in one turn of the loop: other inputs want theirs */
	RESERVED = 32, /* descriptors for others, at most, and at most a part of all: */
	RESERVED_PART = 8,
};

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
	struct list handshakes;  /* those that are not open yet, likewise */
	int64_t handshake_count;
	struct table *senders; /* by address */
	int fd;
	int descriptors; /* from this one on they are for others */
	struct spare spare;
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

/* A log that anybody can fill is none: one line a second, with what a name may have in DNS.
 * `transport` is NULL before there is one. */
static void complain(struct input *stream, const struct address *peer, enum ending ending,
	const struct transport *transport)
{
	const char *name = transport ? transport->type->name(transport) : NULL;
	const char *reason = ending == ENDED_TLS ? transport->type->reason(transport) : NULL;
	char text[ADDRESS_TEXT];

	if (stream->complained || ending == ENDED_BY_PEER)
		return;
	stream->complained = true;
	log_warning("input", "a connection was ended: %s%s%s%s%.255s%s listener=%s peer=%s",
		ending_name(ending), reason ? ": " : "", reason ? reason : "",
		name ? " name=\"" : "", name ? name : "", name ? "\"" : "",
		stream->reception.settings->id, address_print(peer, text));
}

static void drop(struct input *stream, struct connection *connection, enum ending ending)
{
	bool open = connection->transport.open;

	complain(stream, &connection->peer, ending, &connection->transport);
	stream->reception.account.ended[ending]++;
	stream->reception.account.connections--;
	stream->handshake_count -= !open;
	list_remove(open ? &stream->connections : &stream->handshakes, &connection->link);
	leave(stream, &connection->peer);
	connection_free(connection);
}

static void on_opened(void *context, struct connection *connection)
{
	struct input *stream = context;

	list_remove(&stream->handshakes, &connection->link);
	list_append(&stream->connections, &connection->link);
	stream->handshake_count--;
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
	complain(stream, peer, ending, NULL);
	stream->reception.account.ended[ending]++;
	if (fd >= 0)
		close(fd);
}

static void begin(struct input *stream, int fd, const struct address *peer)
{
	struct connection *connection = connection_new(&stream->shared, fd, peer);

	stream->reception.account.connections++;
	if (connection->transport.open) {
		list_append(&stream->connections, &connection->link);
		return;
	}
	if (stream->handshake_count == stream->settings->handshakes)
		drop(stream, CONTAINER(stream->handshakes.first, struct connection, link),
			ENDED_LIMIT);
	list_append(&stream->handshakes, &connection->link);
	stream->handshake_count++;
}

static void welcome(struct input *stream, int fd, const struct address *peer)
{
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
	begin(stream, fd, peer);
}

/* Whoever got one of the last descriptors is turned away: those are for files, and for the
 * operator. False when nobody waits. */
static bool take_one(struct input *stream)
{
	bool sent_away;
	struct sockaddr_storage from;
	struct address peer = {{0}};
	int fd = spare_accept(
		&stream->spare, stream->fd, &from, SOCK_CLOEXEC | SOCK_NONBLOCK, &sent_away);

	if (fd < 0 && !sent_away)
		return false;
	address_from_socket((struct sockaddr *)&from, &peer, NULL);
	if (sent_away || fd >= stream->descriptors)
		turn_away(stream, fd, &peer, ENDED_LIMIT);
	else
		welcome(stream, fd, &peer);
	return true;
}

static void on_acceptable(void *context)
{
	for (int i = 0; i < ACCEPTS && take_one(context); i++)
		;
}

static int usable_descriptors(void)
{
	struct rlimit limit;
	rlim_t reserved;

	if (getrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur > INT_MAX)
		return INT_MAX;
	reserved = limit.rlim_cur / RESERVED_PART;
	return (int)(limit.rlim_cur - (reserved < RESERVED ? reserved : RESERVED));
}

static void drop_slow(struct input *stream, struct list *connections, int64_t timeout)
{
	struct link *next;

	for (struct link *link = connections->first; link; link = next) {
		struct connection *connection = CONTAINER(link, struct connection, link);

		next = link->next;
		if (connection_waits(connection) > (uint64_t)(timeout / SECONDS))
			drop(stream, connection, ENDED_SLOW);
	}
}

static void on_second(void *context)
{
	struct input *stream = context;

	stream->complained = false;
	if (!stream->acceptable) /* while we do not read nobody is slow */
		return;
	stream->shared.second++;
	drop_slow(stream, &stream->connections, stream->settings->message_timeout);
	drop_slow(stream, &stream->handshakes, stream->settings->handshake_timeout);
}

struct input *stream_open(const struct input_settings *settings,
	const struct transport_type *transport, void *context, struct loop *loop,
	const struct intake *intake, struct error *error)
{
	struct input *stream = xcalloc(1, sizeof(*stream));

	stream->settings = (const struct stream_settings *)settings;
	stream->loop = loop;
	stream->fd = -1;
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
		.transport = transport,
		.transport_context = context,
		.opened = on_opened,
		.over = on_over,
		.context = stream};
	stream->senders = table_new((uint64_t)(uintptr_t)stream);
	stream->spare = spare_open();
	stream->descriptors = usable_descriptors();
	stream->acceptable = loop_readable(loop, stream->fd, on_acceptable, stream);
	stream->second = loop_every(loop, SECONDS, on_second, stream);
	return stream;
}

void *stream_renew(struct input *stream, void *context)
{
	void *before = stream->shared.transport_context;

	stream->shared.transport_context = context;
	return before;
}

void *stream_context(const struct input *stream)
{
	return stream->shared.transport_context;
}

static void drop_all(struct input *stream, struct list *connections)
{
	while (connections->first)
		drop(stream, CONTAINER(connections->first, struct connection, link),
			ENDED_BY_PEER);
}

void stream_close(struct input *stream)
{
	drop_all(stream, &stream->connections);
	drop_all(stream, &stream->handshakes);
	watch_free(stream->acceptable);
	watch_free(stream->second);
	close(stream->fd);
	spare_close(&stream->spare);
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

static void pause_all(struct list *connections)
{
	for (struct link *link = connections->first; link; link = link->next)
		connection_pause(CONTAINER(link, struct connection, link));
}

/* Those who have waited longest come first; where room ends again, the others wait on. False
 * then. */
static bool resume_all(struct list *connections)
{
	struct link *next;

	for (struct link *link = connections->first; link; link = next) {
		next = link->next;
		if (!connection_resume(CONTAINER(link, struct connection, link)))
			return false;
	}
	return true;
}

void stream_pause(struct input *stream, bool pause)
{
	if (pause) {
		watch_free(stream->acceptable);
		stream->acceptable = NULL;
		pause_all(&stream->connections);
		pause_all(&stream->handshakes);
		return;
	}
	if (resume_all(&stream->connections) && resume_all(&stream->handshakes) &&
		!stream->acceptable)
		stream->acceptable =
			loop_readable(stream->loop, stream->fd, on_acceptable, stream);
}
