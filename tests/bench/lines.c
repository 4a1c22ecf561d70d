/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What taking lines costs: the socket's buffer is filled, then the thread's CPU time is
 * measured until it is empty again. In turns, so that all see the same machine:
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
#include <stdio.h>
#include <stdlib.h>

#include "base/command_line.h"
#include "base/duration.h"
#include "bench/drain.h"
#include "event/batch.h"
#include "input/inputs.h"
#include "input/repeats.h"
#include "journal/journal.h"

enum { LINE = 256, REPEATS = 100 };
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
		.maximum = DRAIN_ROUNDS_MAXIMUM,
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
	"<189>Aug 29 12:00:03 par1-edge-07 2312: Aug 29 12:00:03.512: %%LINEPROTO-5-UPDOWN: "
	"Line "
	"protocol on Interface GigabitEthernet0/0/%d, changed state to down",
	"<165>1 2012-08-29T12:00:03.003Z vms-par2-07 vmapp 311 ID47 [app@32473 slot=\"3\" "
	"queue=\"%d\"] queue is 93 %% full",
	"<86>Aug 29 12:00:03 hlr-fe-02 sshd[40712]: Accepted publickey for oper from "
	"10.20.30.40 "
	"port %d ssh2",
	"<28>Aug 29 12:00:03 re0.lyo2-core-01 rpd[1874]: bgp_hold_timeout:4035: NOTIFICATION "
	"sent "
	"to 10.9.8.7 (External AS %d): code 4 (Hold Timer Expired Error)",
};

enum { LINES = sizeof(lines) / sizeof(*lines) };

struct bench {
	struct settings settings;
	struct drain drain;
	int number;
	struct repeats *repeats;
	struct batch *batch;
	struct journal *journal;
	bool writes;
};

/* They fit the receiver's buffer, and are in it when this returns. */
static void fill(struct bench *bench, bool bare)
{
	char line[LINE];

	for (int64_t i = 0; i < bench->settings.datagrams; i++) {
		int number = bench->number++;
		/* All of them are our own. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		int length = snprintf(line, sizeof(line), lines[number % LINES], number);
#pragma GCC diagnostic pop

		drain_send(&bench->drain, bare, slice_make(line, (size_t)length));
	}
}

/* What the io thread hands on, and the journal thread writes. */
static void close_batch(void *context)
{
	struct bench *bench = context;
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
	if (!repeats_admit(
		    bench->repeats, slice_make(batch_room(bench->batch), length), REPEATS))
		return COMMIT_SHED;
	batch_commit(bench->batch, RECORD_EVENT, length);
	return COMMIT_KEPT;
}

/* Nanoseconds of CPU for one datagram. */
static double measure(struct bench *bench, int way)
{
	const size_t count = (size_t)bench->settings.datagrams;

	fill(bench, way == WAY_BARE);
	bench->writes = way == WAY_WRITTEN;
	repeats_second(bench->repeats);
	return way == WAY_BARE ? drain_bare(&bench->drain, count, NULL, NULL)
			       : drain_listener(&bench->drain, count);
}

static void run(struct bench *bench)
{
	double cost[WAYS][DRAIN_ROUNDS_MAXIMUM], ratios[2][DRAIN_ROUNDS_MAXIMUM];
	const size_t rounds = (size_t)bench->settings.rounds;

	for (size_t round = 0; round < rounds; round++) {
		for (int way = 0; way < WAYS; way++)
			cost[way][round] = measure(bench, way);
		for (int way = WAY_PARSED; way < WAYS; way++)
			ratios[way - WAY_PARSED][round] =
				cost[WAY_BARE][round] / cost[way][round];
	}
	printf("%.2f %.2f", drain_median(ratios[0], rounds), drain_median(ratios[1], rounds));
	for (int way = 0; way < WAYS; way++)
		printf(" %.0f", drain_median(cost[way], rounds));
	printf("\n");
}

int main(int count, char **words)
{
	struct bench bench = {
		.drain = {.type = &input_syslog_udp,
			.intake = {.room = room, .commit = commit, .context = &bench},
			.turn = close_batch}};
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
	drain_open(&bench.drain);
	run(&bench);
	drain_close(&bench.drain);
	repeats_free(bench.repeats);
	batch_free(bench.batch);
	journal_close(bench.journal);
	return 0;
}
