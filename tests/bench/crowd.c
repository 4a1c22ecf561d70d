/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Many connections to a TCP port of this machine that send a byte a second of a message that
 * never ends, and one that sends a whole line 20 times a second, each with the time at which it
 * left:
 *
 *     <13>1 2026-11-23T08:00:00.123456Z honest crowd - - - 17
 *
 *     crowd --port N --connections N --seconds N
 *
 * Prints how many connections were open in the end, and how many lines were sent.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/command_line.h"
#include "base/duration.h"
#include "base/xalloc.h"

enum { LINES_A_SECOND = 20 };

struct settings {
	int64_t port, connections, seconds;
	bool help;
};

#define PLACE(member) .offset = offsetof(struct settings, member)

static const struct option table[] = {
	{.name = "port",
		.type = OPTION_INTEGER,
		PLACE(port),
		.required = true,
		.minimum = 1,
		.maximum = 65535,
		.help = "TCP port on 127.0.0.1"},
	{.name = "connections",
		.type = OPTION_INTEGER,
		PLACE(connections),
		.value = "4000",
		.minimum = 1,
		.maximum = 100000,
		.help = "slow ones"},
	{.name = "seconds",
		.type = OPTION_INTEGER,
		PLACE(seconds),
		.value = "10",
		.minimum = 1,
		.maximum = 3600,
		.help = "how long"},
	{.name = "help", .type = OPTION_BOOLEAN, PLACE(help), .help = "print this"},
	{0},
};

static int connect_to(int64_t port)
{
	struct sockaddr_in to = {.sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof(to)) < 0) {
		fprintf(stderr, "crowd: cannot connect: %s\n", strerror(errno));
		exit(1);
	}
	return fd;
}

static void send_line(int fd, int64_t number)
{
	struct timespec now;
	char stamp[64], line[128];
	struct tm parts;
	int length;

	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &parts);
	strftime(stamp, sizeof(stamp), "%Y-%m-%dT%H:%M:%S", &parts);
	length =
		snprintf(line, sizeof(line), "<13>1 %s.%06ldZ honest crowd - - - %" PRId64 "\n",
			stamp, now.tv_nsec / 1000, number);
	if (send(fd, line, (size_t)length, MSG_NOSIGNAL) != length) {
		fprintf(stderr, "crowd: the honest connection broke: %s\n", strerror(errno));
		exit(1);
	}
}

/* How many still take a byte. */
static size_t send_bytes(int *fds, size_t from, size_t to)
{
	size_t open = 0;

	for (size_t i = from; i < to; i++)
		open += send(fds[i], "x", 1, MSG_NOSIGNAL | MSG_DONTWAIT) == 1;
	return open;
}

int main(int count, char **words)
{
	const struct timespec pause = {.tv_nsec = SECONDS / LINES_A_SECOND};
	struct settings settings = {0};
	struct operands operands;
	struct error error;
	size_t crowd, open = 0;
	int *fds, honest;
	int64_t lines = 0;

	if (!command_line_read(table, &settings, count - 1, words + 1, &operands, &error)) {
		fprintf(stderr, "crowd: %s\n", error.text);
		return 2;
	}
	if (settings.help) {
		command_line_help(table, stdout);
		return 0;
	}
	crowd = (size_t)settings.connections;
	fds = xcalloc(crowd, sizeof(int));
	honest = connect_to(settings.port);
	for (size_t i = 0; i < crowd; i++)
		fds[i] = connect_to(settings.port);
	for (int64_t second = 0; second < settings.seconds; second++) {
		open = 0;
		for (size_t part = 0; part < LINES_A_SECOND; part++) {
			send_line(honest, ++lines);
			open += send_bytes(fds, crowd * part / LINES_A_SECOND,
				crowd * (part + 1) / LINES_A_SECOND);
			nanosleep(&pause, NULL);
		}
	}
	printf("%zu %" PRId64 "\n", open, lines);
	free(fds);
	return 0;
}
