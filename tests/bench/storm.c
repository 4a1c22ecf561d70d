/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A storm on the loopback: one source at an even rate, its lines all the same or each another,
 * beside quiet ones that send a line a second each. Noise comes from 127.0.0.1, the quiet ones
 * are 127.0.1.1 and up. Prints how many lines were noise and how many were not.
 *
 *     storm --port N --rate N --seconds N [--quiet N] [--same]
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "base/command_line.h"
#include "base/duration.h"
#include "tools/loopback.h"

enum { BURST = 64, LINE = 200, QUIET_MAXIMUM = 250 };

struct settings {
	int64_t port, rate, seconds, quiet;
	bool same;
};

#define PLACE(member) .offset = offsetof(struct settings, member)

static const struct option table[] = {
	LOOPBACK_PORT(struct settings, port, "UDP"),
	{.name = "rate",
		.type = OPTION_INTEGER,
		PLACE(rate),
		.value = "50000",
		.minimum = 1,
		.maximum = 10000000,
		.help = "lines a second from the noisy source"},
	{.name = "seconds",
		.type = OPTION_INTEGER,
		PLACE(seconds),
		.value = "10",
		.minimum = 1,
		.maximum = 600,
		.help = "how long"},
	{.name = "quiet",
		.type = OPTION_INTEGER,
		PLACE(quiet),
		.value = "0",
		.minimum = 0,
		.maximum = QUIET_MAXIMUM,
		.help = "sources beside it that send a line a second"},
	{.name = "same",
		.type = OPTION_BOOLEAN,
		PLACE(same),
		.help = "the noisy source repeats one line"},
	{0},
};

struct storm {
	struct settings settings;
	int noisy, quiet[QUIET_MAXIMUM];
	uint64_t sent, quiet_sent;
	char lines[BURST][LINE];
	struct iovec parts[BURST];
	struct mmsghdr messages[BURST];
};

static int open_from(const struct settings *settings, uint32_t host)
{
	struct sockaddr_in from = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(host)};
	struct sockaddr_in to = loopback(settings->port);
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || bind(fd, (struct sockaddr *)&from, sizeof(from)) < 0 ||
		connect(fd, (struct sockaddr *)&to, sizeof(to)) < 0) {
		perror("storm");
		exit(1);
	}
	return fd;
}

static void open_all(struct storm *storm)
{
	storm->noisy = open_from(&storm->settings, INADDR_LOOPBACK);
	for (int64_t i = 0; i < storm->settings.quiet; i++)
		storm->quiet[i] =
			open_from(&storm->settings, (INADDR_LOOPBACK | 0x100) + (uint32_t)i);
	for (size_t i = 0; i < BURST; i++) {
		storm->parts[i].iov_base = storm->lines[i];
		storm->messages[i].msg_hdr =
			(struct msghdr){.msg_iov = &storm->parts[i], .msg_iovlen = 1};
	}
}

static int64_t now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * SECONDS + now.tv_nsec;
}

static void print_line(struct storm *storm, size_t place, uint64_t number)
{
	storm->parts[place].iov_len = (size_t)snprintf(storm->lines[place], LINE,
		"<134>1 - storm chatter %d - - interface ge-0/0/%" PRIu64
		" of line card %" PRIu64
		" says nothing that anybody wants to hear, again and again",
		1, number % 48, number);
}

/* What the socket does not take was not sent. */
static void send_burst(struct storm *storm, uint64_t count)
{
	int sent;

	count = count > BURST ? BURST : count;
	for (size_t i = 0; i < count; i++)
		print_line(storm, i, storm->settings.same ? 0 : storm->sent + i);
	sent = sendmmsg(storm->noisy, storm->messages, (unsigned)count, 0);
	storm->sent += sent > 0 ? (uint64_t)sent : 0;
}

static void send_quiet(struct storm *storm, int64_t second)
{
	char line[LINE];

	for (int64_t i = 0; i < storm->settings.quiet; i++) {
		int length = snprintf(line, sizeof(line),
			"<134>1 - quiet-%" PRId64 " probe 1 - - second %" PRId64, i, second);

		if (send(storm->quiet[i], line, (size_t)length, 0) == length)
			storm->quiet_sent++;
	}
}

static void run(struct storm *storm)
{
	const struct timespec pause = {.tv_nsec = 200000};
	const struct settings *settings = &storm->settings;
	const uint64_t all = (uint64_t)(settings->rate * settings->seconds);
	const int64_t begin = now();
	int64_t second = 0;

	while (storm->sent < all || second < settings->seconds) {
		const double passed = (double)(now() - begin) / SECONDS;
		uint64_t due = (uint64_t)(passed * (double)settings->rate);

		due = due < all ? due : all;
		if (passed >= (double)second + 0.5 && second < settings->seconds)
			send_quiet(storm, second++);
		if (due > storm->sent)
			send_burst(storm, due - storm->sent);
		else
			nanosleep(&pause, NULL);
	}
}

int main(int count, char **words)
{
	struct storm *storm = calloc(1, sizeof(*storm));
	struct operands operands;
	struct error error;

	if (!storm || !command_line_read(table, &storm->settings, count - 1, words + 1,
			      &operands, &error)) {
		fprintf(stderr, "storm: %s\n", storm ? error.text : "no memory");
		return 2;
	}
	open_all(storm);
	run(storm);
	printf("%" PRIu64 " %" PRIu64 "\n", storm->sent, storm->quiet_sent);
	free(storm);
	return 0;
}
