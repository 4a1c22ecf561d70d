/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What taking traps costs: the socket's buffer is filled, then the thread's CPU time is
 * measured until it is empty again. In turns, so that all see the same machine:
 *
 *     bare     recvmmsg() alone, as the listener calls it
 *     walk     bare, and a walk over the BER: types and lengths, no copies
 *     listener the trap listener: checks, the library, the event
 *
 * Prints the medians of the ratios, and nanoseconds for orientation.
 *
 *     traps [--rounds N] [--datagrams N] FILE     FILE: datagrams in hex, one a line
 *     traps --port N [--datagrams N] FILE         sends them there, no faster than they are
 * read
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/command_line.h"
#include "base/duration.h"
#include "base/xalloc.h"
#include "bench/drain.h"
#include "event/ber.h"
#include "event/event.h"
#include "input/inputs.h"
#include "snmp/usm.h"
#include "snmp/usm_user.h"
#include "tools/loopback.h"

enum { BATCH = 64 };
enum { WAY_BARE, WAY_WALK, WAY_LISTENER, WAYS };

struct settings {
	int64_t rounds, datagrams, port, rate;
	const char *auth_file, *priv_file;
};

#define PLACE(member) .offset = offsetof(struct settings, member)

static const struct option table[] = {
	{.name = "rounds",
		.type = OPTION_INTEGER,
		PLACE(rounds),
		.value = "15",
		.minimum = 1,
		.maximum = DRAIN_ROUNDS_MAXIMUM,
		.help = "how often each way is measured"},
	{.name = "datagrams",
		.type = OPTION_INTEGER,
		PLACE(datagrams),
		.value = "2000",
		.minimum = 1,
		.maximum = 1000000,
		.help = "in a round, or to be sent"},
	{.name = "port",
		.type = OPTION_INTEGER,
		PLACE(port),
		.value = "0",
		.minimum = 0,
		.maximum = 65535,
		.help = "send to this port of the loopback"},
	{.name = "rate",
		.type = OPTION_INTEGER,
		PLACE(rate),
		.value = "0",
		.minimum = 0,
		.maximum = 1000000,
		.help = "send so many a second, whether they are read or not"},
	{.name = "auth-file",
		.type = OPTION_STRING,
		PLACE(auth_file),
		.help = "pass phrase of the v3 user `bench`, who signs with SHA"},
	{.name = "priv-file",
		.type = OPTION_STRING,
		PLACE(priv_file),
		.help = "and encrypts with AES"},
	{0},
};

struct bench {
	struct settings settings;
	struct slice *datagrams;
	size_t count;
	size_t next;    /* for the listener, which takes a v3 message once */
	size_t answers; /* to what was sent */
	int sender;
	struct drain drain;
	void *space;
	unsigned long sink; /* so that nothing is optimized away */
};

static void die(const char *what)
{
	perror(what);
	exit(1);
}

/* As many as fit the receiver's buffer are in it when this returns. */
static void fill(struct bench *bench, bool bare)
{
	const size_t count = (size_t)bench->settings.datagrams;

	for (size_t i = 0; i < count; i++)
		drain_send(&bench->drain, bare,
			bench->datagrams[(bench->next + i) % bench->count]);
	if (!bare)
		bench->next += count;
}

/* Whether something waits at that port: /proc/net/udp, udp6. */
static bool is_waiting(const char *path, uint16_t port)
{
	FILE *file = fopen(path, "re");
	unsigned at, queue, waiting = 0;
	char line[256];

	while (file && fgets(line, sizeof(line), file))
		if (sscanf(line, "%*d: %*[0-9A-F]:%x %*[0-9A-F]:%*x %*x %*x:%x", &at, &queue) ==
				2 &&
			at == port)
			waiting += queue;
	if (file)
		fclose(file);
	return waiting > 0;
}

static bool is_busy(uint16_t port)
{
	return is_waiting("/proc/net/udp", port) || is_waiting("/proc/net/udp6", port);
}

static int64_t boot_time(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * SECONDS + now.tv_nsec;
}

/* Until what was sent is read, or until it is time for the next. */
static void await_turn(const struct bench *bench, int64_t sent, int64_t begin)
{
	const struct settings *settings = &bench->settings;

	if (settings->rate)
		while (boot_time() - begin < sent * SECONDS / settings->rate)
			usleep(500);
	else
		while (is_busy((uint16_t)settings->port))
			usleep(200);
}

static void count_answers(struct bench *bench)
{
	char bytes[16];

	while (recv(bench->sender, bytes, sizeof(bytes), MSG_DONTWAIT) >= 0)
		bench->answers++;
}

static void send_all(struct bench *bench)
{
	struct sockaddr_in to = loopback(bench->settings.port);
	int64_t begin = boot_time();

	for (int64_t i = 0; i < bench->settings.datagrams; i++) {
		struct slice bytes = bench->datagrams[(size_t)i % bench->count];

		if (i % BATCH == 0) {
			await_turn(bench, i, begin);
			count_answers(bench);
		}
		if (sendto(bench->sender, bytes.data, bytes.length, 0, (struct sockaddr *)&to,
			    sizeof(to)) < 0)
			die("sendto");
	}
	while (is_busy((uint16_t)bench->settings.port))
		usleep(1000);
	usleep(100000);
	count_answers(bench);
	printf("%zu answers\n", bench->answers);
}

/* A walk over a v2c message or the outside of a v3 one; no more than a reader must do. */
static unsigned long walk(struct slice bytes)
{
	struct ber_value value;
	unsigned long sum = 0;

	while (bytes.length > 0 && ber_read(&bytes, &value)) {
		sum += value.type + value.content.length;
		if (value.type & 0x20) /* constructed */
			sum += walk(value.content);
	}
	return sum;
}

static void look(void *context, struct slice bytes)
{
	((struct bench *)context)->sink += walk(bytes);
}

static void *room(void *context)
{
	return ((struct bench *)context)->space;
}

static enum commitment commit(void *context, size_t length, const struct reply *reply)
{
	(void)reply;
	((struct bench *)context)->sink += length;
	return COMMIT_KEPT;
}

/* NULL without pass phrases. */
static struct usm *open_usm(const struct settings *settings)
{
	static struct usm_user_settings user = {.name = "bench", .level = USM_PRIV};
	static const struct usm_settings users = {&user, 1, ENROL_AUTOMATIC};
	struct usm_own own = {.boots = 1};
	struct usm_users *loaded;
	struct report report = {0};

	if (!settings->auth_file || !settings->priv_file)
		return NULL;
	user.auth = usm_auth_find("SHA");
	user.priv = usm_priv_find("AES");
	user.auth_file = settings->auth_file;
	user.priv_file = settings->priv_file;
	snmp_engine_id_parse(slice_of("80001f88050102030405"), &own.id);
	loaded = usm_users_load(&users, 1, &report);
	report_print(&report, stderr);
	if (loaded)
		return usm_new(loaded, &own, 1);
	exit(1);
}

static void open_drain(struct bench *bench)
{
	bench->space = xmalloc(EVENT_MAXIMUM);
	bench->drain = (struct drain){.type = &input_snmp_trap,
		.intake = {.room = room,
			.commit = commit,
			.usm = open_usm(&bench->settings),
			.context = bench}};
	drain_open(&bench->drain);
}

/* Nanoseconds of CPU for one datagram. */
static double measure(struct bench *bench, int way)
{
	const size_t count = (size_t)bench->settings.datagrams;

	fill(bench, way != WAY_LISTENER);
	if (way == WAY_LISTENER)
		return drain_listener(&bench->drain, count);
	return drain_bare(&bench->drain, count, way == WAY_WALK ? look : NULL, bench);
}

static void compare_ways(struct bench *bench)
{
	static double times[WAYS][DRAIN_ROUNDS_MAXIMUM], ratios[WAYS][DRAIN_ROUNDS_MAXIMUM];
	size_t rounds = (size_t)bench->settings.rounds;
	const struct input_account *account = input_snmp_trap.account(bench->drain.listener);

	for (int way = 0; way < WAYS; way++)
		measure(bench, way); /* warms up */
	for (size_t i = 0; i < rounds; i++) {
		for (int way = 0; way < WAYS; way++)
			times[way][i] = measure(bench, way);
		ratios[WAY_BARE][i] = times[WAY_BARE][i] / times[WAY_LISTENER][i];
		ratios[WAY_WALK][i] = times[WAY_WALK][i] / times[WAY_LISTENER][i];
	}
	printf("of the rate of a bare receive loop %.2f, of one that walks over the BER %.2f "
	       "(ns: %.0f, %.0f, listener %.0f); %llu taken, %llu not\n",
		drain_median(ratios[WAY_BARE], rounds), drain_median(ratios[WAY_WALK], rounds),
		drain_median(times[WAY_BARE], rounds), drain_median(times[WAY_WALK], rounds),
		drain_median(times[WAY_LISTENER], rounds),
		(unsigned long long)account->journaled,
		(unsigned long long)(drain_settled(&bench->drain) - account->journaled));
}

int main(int count, char **words)
{
	static struct bench bench;
	struct operands files;
	struct error error;

	if (!command_line_read(table, &bench.settings, count - 1, words + 1, &files, &error) ||
		files.count != 1) {
		fprintf(stderr, "traps: %s\n", files.count == 1 ? error.text : "which FILE?");
		return 2;
	}
	bench.datagrams = drain_read(files.words[0], &bench.count);
	bench.sender = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (bench.settings.port) {
		send_all(&bench);
		return 0;
	}
	open_drain(&bench);
	compare_ways(&bench);
	drain_close(&bench.drain);
	usm_free(bench.drain.intake.usm);
	return bench.sink == 0;
}
