/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/transport.h"

#include <errno.h>
#include <unistd.h>

static void begin(struct transport *transport, void *context, int fd)
{
	(void)context;
	*transport = (struct transport){.type = &transport_plain, .fd = fd, .open = true};
}

static enum transport_result read_bytes(
	struct transport *transport, char *space, size_t room, size_t *count)
{
	ssize_t length = read(transport->fd, space, room);

	if (length < 0 && (errno == EAGAIN || errno == EINTR))
		return TRANSPORT_WAITS;
	if (length <= 0) {
		transport->ending = length == 0 ? ENDED_BY_PEER : ENDED_BROKEN;
		return TRANSPORT_ENDED;
	}
	*count = (size_t)length;
	return TRANSPORT_BYTES;
}

static bool has_none(const struct transport *transport)
{
	(void)transport;
	return false;
}

static const char *no_words(const struct transport *transport)
{
	(void)transport;
	return NULL;
}

static void close_socket(struct transport *transport)
{
	close(transport->fd);
}

const struct transport_type transport_plain = {
	.begin = begin,
	.read = read_bytes,
	.has_more = has_none,
	.has_part = has_none,
	.name = no_words,
	.reason = no_words,
	.close = close_socket,
};
