/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Plays a timeline into a running daemon with real clients: a UDP socket bound to each node's
 * own loopback address for syslog, the program snmptrap for traps. A line of the timeline is
 *
 *     MILLISECONDS ADDRESS syslog LINE
 *     MILLISECONDS ADDRESS trap OID [OID TYPE VALUE]...
 */
#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <netinet/in.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/command_line.h"
#include "base/duration.h"
#include "base/list.h"
#include "base/slice.h"
#include "base/table.h"
#include "base/xalloc.h"

enum { WORDS = 64, CHILDREN = 8, BAR = 32 };

struct settings {
	int64_t syslog_port, trap_port, rate, from, to;
	const char *community;
	bool quiet, help;
};

#define PLACE(member) .offset = offsetof(struct settings, member)

static const struct option table[] = {
	{.name = "syslog-port",
		.type = OPTION_INTEGER,
		PLACE(syslog_port),
		.help = "UDP port for syslog"},
	{.name = "trap-port",
		.type = OPTION_INTEGER,
		PLACE(trap_port),
		.help = "UDP port for traps"},
	{.name = "community",
		.type = OPTION_STRING,
		PLACE(community),
		.value = "public",
		.help = "of the traps"},
	{.name = "rate",
		.type = OPTION_INTEGER,
		PLACE(rate),
		.value = "1",
		.minimum = 1,
		.maximum = 100000,
		.help = "seconds of the timeline in one second"},
	{.name = "from",
		.type = OPTION_INTEGER,
		PLACE(from),
		.value = "0",
		.help = "skip what is before, in milliseconds"},
	{.name = "to",
		.type = OPTION_INTEGER,
		PLACE(to),
		.value = "0",
		.help = "stop there, in milliseconds; 0: the end"},
	{.name = "quiet", .type = OPTION_BOOLEAN, PLACE(quiet), .help = "no progress"},
	{.name = "help", .type = OPTION_BOOLEAN, PLACE(help), .help = "print this"},
	{0},
};

struct player {
	struct settings settings;
	struct list senders;
	struct table *by_address;
	int64_t began; /* monotonic, in nanoseconds */
	int children;  /* snmptraps that run */
	uint64_t lines, traps, failed;
	int64_t shown; /* when the progress was */
	bool bar;      /* a bar on a terminal; elsewhere a line now and then */
	int64_t pace;  /* between two looks at it */
};

static int64_t monotonic(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * SECONDS + now.tv_nsec;
}

static void wait_until(const struct player *player, int64_t at)
{
	int64_t due = player->began +
		      (at - player->settings.from) * MILLISECONDS / player->settings.rate;
	int64_t left = due - monotonic();
	struct timespec pause = {.tv_sec = left / SECONDS, .tv_nsec = left % SECONDS};

	if (left > 0)
		nanosleep(&pause, NULL);
}

/* A socket of its own for each sender, bound to the sender's address. */
struct sender {
	struct link link;
	char *address;
	int fd;
};

static struct sender *sender_new(struct player *player, struct slice address)
{
	struct sender *sender = xcalloc(1, sizeof(*sender));
	struct sockaddr_in from = {.sin_family = AF_INET};
	struct sockaddr_in to = {.sin_family = AF_INET,
		.sin_port = htons((uint16_t)player->settings.syslog_port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK)};

	sender->address = xcalloc(1, address.length + 1);
	memcpy(sender->address, address.data, address.length);
	sender->fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (sender->fd < 0 || inet_pton(AF_INET, sender->address, &from.sin_addr) != 1 ||
		bind(sender->fd, (struct sockaddr *)&from, sizeof(from)) < 0 ||
		connect(sender->fd, (struct sockaddr *)&to, sizeof(to)) < 0) {
		fprintf(stderr, "play: cannot send from %s: %s\n", sender->address,
			strerror(errno));
		exit(1);
	}
	list_append(&player->senders, &sender->link);
	table_set(player->by_address, slice_of(sender->address), sender);
	return sender;
}

static void senders_free(struct player *player)
{
	while (player->senders.first) {
		struct sender *sender = CONTAINER(player->senders.first, struct sender, link);

		list_remove(&player->senders, &sender->link);
		close(sender->fd);
		free(sender->address);
		free(sender);
	}
	table_free(player->by_address);
}

static void send_line(struct player *player, struct slice address, struct slice line)
{
	struct sender *sender = table_find(player->by_address, address);

	if (!sender)
		sender = sender_new(player, address);
	player->lines++;
	if (send(sender->fd, line.data, line.length, 0) < 0)
		player->failed++;
}

static void reap(struct player *player, int options)
{
	int status;

	while (player->children > 0 && waitpid(-1, &status, options) > 0) {
		player->children--;
		if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
			player->failed++;
		options |= WNOHANG;
	}
}

static void send_trap(struct player *player, struct slice address, char *arguments)
{
	char source[64], target[64];
	const char *words[WORDS] = {"snmptrap", "-v2c", "-c", player->settings.community,
		"--noPersistentSave=yes", source, target, ""};
	size_t count = 8;
	pid_t child;
	extern char **environ;

	snprintf(source, sizeof(source), "--clientaddr=%.*s", SLICE_PRINT(address));
	snprintf(target, sizeof(target), "127.0.0.1:%" PRId64, player->settings.trap_port);
	for (char *word = strtok(arguments, " "); word && count < WORDS - 1;
		word = strtok(NULL, " "))
		words[count++] = word;
	if (player->children >= CHILDREN)
		reap(player, 0);
	player->traps++;
	if (posix_spawnp(&child, words[0], NULL, NULL, (char **)(uintptr_t)words, environ) !=
		0) {
		fprintf(stderr, "play: cannot run snmptrap (Debian package snmp)\n");
		exit(1);
	}
	player->children++;
	reap(player, WNOHANG);
}

static void show_progress(struct player *player, int64_t at, int64_t end)
{
	int64_t now = monotonic(), minutes = 13 * 60 + 50 + at / 60000;
	int filled = (int)(end > 0 ? at * BAR / end : 0);

	if (player->settings.quiet || now < player->shown + player->pace)
		return;
	player->shown = now;
	fprintf(stderr,
		"%s  %02d:%02d [%.*s%*s] %6" PRIu64 " syslog lines, %4" PRIu64 " traps%s",
		player->bar ? "\r" : "", (int)(minutes / 60), (int)(minutes % 60), filled,
		"################################", BAR - filled, "", player->lines,
		player->traps, player->bar ? " " : "\n");
}

/* One line of the timeline; false when it is beyond the end. */
static bool play_line(struct player *player, char *text)
{
	struct slice rest = slice_trim(slice_of(text));
	struct slice time = slice_word(&rest), address = slice_word(&rest),
		     kind = slice_word(&rest);
	int64_t at, end = player->settings.to;

	if (!slice_to_integer(time, &at) || at < player->settings.from)
		return true;
	if (end && at >= end)
		return false;
	wait_until(player, at);
	rest = slice_trim(rest);
	if (slice_equals(kind, "syslog"))
		send_line(player, address, rest);
	else if (slice_equals(kind, "trap"))
		send_trap(player, address, text + (rest.data - text));
	show_progress(player, at, end ? end : 17100000);
	return true;
}

int main(int count, char **words)
{
	struct player player = {.by_address = table_new(0)};
	struct operands operands;
	struct error error;
	char *text = NULL;
	size_t capacity = 0;
	ssize_t length;

	if (!command_line_read(
		    table, &player.settings, count - 1, words + 1, &operands, &error)) {
		fprintf(stderr, "play: %s\n", error.text);
		return 2;
	}
	if (player.settings.help) {
		printf("Usage: play [OPTION...] <TIMELINE\n");
		command_line_help(table, stdout);
		return 0;
	}
	/* snmptrap: no MIBs, and none of this machine's settings. */
	setenv("MIBS", "", 1);
	setenv("SNMPCONFPATH", "/nonexistent", 1);
	player.began = player.shown = monotonic();
	player.bar = isatty(STDERR_FILENO);
	player.pace = player.bar ? SECONDS / 4 : 10 * SECONDS;
	while ((length = getline(&text, &capacity, stdin)) > 0) {
		if (text[length - 1] == '\n')
			text[length - 1] = 0;
		if (!play_line(&player, text))
			break;
	}
	while (player.children > 0)
		reap(&player, 0);
	if (!player.settings.quiet && player.bar)
		fprintf(stderr, "\n");
	printf("{\"lines\": %" PRIu64 ", \"traps\": %" PRIu64 ", \"failed\": %" PRIu64 "}\n",
		player.lines, player.traps, player.failed);
	free(text);
	senders_free(&player);
	return player.failed > 0;
}
