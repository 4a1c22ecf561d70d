/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * An input on a free port of the loopback, behind an intake that keeps what it is given.
 */
#ifndef TESTS_UNIT_INPUT_LISTENER_H
#define TESTS_UNIT_INPUT_LISTENER_H

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/duration.h"
#include "base/xalloc.h"
#include "event/event.h"
#include "input/input.h"
#include "input/inputs.h"
#include "input/peers.h"

enum { LISTENER_EVENTS = 4096 };

struct listener {
	const struct input_type *type;
	struct input_settings *settings; /* of the type's size */
	struct loop *loop;
	struct intake intake;
	struct input *input;
	void *space;
	size_t room; /* events that still fit */
	struct event *events[LISTENER_EVENTS];
	size_t count;
	uint64_t lost;
	struct positions *positions; /* of the journal, or NULL */
	uint64_t notes;
	uint64_t want;          /* the loop stops when so many messages are accounted for */
	const uint64_t *figure; /* or, when it is not NULL, when it is `want` */
};

static inline void *listener_room(void *context)
{
	const struct listener *listener = context;

	return listener->room > 0 ? listener->space : NULL;
}

/* A reply goes out at once, as if the event were on disk already. */
static inline enum commitment listener_commit(
	void *context, size_t length, const struct reply *reply)
{
	struct listener *listener = context;
	struct position position;

	if (listener->positions && position_of_event(listener->space, &position))
		positions_note(listener->positions, &position);
	if (reply)
		way_back_send(&reply->way, reply->bytes);
	listener->room--;
	if (listener->count < LISTENER_EVENTS)
		listener->events[listener->count++] = xmemdup(listener->space, length);
	return COMMIT_KEPT;
}

static inline void listener_loss(void *context, uint16_t place, uint64_t count)
{
	(void)place;
	((struct listener *)context)->lost += count;
}

static inline uint64_t listener_settled(const struct listener *listener)
{
	const struct input_account *account = listener->type->account(listener->input);
	uint64_t sum = account->journaled;

	for (size_t i = 0; i < REFUSALS; i++)
		sum += account->refused[i];
	return sum;
}

static inline void listener_look(void *context)
{
	struct listener *listener = context;

	if ((listener->figure ? *listener->figure : listener_settled(listener)) >=
		listener->want)
		loop_stop(listener->loop);
}

/* Settings have their defaults; change them, then listener_open(). */
static inline int64_t listener_wall(void *context)
{
	(void)context;
	return 1346241603LL * 1000000000; /* 2012-08-29T12:00:03Z */
}

static inline bool listener_note(void *context, const struct position *position)
{
	struct listener *listener = context;

	if (listener->positions)
		positions_note(listener->positions, position);
	listener->notes++;
	return true;
}

static inline struct listener *listener_new(const char *type)
{
	struct listener *listener = xcalloc(1, sizeof(*listener));

	listener->type = input_find(type);
	listener->settings = xcalloc(1, listener->type->settings_size);
	option_defaults(listener->type->options, listener->settings);
	listener->settings->id = "test";
	listener->settings->place = 7;
	listener->loop = loop_new();
	listener->space = xmalloc(EVENT_MAXIMUM);
	listener->room = SIZE_MAX;
	listener->intake = (struct intake){.peers = peers_new(1, 8, 64),
		.room = listener_room,
		.commit = listener_commit,
		.loss = listener_loss,
		.wall = listener_wall,
		.note = listener_note,
		.context = listener};
	loop_after_turn(listener->loop, listener_look, listener);
	return listener;
}

static inline bool listener_open(struct listener *listener, struct error *error)
{
	listener->input = listener->type->open(
		listener->settings, listener->loop, &listener->intake, error);
	return listener->input;
}

/* Until `want` datagrams are journaled or refused since it was opened. */
static inline void listener_run(struct listener *listener, uint64_t want)
{
	listener->want = want;
	if (listener_settled(listener) < want)
		loop_run(listener->loop);
}

/* Until the figure of the account is at least that. */
static inline void listener_wait(
	struct listener *listener, const uint64_t *figure, uint64_t want)
{
	listener->figure = figure;
	listener->want = want;
	if (*figure < want)
		loop_run(listener->loop);
	listener->figure = NULL;
}

static inline void listener_free(struct listener *listener)
{
	if (listener->input)
		listener->type->close(listener->input);
	loop_free(listener->loop);
	for (size_t i = 0; i < listener->count; i++)
		free(listener->events[i]);
	peers_free(listener->intake.peers);
	free(listener->settings);
	free(listener->space);
	free(listener);
}

/* A socket connected to the listener at that address; closed by the caller. */
static inline int listener_connect(const struct listener *listener, const char *address)
{
	struct sockaddr_storage to;
	struct address parsed;
	socklen_t length;
	int fd;

	if (!address_parse(slice_of(address), &parsed))
		return -1;
	length = address_to_socket(&parsed, listener->type->port(listener->input), &to);
	fd = socket(to.ss_family,
		(listener->type->udp ? SOCK_DGRAM : SOCK_STREAM) | SOCK_CLOEXEC, 0);
	if (fd >= 0 && connect(fd, (struct sockaddr *)&to, length) == 0)
		return fd;
	if (fd >= 0)
		close(fd);
	return -1;
}

static inline bool listener_send(
	const struct listener *listener, const char *address, struct slice datagram)
{
	int fd = listener_connect(listener, address);
	bool sent = fd >= 0 &&
		    send(fd, datagram.data, datagram.length, 0) == (ssize_t)datagram.length;

	if (fd >= 0)
		close(fd);
	return sent;
}

#endif
