/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What taking lines costs: the socket's buffer is filled, then the thread's CPU time is measured
 * until it is empty again. In turns, so that all see the same machine:
 *
 *     bare     recvmmsg() alone, as the listener calls it
 *     parsed   the syslog listener: parser, accounts, repeats, batches
 *     written  the same, and each batch goes into a journal
 *
 * Prints "RATIO RATIO NANOSECONDS NANOSECONDS NANOSECONDS": medians of bare over parsed, and of
 * bare over written, then of each way for orientation.
 *
 *     lines [--rounds N] [--datagrams N] FOLDER     FOLDER: for the journal
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "base/command_line.h"
#include "base/duration.h"
#include "base/xalloc.h"
#include "event/batch.h"
#include "input/input.h"
#include "input/inputs.h"
#include "input/peers.h"
#include "input/repeats.h"
#include "journal/journal.h"

enum { BATCH = 64, DATAGRAM_MAXIMUM = 65536, ROUNDS_MAXIMUM = 101, LINE = 256, REPEATS = 100 };
enum { WAY_BARE, WAY_PARSED, WAY_WRITTEN, WAYS };

struct settings {
	int64_t rounds, datagrams;
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
		.maximum = 100000,
		.help = "in a round"},
	{0},
};

/* As network elements and servers write them. */
static const char *const lines[] = {
	"<189>Aug 29 12:00:03 par1-edge-07 2312: Aug 29 12:00:03.512: %%LINEPROTO-5-UPDOWN: Line "
	"protocol on Interface GigabitEthernet0/0/%d, changed state to down",
	"<165>1 2012-08-29T12:00:03.003Z vms-par2-07 vmapp 311 ID47 [app@32473 slot=\"3\" "
	"queue=\"%d\"] queue is 93 %% full",
	"<86>Aug 29 12:00:03 hlr-fe-02 sshd[40712]: Accepted publickey for oper from 10.20.30.40 "
	"port %d ssh2",
	"<28>Aug 29 12:00:03 re0.lyo2-core-01 rpd[1874]: bgp_hold_timeout:4035: NOTIFICATION sent "
	"to 10.9.8.7 (External AS %d): code 4 (Hold Timer Expired Error)",
};

enum { LINES = sizeof(lines) / sizeof(*lines) };

struct bench {
	struct settings settings;
	int sender, bare, number;
	struct loop *loop;
	struct input_settings *listener_settings;
	struct intake intake;
	struct input *listener;
	uint64_t want; /* messages at which the loop stops */
	struct repeats *repeats;
	struct batch *batch;
	struct journal *journal;
	bool writes;
};

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static struct sockaddr_in loopback(uint16_t port)
{
	return (struct sockaddr_in){.sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
		.sin_port = htons(port)};
}

/* They fit the receiver's buffer, and are in it when this returns. */
static void fill(struct bench *bench, uint16_t port)
{
	struct sockaddr_in to = loopback(port);
	char line[LINE];

	for (int64_t i = 0; i < bench->settings.datagrams; i++) {
		int number = bench->number++;
		/* All of them are our own. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		int length = snprintf(line, sizeof(line), lines[number % LINES], number);
#pragma GCC diagnostic pop

		if (sendto(bench->sender, line, (size_t)length, 0, (struct sockaddr *)&to,
			    sizeof(to)) < 0)
			die("sendto");
	}
}

static int64_t cpu_time(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return now.tv_sec * SECONDS + now.tv_nsec;
}

static void drain(const struct bench *bench)
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
	} while (count == BATCH);
}

/* What the io thread hands on, and the journal thread writes. */
static void close_batch(struct bench *bench)
{
	struct error error;

	if (bench->writes && bench->batch->count > 0 &&
		!journal_append(bench->journal, bench->batch, 1346241603 * SECONDS, &error)) {
		fprintf(stderr, "lines: %s\n", error.text);
		exit(1);
	}
	batch_reset(bench->batch);
}

static void *room(void *context)
{
	struct bench *bench = context;
	void *room = batch_room(bench->batch);

	if (room)
		return room;
	close_batch(bench);
	return batch_room(bench->batch);
}

static enum commitment commit(void *context, size_t length, const struct reply *reply)
{
	struct bench *bench = context;

	(void)reply;
	if (!repeats_admit(bench->repeats, slice_make(batch_room(bench->batch), length), REPEATS))
		return COMMIT_SHED;
	batch_commit(bench->batch, RECORD_EVENT, length);
	return COMMIT_KEPT;
}

static void loss(void *context, uint16_t listener, uint64_t count)
{
	(void)context;
	(void)listener;
	fprintf(stderr, "lines: the kernel dropped %llu: fewer --datagrams\n",
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
	const struct input_account *account = input_syslog_udp.account(bench->listener);

	return account->journaled + account->shed;
}

static void stop_when_settled(void *context)
{
	struct bench *bench = context;

	close_batch(bench);
	if (settled(bench) >= bench->want)
		loop_stop(bench->loop);
}

static void open_listener(struct bench *bench)
{
	const struct input_type *type = &input_syslog_udp;
	struct error error;

	bench->loop = loop_new();
	bench->listener_settings = xcalloc(1, type->settings_size);
	option_defaults(type->options, bench->listener_settings);
	bench->listener_settings->id = "bench";
	bench->listener_settings->address = "127.0.0.1";
	bench->intake = (struct intake){.peers = peers_new(1, 1, PEERS_MAXIMUM),
		.room = room,
		.commit = commit,
		.loss = loss,
		.wall = wall,
		.context = bench};
	bench->listener =
		type->open(bench->listener_settings, bench->loop, &bench->intake, &error);
	if (!bench->listener) {
		fprintf(stderr, "lines: %s\n", error.text);
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
	int64_t begin;

	fill(bench, way == WAY_BARE ? port_of(bench->bare)
				    : input_syslog_udp.port(bench->listener));
	bench->writes = way == WAY_WRITTEN;
	bench->want = settled(bench) + (uint64_t)bench->settings.datagrams;
	repeats_second(bench->repeats);
	begin = cpu_time();
	if (way == WAY_BARE)
		drain(bench);
	else
		loop_run(bench->loop);
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

static void run(struct bench *bench)
{
	double cost[WAYS][ROUNDS_MAXIMUM], ratios[2][ROUNDS_MAXIMUM];
	const size_t rounds = (size_t)bench->settings.rounds;

	for (size_t round = 0; round < rounds; round++) {
		for (int way = 0; way < WAYS; way++)
			cost[way][round] = measure(bench, way);
		for (int way = WAY_PARSED; way < WAYS; way++)
			ratios[way - WAY_PARSED][round] =
				cost[WAY_BARE][round] / cost[way][round];
	}
	printf("%.2f %.2f", median(ratios[0], rounds), median(ratios[1], rounds));
	for (int way = 0; way < WAYS; way++)
		printf(" %.0f", median(cost[way], rounds));
	printf("\n");
}

int main(int count, char **words)
{
	struct bench bench = {.sender = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
	struct journal_settings where = {.segment_size = 64 << 20, .tail_size = 64 << 20};
	struct operands line;
	struct error error;

	if (!command_line_read(table, &bench.settings, count - 1, words + 1, &line, &error) ||
		line.count != 1) {
		fprintf(stderr, "lines: it takes one folder, --rounds and --datagrams\n");
		return 2;
	}
	where.folder = line.words[0];
	bench.journal = journal_open(&where, &error);
	if (!bench.journal) {
		fprintf(stderr, "lines: %s\n", error.text);
		return 1;
	}
	bench.batch = batch_new();
	bench.repeats = repeats_new(1);
	open_listener(&bench);
	open_bare(&bench);
	run(&bench);
	input_syslog_udp.close(bench.listener);
	loop_free(bench.loop);
	peers_free(bench.intake.peers);
	free(bench.listener_settings);
	repeats_free(bench.repeats);
	batch_free(bench.batch);
	journal_close(bench.journal);
	return 0;
}
