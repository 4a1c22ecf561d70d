/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Connections to a TLS port of this machine by somebody who does not know TLS, or will not.
 * First
 * --silent ones that stop in the middle of the first record, and are held open to the end; then
 * --count ones, each with other random bytes, that wait until they are shut out. Prints how
 * many of these were, and how many of the silent ones are still open.
 *
 *     knock --port N [--silent N] [--count N]
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/command_line.h"
#include "base/xalloc.h"
#include "tools/loopback.h"

enum { PATIENCE = 20 /* seconds */, GARBAGE = 64 };

struct settings {
	int64_t port, silent, count;
};

#define PLACE(member) .offset = offsetof(struct settings, member)

static const struct option table[] = {
	LOOPBACK_PORT(struct settings, port, "TCP"),
	{.name = "silent",
		.type = OPTION_INTEGER,
		PLACE(silent),
		.value = "0",
		.minimum = 0,
		.maximum = 10000,
		.help = "connections that stop in the middle"},
	{.name = "count",
		.type = OPTION_INTEGER,
		PLACE(count),
		.value = "0",
		.minimum = 0,
		.maximum = 10000000,
		.help = "connections with garbage"},
	{0},
};

static int connect_to(int64_t port)
{
	const struct timeval patience = {.tv_sec = PATIENCE};
	struct sockaddr_in to = loopback(port);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof(to)) < 0) {
		fprintf(stderr, "knock: cannot connect: %s\n", strerror(errno));
		exit(1);
	}
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	return fd;
}

/* The header of a record of 512 bytes, and some of them. */
static int stop_in_the_middle(int64_t port)
{
	int fd = connect_to(port);

	send(fd, "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11, MSG_NOSIGNAL);
	return fd;
}

/* Bytes that begin a handshake as often as not. */
static void make_garbage(char bytes[GARBAGE])
{
	for (size_t i = 0; i < GARBAGE; i++)
		bytes[i] = (char)rand();
	if (rand() % 2)
		memcpy(bytes, "\x16\x03\x01\x00\x20", 5);
}

/* True when the other end closed in time, whatever it said before. */
static bool is_shut_out(int64_t port)
{
	int fd = connect_to(port);
	char bytes[GARBAGE];
	ssize_t length;

	make_garbage(bytes);
	send(fd, bytes, sizeof(bytes), MSG_NOSIGNAL);
	do
		length = recv(fd, bytes, sizeof(bytes), 0);
	while (length > 0);
	close(fd);
	return length == 0 || errno == ECONNRESET;
}

static bool is_open(int fd)
{
	char byte;

	return recv(fd, &byte, 1, MSG_DONTWAIT) < 0 && errno == EAGAIN;
}

int main(int count, char **words)
{
	struct settings settings = {0};
	int64_t shut_out = 0, open = 0;
	struct operands operands;
	struct error error;
	int *silent;

	if (!command_line_read(table, &settings, count - 1, words + 1, &operands, &error)) {
		fprintf(stderr, "knock: %s\n", error.text);
		return 2;
	}
	silent = xcalloc((size_t)settings.silent + 1, sizeof(*silent));
	for (int64_t i = 0; i < settings.silent; i++)
		silent[i] = stop_in_the_middle(settings.port);
	for (int64_t i = 0; i < settings.count; i++)
		shut_out += is_shut_out(settings.port);
	for (int64_t i = 0; i < settings.silent; i++)
		open += is_open(silent[i]);
	printf("%" PRId64 " %" PRId64 "\n", shut_out, open);
	free(silent);
	return 0;
}
