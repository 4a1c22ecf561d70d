/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * One connection of a stream input (stream.h): its unread bytes, and the messages in them. It
 * keeps memory only while a message has begun and not ended.
 */
#ifndef INPUT_CONNECTION_H
#define INPUT_CONNECTION_H

#include "base/list.h"
#include "input/framing.h"
#include "input/reception.h"
#include "input/transport.h"

struct connection;

/* What the connections of an input share. */
struct connections {
	struct reception *reception;
	struct loop *loop;
	char *space;     /* CONNECTION_SPACE bytes, for reading */
	uint64_t second; /* goes on with time */
	const struct transport_type *transport;
	void *transport_context; /* for new ones */
	/* The two ends have agreed to talk (transport.h); not called where they need not. */
	void (*opened)(void *context, struct connection *connection);
	/* The connection is over, and nothing of it is left to take: it is to be closed. */
	void (*over)(void *context, struct connection *connection, enum ending ending);
	void *context;
};

enum { CONNECTION_SPACE = 2 * FRAMING_MESSAGE_MAXIMUM };

struct connection {
	struct link link; /* its owner's */
	struct connections *shared;
	struct transport transport;
	struct address peer;
	struct watch *watch; /* NULL: reading has stopped */
	bool writes;         /* it waits for room to write */
	struct framing framing;
	char *bytes; /* not taken yet; NULL: none */
	size_t length, capacity;
	bool part;      /* the transport has something that has begun */
	uint64_t begun; /* the second in which the oldest of them came, or that, or the
			 * connection
			 */
	bool ended;     /* nothing comes any more: what is here is all */
};

/* Takes the descriptor over and begins to read. */
struct connection *connection_new(
	struct connections *shared, int fd, const struct address *peer);
/* Closes; what was not taken is gone. */
void connection_free(struct connection *connection);
void connection_pause(struct connection *connection);
/* Reads on, and takes what is left, which may end the connection. False when there was no room.
 */
bool connection_resume(struct connection *connection);
/* For how many seconds a message, or the agreement to talk, has been incomplete; 0: none is. */
uint64_t connection_waits(const struct connection *connection);

#endif
