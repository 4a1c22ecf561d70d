/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Sends numbered syslog lines to a UDP port of this machine at an even rate, and keeps a log of
 * exactly what it sent: "NUMBER NANOSECONDS" a line. Every --period lines a new object goes
 * down, some lines repeat that, and it comes up two and a half periods later; no object is ever
 * used again. The rest is noise:
 *
 *     <131>1 - node-2 probe - - - n=400 o2 down
 *     <131>1 - node-2 probe - - - n=900 o2 up
 *     <134>1 - node-3 probe - - - n=901 nothing
 *
 *     sender --port N --rate 2000 --log FILE [--count N] [--first N] [--period N] [--pad N]
 */
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/command_line.h"
#include "base/duration.h"
#include "tools/loopback.h"

enum { NODES = 5, PAD_MAXIMUM = 1000, LINE_BYTES = 128 + PAD_MAXIMUM, REPEAT_EVERY = 10 };
#define TURN (5 * MILLISECONDS)

struct settings {
	int64_t port, rate, count, first, period, pad;
	const char *log;
	bool help;
};

#define PLACE(member) .offset = offsetof(struct settings, member)

static const struct option table[] = {
	LOOPBACK_PORT(struct settings, port, "UDP"),
	{.name = "rate",
		.type = OPTION_INTEGER,
		PLACE(rate),
		.value = "1000",
		.minimum = 1,
		.maximum = 1000000,
		.help = "lines a second"},
	{.name = "count",
		.type = OPTION_INTEGER,
		PLACE(count),
		.value = "0",
		.help = "lines; 0: until SIGTERM"},
	{.name = "first", .type = OPTION_INTEGER, PLACE(first), .value = "0", .help = "number"},
	{.name = "period",
		.type = OPTION_INTEGER,
		PLACE(period),
		.value = "200",
		.minimum = 20,
		.maximum = 1000000,
		.help = "lines from one object's failure to the next one's"},
	{.name = "pad",
		.type = OPTION_INTEGER,
		PLACE(pad),
		.value = "0",
		.maximum = PAD_MAXIMUM,
		.help = "bytes that noise is longer"},
	{.name = "log", .type = OPTION_FILE, PLACE(log), .help = "what was sent, and when"},
	{.name = "help", .type = OPTION_BOOLEAN, PLACE(help), .help = "print this"},
	{0},
};

struct sender {
	struct settings settings;
	int fd;
	FILE *log;
	int64_t next; /* number */
	uint64_t sent;
};

static volatile sig_atomic_t stopping;

static void stop(int signal_number)
{
	(void)signal_number;
	stopping = 1;
}

static int64_t now_of(clockid_t which)
{
	struct timespec now;

	clock_gettime(which, &now);
	return now.tv_sec * SECONDS + now.tv_nsec;
}

static void print_change(char line[LINE_BYTES], int64_t n, int64_t object, const char *change)
{
	snprintf(line, LINE_BYTES,
		"<131>1 - node-%" PRId64 " probe - - - n=%" PRId64 " o%" PRId64 " %s",
		object % NODES, n, object, change);
}

static void print_line(char line[LINE_BYTES], int64_t n, const struct settings *settings)
{
	const int64_t period = settings->period;
	int64_t object = n / period, place = n % period;

	if (place == 0)
		print_change(line, n, object, "down");
	else if (place == period / 2 && object >= 2)
		print_change(line, n, object - 2, "up");
	else if (place % REPEAT_EVERY == REPEAT_EVERY / 2)
		print_change(line, n, object, "down");
	else
		snprintf(line, LINE_BYTES,
			"<134>1 - node-%" PRId64 " probe - - - n=%" PRId64 " nothing%*s",
			n % NODES, n, (int)settings->pad, "");
}

/* What nobody takes, since nobody listens, was not sent. */
static void send_next(struct sender *sender)
{
	char line[LINE_BYTES];
	int64_t n = sender->next++;

	print_line(line, n, &sender->settings);
	if (send(sender->fd, line, strlen(line), 0) < 0)
		return;
	sender->sent++;
	if (sender->log)
		fprintf(sender->log, "%" PRId64 " %" PRId64 "\n", n, now_of(CLOCK_REALTIME));
}

static void run(struct sender *sender)
{
	const struct settings *settings = &sender->settings;
	const struct timespec pause = {.tv_nsec = TURN};
	const int64_t begin = now_of(CLOCK_MONOTONIC), first = sender->next;
	const int64_t end = settings->count ? first + settings->count : INT64_MAX;

	while (!stopping && sender->next < end) {
		double seconds = (double)(now_of(CLOCK_MONOTONIC) - begin) / SECONDS;
		int64_t due = first + (int64_t)(seconds * (double)settings->rate);

		while (sender->next < due && sender->next < end)
			send_next(sender);
		nanosleep(&pause, NULL);
	}
}

int main(int count, char **words)
{
	struct sender sender = {.fd = socket(AF_INET, SOCK_DGRAM, 0)};
	struct sockaddr_in to;
	struct operands operands;
	struct error error;

	if (!command_line_read(
		    table, &sender.settings, count - 1, words + 1, &operands, &error)) {
		fprintf(stderr, "sender: %s\n", error.text);
		return 2;
	}
	if (sender.settings.help) {
		command_line_help(table, stdout);
		return 0;
	}
	to = loopback(sender.settings.port);
	sender.next = sender.settings.first;
	if (sender.settings.log && !(sender.log = fopen(sender.settings.log, "a")))
		return 1;
	if (connect(sender.fd, (struct sockaddr *)&to, sizeof(to)) < 0)
		return 1;
	signal(SIGTERM, stop);
	run(&sender);
	if (sender.log && fclose(sender.log) != 0)
		return 1;
	printf("%" PRIu64 "\n", sender.sent);
	close(sender.fd);
	return 0;
}
