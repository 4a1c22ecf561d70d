/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * How bytes come out of a connected socket: as they are (transport_plain), or through TLS
 * (tls.h). Nothing here waits: what the descriptor does not give now is asked for again when it
 * does.
 */
#ifndef INPUT_TRANSPORT_H
#define INPUT_TRANSPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "input/intake.h"

enum transport_result {
	TRANSPORT_BYTES,
	TRANSPORT_WAITS,          /* until the descriptor can be read */
	TRANSPORT_WAITS_TO_WRITE, /* until it can be written */
	TRANSPORT_ENDED,          /* nothing comes any more: `ending` says why */
};

struct transport {
	const struct transport_type *type;
	int fd;             /* not blocking; the transport closes it */
	void *state;        /* the type's own */
	bool open;          /* the two have agreed to talk; bytes come only then */
	enum ending ending; /* of one that has ended */
};

struct transport_type {
	/* Takes the descriptor over. `context` is what all connections of an input share. */
	void (*begin)(struct transport *transport, void *context, int fd);
	/* At most `room` bytes. */
	enum transport_result (*read)(
		struct transport *transport, char *space, size_t room, size_t *count);
	/* Bytes have come that reading from the descriptor would not tell of. */
	bool (*has_more)(const struct transport *transport);
	/* Something has begun of which no bytes can be given before it has ended. */
	bool (*has_part)(const struct transport *transport);
	/* Who the peer has proved to be; NULL: nobody asked. It may hold any byte but NUL. */
	const char *(*name)(const struct transport *transport);
	/* Why it was refused (ENDED_TLS), until something else is done with any of them. */
	const char *(*reason)(const struct transport *transport);
	void (*close)(struct transport *transport);
};

extern const struct transport_type transport_plain;

#endif
