/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "bench/drain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/duration.h"
#include "base/xalloc.h"
#include "input/peers.h"
#include "tools/loopback.h"

enum { BATCH = 64, DATAGRAM_MAXIMUM = 65536, LINE_MAXIMUM = 4096 };

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static void loss(void *context, uint16_t listener, uint64_t count)
{
	(void)context;
	(void)listener;
	fprintf(stderr, "the kernel dropped %llu: fewer --datagrams\n",
		(unsigned long long)count);
	exit(1);
}

static int64_t wall(void *context)
{
	(void)context;
	return 1346241603 * SECONDS;
}

static void after_turn(void *context)
{
	struct drain *drain = context;

	if (drain->turn)
		drain->turn(drain->intake.context);
	if (drain_settled(drain) >= drain->want)
		loop_stop(drain->loop);
}

static void open_listener(struct drain *drain)
{
	struct error error;

	drain->loop = loop_new();
	drain->settings = xcalloc(1, drain->type->settings_size);
	option_defaults(drain->type->options, drain->settings);
	drain->settings->id = "bench";
	drain->settings->address = "127.0.0.1";
	drain->intake.peers = peers_new(1, 1, PEERS_MAXIMUM);
	drain->intake.loss = loss;
	drain->intake.wall = wall;
	drain->listener =
		drain->type->open(drain->settings, drain->loop, &drain->intake, &error);
	if (!drain->listener) {
		fprintf(stderr, "%s\n", error.text);
		exit(1);
	}
	loop_after_turn(drain->loop, after_turn, drain);
}

/* A buffer as the listener's, whatever the kernel allows. */
static void open_bare(struct drain *drain)
{
	struct sockaddr_in here = loopback(0);
	int wanted = (int)drain->settings->receive_buffer;

	drain->bare = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (setsockopt(drain->bare, SOL_SOCKET, SO_RCVBUFFORCE, &wanted, sizeof(wanted)) != 0)
		setsockopt(drain->bare, SOL_SOCKET, SO_RCVBUF, &wanted, sizeof(wanted));
	if (bind(drain->bare, (struct sockaddr *)&here, sizeof(here)) < 0)
		die("bind");
}

void drain_open(struct drain *drain)
{
	open_listener(drain);
	open_bare(drain);
	drain->sender = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (drain->sender < 0)
		die("socket");
}

void drain_close(struct drain *drain)
{
	drain->type->close(drain->listener);
	peers_free(drain->intake.peers);
	loop_free(drain->loop);
	free(drain->settings);
	close(drain->bare);
	close(drain->sender);
}

static uint16_t port_of(int fd)
{
	struct sockaddr_in here = {0};
	socklen_t length = sizeof(here);

	getsockname(fd, (struct sockaddr *)&here, &length);
	return ntohs(here.sin_port);
}

void drain_send(const struct drain *drain, bool bare, struct slice bytes)
{
	struct sockaddr_in to =
		loopback(bare ? port_of(drain->bare) : drain->type->port(drain->listener));

	if (sendto(drain->sender, bytes.data, bytes.length, 0, (struct sockaddr *)&to,
		    sizeof(to)) < 0)
		die("sendto");
}

uint64_t drain_settled(const struct drain *drain)
{
	const struct input_account *account = drain->type->account(drain->listener);
	uint64_t sum = account->journaled + account->shed;

	for (size_t i = 0; i < REFUSALS; i++)
		sum += account->refused[i];
	return sum;
}

int64_t drain_cpu_time(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return now.tv_sec * SECONDS + now.tv_nsec;
}

double drain_bare(const struct drain *drain, size_t count,
	void (*look)(void *context, struct slice bytes), void *context)
{
	static char bytes[BATCH][DATAGRAM_MAXIMUM];
	static struct sockaddr_storage peers[BATCH];
	struct mmsghdr messages[BATCH] = {0};
	struct iovec parts[BATCH];
	int64_t begin = drain_cpu_time();
	int received;

	for (size_t i = 0; i < BATCH; i++) {
		parts[i] = (struct iovec){bytes[i], DATAGRAM_MAXIMUM};
		messages[i].msg_hdr = (struct msghdr){
			.msg_name = &peers[i], .msg_iov = &parts[i], .msg_iovlen = 1};
	}
	do {
		for (size_t i = 0; i < BATCH; i++)
			messages[i].msg_hdr.msg_namelen = sizeof(peers[i]);
		received = recvmmsg(drain->bare, messages, BATCH, MSG_DONTWAIT, NULL);
		for (int i = 0; look && i < received; i++)
			look(context, slice_make(bytes[i], messages[i].msg_len));
	} while (received == BATCH);
	return (double)(drain_cpu_time() - begin) / (double)count;
}

double drain_listener(struct drain *drain, size_t count)
{
	int64_t begin = drain_cpu_time();

	drain->want = drain_settled(drain) + count;
	loop_run(drain->loop);
	return (double)(drain_cpu_time() - begin) / (double)count;
}

static unsigned digit(char letter)
{
	return (unsigned)(letter <= '9' ? letter - '0' : (letter | 0x20) - 'a' + 10);
}

static struct slice from_hex(const char *line)
{
	size_t length = strcspn(line, "\r\n") / 2;
	char *bytes = xmalloc(length ? length : 1);

	for (size_t i = 0; i < length; i++)
		bytes[i] = (char)(digit(line[2 * i]) << 4 | digit(line[2 * i + 1]));
	return slice_make(bytes, length);
}

struct slice *drain_read(const char *path, size_t *count)
{
	struct slice *datagrams = NULL;
	FILE *file = fopen(path, "re");
	char line[LINE_MAXIMUM];
	size_t capacity = 0;

	if (!file)
		die(path);
	for (*count = 0; fgets(line, sizeof(line), file); ++*count) {
		datagrams = xgrow(datagrams, *count, &capacity, sizeof(*datagrams));
		datagrams[*count] = from_hex(line);
	}
	fclose(file);
	if (*count > 0)
		return datagrams;
	fprintf(stderr, "%s has no datagrams\n", path);
	exit(1);
}

void drain_free(struct slice *datagrams, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free((void *)(uintptr_t)datagrams[i].data);
	free(datagrams);
}

static int compare(const void *left, const void *right)
{
	const double *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

double drain_median(double *values, size_t count)
{
	qsort(values, count, sizeof(*values), compare);
	return values[count / 2];
}
