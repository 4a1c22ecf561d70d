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
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/command_line.h"
#include "base/duration.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "event/ber.h"
#include "event/event.h"
#include "input/input.h"
#include "input/inputs.h"
#include "input/peers.h"
#include "snmp/usm.h"
#include "snmp/usm_user.h"

enum { BATCH = 64, DATAGRAM_MAXIMUM = 65536, ROUNDS_MAXIMUM = 101, LINE_MAXIMUM = 4096 };
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
		.maximum = ROUNDS_MAXIMUM,
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
	size_t count, capacity;
	size_t next;    /* for the listener, which takes a v3 message once */
	size_t answers; /* to what was sent */
	int sender, bare;
	struct loop *loop;
	struct input_settings *listener_settings;
	struct intake intake;
	struct input *listener;
	uint64_t want; /* figures of the account at which the loop stops */
	void *space;
	unsigned long sink; /* so that nothing is optimized away */
};

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static unsigned digit(char letter)
{
	return (unsigned)(letter <= '9' ? letter - '0' : (letter | 0x20) - 'a' + 10);
}

static void read_datagrams(struct bench *bench, const char *path)
{
	FILE *file = fopen(path, "re");
	char line[LINE_MAXIMUM];

	if (!file)
		die(path);
	while (fgets(line, sizeof(line), file)) {
		size_t length = strcspn(line, "\r\n") / 2;
		char *bytes = xmalloc(length ? length : 1);

		for (size_t i = 0; i < length; i++)
			bytes[i] = (char)(digit(line[2 * i]) << 4 | digit(line[2 * i + 1]));
		bench->datagrams = xgrow(bench->datagrams, bench->count, &bench->capacity,
			sizeof(*bench->datagrams));
		bench->datagrams[bench->count++] = slice_make(bytes, length);
	}
	fclose(file);
	if (bench->count == 0) {
		fprintf(stderr, "traps: %s has no datagrams\n", path);
		exit(1);
	}
}

static struct sockaddr_in loopback(uint16_t port)
{
	return (struct sockaddr_in){.sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
		.sin_port = htons(port)};
}

/* As many as fit the receiver's buffer are in it when this returns. */
static void fill(struct bench *bench, uint16_t port)
{
	struct sockaddr_in to = loopback(port);
	size_t first = bench->next;

	for (int64_t i = 0; i < bench->settings.datagrams; i++) {
		struct slice bytes = bench->datagrams[(first + (size_t)i) % bench->count];

		if (sendto(bench->sender, bytes.data, bytes.length, 0, (struct sockaddr *)&to,
			    sizeof(to)) < 0)
			die("sendto");
	}
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
	struct sockaddr_in to = loopback((uint16_t)bench->settings.port);
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

static int64_t cpu_time(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return now.tv_sec * SECONDS + now.tv_nsec;
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

static void drain(struct bench *bench, bool walks)
{
	static char bytes[BATCH][DATAGRAM_MAXIMUM];
	static struct sockaddr_storage peers[BATCH];
	struct mmsghdr messages[BATCH] = {0};
	struct iovec parts[BATCH];
	int count;

	for (size_t i = 0; i < BATCH; i++) {
		parts[i] = (struct iovec){bytes[i], DATAGRAM_MAXIMUM};
		messages[i].msg_hdr = (struct msghdr){
			.msg_name = &peers[i], .msg_iov = &parts[i], .msg_iovlen = 1};
	}
	do {
		for (size_t i = 0; i < BATCH; i++)
			messages[i].msg_hdr.msg_namelen = sizeof(peers[i]);
		count = recvmmsg(bench->bare, messages, BATCH, MSG_DONTWAIT, NULL);
		for (int i = 0; walks && i < count; i++)
			bench->sink += walk(slice_make(bytes[i], messages[i].msg_len));
	} while (count == BATCH);
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

static void loss(void *context, uint16_t listener, uint64_t count)
{
	(void)context;
	(void)listener;
	fprintf(stderr, "traps: the kernel dropped %llu: fewer --datagrams\n",
		(unsigned long long)count);
	exit(1);
}

static int64_t wall(void *context)
{
	(void)context;
	return 1346241603 * SECONDS;
}

static uint64_t settled(const struct bench *bench)
{
	const struct input_account *account = input_snmp_trap.account(bench->listener);
	uint64_t sum = account->journaled;

	for (size_t i = 0; i < REFUSALS; i++)
		sum += account->refused[i];
	return sum;
}

static void stop_when_settled(void *context)
{
	const struct bench *bench = context;

	if (settled(bench) >= bench->want)
		loop_stop(bench->loop);
}

/* NULL without pass phrases. */
static struct usm *open_usm(const struct settings *settings)
{
	static struct usm_user_settings user = {.name = "bench", .level = USM_PRIV};
	static const struct usm_settings users = {&user, 1, ENROL_AUTOMATIC};
	struct usm_own own = {.boots = 1};
	struct error error;
	struct usm *usm;

	if (!settings->auth_file || !settings->priv_file)
		return NULL;
	user.auth = usm_auth_find("SHA");
	user.priv = usm_priv_find("AES");
	user.auth_file = settings->auth_file;
	user.priv_file = settings->priv_file;
	snmp_engine_id_parse(slice_of("80001f88050102030405"), &own.id);
	usm = usm_new(&users, &own, 1, &error);
	if (usm)
		return usm;
	fprintf(stderr, "traps: %s\n", error.text);
	exit(1);
}

static void open_listener(struct bench *bench)
{
	const struct input_type *type = &input_snmp_trap;
	struct error error;

	bench->loop = loop_new();
	bench->listener_settings = xcalloc(1, type->settings_size);
	option_defaults(type->options, bench->listener_settings);
	bench->listener_settings->id = "bench";
	bench->listener_settings->address = "127.0.0.1";
	bench->space = xmalloc(EVENT_MAXIMUM);
	bench->intake = (struct intake){.peers = peers_new(1, 1, 64),
		.room = room,
		.commit = commit,
		.loss = loss,
		.wall = wall,
		.usm = open_usm(&bench->settings),
		.context = bench};
	bench->listener =
		type->open(bench->listener_settings, bench->loop, &bench->intake, &error);
	if (!bench->listener) {
		fprintf(stderr, "traps: %s\n", error.text);
		exit(1);
	}
	loop_after_turn(bench->loop, stop_when_settled, bench);
}

/* A buffer as the listener's, whatever the kernel allows. */
static void open_bare(struct bench *bench)
{
	struct sockaddr_in here = loopback(0);
	int wanted = (int)bench->listener_settings->receive_buffer;

	bench->bare = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (setsockopt(bench->bare, SOL_SOCKET, SO_RCVBUFFORCE, &wanted, sizeof(wanted)) != 0)
		setsockopt(bench->bare, SOL_SOCKET, SO_RCVBUF, &wanted, sizeof(wanted));
	if (bind(bench->bare, (struct sockaddr *)&here, sizeof(here)) < 0)
		die("bind");
}

static uint16_t port_of(int fd)
{
	struct sockaddr_in here;
	socklen_t length = sizeof(here);

	getsockname(fd, (struct sockaddr *)&here, &length);
	return ntohs(here.sin_port);
}

/* Nanoseconds of CPU for one datagram. */
static double measure(struct bench *bench, int way)
{
	uint16_t port = way == WAY_LISTENER ? input_snmp_trap.port(bench->listener)
					    : port_of(bench->bare);
	int64_t begin;

	fill(bench, port);
	bench->next += way == WAY_LISTENER ? (size_t)bench->settings.datagrams : 0;
	bench->want = settled(bench) + (uint64_t)bench->settings.datagrams;
	begin = cpu_time();
	if (way == WAY_LISTENER)
		loop_run(bench->loop);
	else
		drain(bench, way == WAY_WALK);
	return (double)(cpu_time() - begin) / (double)bench->settings.datagrams;
}

static int compare(const void *left, const void *right)
{
	const double *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

static double median(double *values, size_t count)
{
	qsort(values, count, sizeof(*values), compare);
	return values[count / 2];
}

static void compare_ways(struct bench *bench)
{
	static double times[WAYS][ROUNDS_MAXIMUM], ratios[WAYS][ROUNDS_MAXIMUM];
	size_t rounds = (size_t)bench->settings.rounds;
	const struct input_account *account = input_snmp_trap.account(bench->listener);

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
		median(ratios[WAY_BARE], rounds), median(ratios[WAY_WALK], rounds),
		median(times[WAY_BARE], rounds), median(times[WAY_WALK], rounds),
		median(times[WAY_LISTENER], rounds), (unsigned long long)account->journaled,
		(unsigned long long)(settled(bench) - account->journaled));
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
	read_datagrams(&bench, files.words[0]);
	bench.sender = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (bench.settings.port) {
		send_all(&bench);
		return 0;
	}
	open_listener(&bench);
	open_bare(&bench);
	compare_ways(&bench);
	input_snmp_trap.close(bench.listener);
	usm_free(bench.intake.usm);
	peers_free(bench.intake.peers);
	return bench.sink == 0;
}
