/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/udp.h"

#include <errno.h>
#include <linux/sock_diag.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/duration.h"
#include "base/fault.h"
#include "base/log.h"
#include "base/xalloc.h"
#include "input/inet_socket.h"
#include "input/reception.h"

enum {
	DATAGRAMS = 64,           /* in one call of recvmmsg() */
	DATAGRAM_MAXIMUM = 65536, /* no UDP datagram is longer */
	CALLS = 4,                /* in one turn of the loop: other inputs want theirs */
};

struct input {
	struct reception reception;
	struct loop *loop;
	int fd;
	struct watch *readable; /* NULL: reading has stopped */
	struct watch *second;
	uint32_t drops;     /* as the kernel counted last */
	bool paused;        /* by udp_pause() */
	bool complained;    /* about reading, in this second */
	int64_t now;        /* when the datagrams were read */
	size_t count, next; /* read, and the first that is not decoded yet */
	struct mmsghdr messages[DATAGRAMS];
	struct iovec parts[DATAGRAMS];
	struct sockaddr_storage peers[DATAGRAMS];
	char *bytes; /* DATAGRAMS times DATAGRAM_MAXIMUM */
};

/* False when there is no room for it. */
static bool take(struct input *udp, const struct mmsghdr *message)
{
	struct datagram datagram = {.now = udp->now};

	datagram.bytes = slice_make(message->msg_hdr.msg_iov->iov_base, message->msg_len);
	if (address_from_socket(message->msg_hdr.msg_name, &datagram.peer, NULL))
		return reception_take(&udp->reception, &datagram, 0);
	udp->reception.account.refused[REFUSED_SOURCE]++;
	return true;
}

static void stop_reading(struct input *udp)
{
	watch_free(udp->readable);
	udp->readable = NULL;
}

/* Decodes what was read; false, and reading stops, when that was not possible for all. */
static bool take_all(struct input *udp)
{
	for (; udp->next < udp->count && !udp->paused; udp->next++)
		if (!take(udp, &udp->messages[udp->next]))
			break;
	if (udp->next == udp->count && !udp->paused)
		return true;
	stop_reading(udp);
	return false;
}

static void complain(struct input *udp)
{
	if (udp->complained || errno == EAGAIN || errno == EINTR)
		return;
	udp->complained = true;
	log_warning("input", "cannot read: %s listener=%s", strerror(errno),
		udp->reception.settings->id);
}

/* Reads once; whether as much was there as fits. */
static bool read_datagrams(struct input *udp)
{
	const struct intake *intake = udp->reception.intake;
	int count;

	for (size_t i = 0; i < DATAGRAMS; i++)
		udp->messages[i].msg_hdr.msg_namelen = sizeof(udp->peers[i]);
	count = recvmmsg(udp->fd, udp->messages, DATAGRAMS, MSG_DONTWAIT, NULL);
	if (count < 0)
		complain(udp);
	udp->next = 0;
	udp->count = count < 0 ? 0 : (size_t)count;
	udp->reception.account.read += udp->count;
	if (udp->count > 0)
		FAULT("datagram-read");
	udp->now = intake->wall(intake->context);
	return udp->count == DATAGRAMS;
}

static void on_readable(void *context)
{
	struct input *udp = context;
	bool more = true;

	for (int calls = 0; more && calls < CALLS; calls++) {
		more = read_datagrams(udp);
		if (!take_all(udp))
			return;
	}
}

/* How many datagrams the kernel dropped at this socket, modulo 2^32. */
static uint32_t read_drops(int fd)
{
	uint32_t values[SK_MEMINFO_VARS] = {0};
	socklen_t length = sizeof(values);

	getsockopt(fd, SOL_SOCKET, SO_MEMINFO, values, &length);
	return values[SK_MEMINFO_DROPS];
}

static void count_drops(struct input *udp)
{
	const struct intake *intake = udp->reception.intake;
	uint32_t drops = read_drops(udp->fd);
	uint32_t lost = drops - udp->drops;

	udp->drops = drops;
	if (lost == 0)
		return;
	udp->reception.account.kernel_drops += lost;
	intake->loss(intake->context, udp->reception.settings->place, lost);
}

static void on_second(void *context)
{
	struct input *udp = context;

	udp->complained = false;
	count_drops(udp);
}

static void prepare_messages(struct input *udp)
{
	udp->bytes = xmalloc((size_t)DATAGRAMS * DATAGRAM_MAXIMUM);
	for (size_t i = 0; i < DATAGRAMS; i++) {
		udp->parts[i] =
			(struct iovec){udp->bytes + i * DATAGRAM_MAXIMUM, DATAGRAM_MAXIMUM};
		udp->messages[i].msg_hdr = (struct msghdr){
			.msg_name = &udp->peers[i], .msg_iov = &udp->parts[i], .msg_iovlen = 1};
	}
}

static void set_buffer(int fd, const struct input_settings *settings)
{
	int wanted = (int)settings->receive_buffer, given = 0;
	socklen_t length = sizeof(given);

	/* The first needs a privilege, the second is cut at net.core.rmem_max. */
	if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &wanted, sizeof(wanted)) != 0)
		setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &wanted, sizeof(wanted));
	getsockopt(fd, SOL_SOCKET, SO_RCVBUF, &given, &length);
	if (given / 2 < wanted)
		log_warning("input",
			"the receive buffer is smaller than asked: raise net.core.rmem_max "
			"listener=%s asked=%d got=%d",
			settings->id, wanted, given / 2);
}

struct input *udp_open(const struct decoder *decoder, const struct input_settings *settings,
	struct loop *loop, const struct intake *intake, struct error *error)
{
	struct input *udp = xcalloc(1, sizeof(*udp));

	udp->loop = loop;
	udp->fd = -1;
	if (reception_open(&udp->reception, decoder, settings, intake, error))
		udp->fd = inet_socket_open(settings, SOCK_DGRAM, error);
	if (udp->fd < 0) {
		reception_close(&udp->reception);
		free(udp);
		return NULL;
	}
	set_buffer(udp->fd, settings);
	prepare_messages(udp);
	udp->readable = loop_readable(loop, udp->fd, on_readable, udp);
	udp->second = loop_every(loop, SECONDS, on_second, udp);
	return udp;
}

void udp_close(struct input *udp)
{
	count_drops(udp);
	stop_reading(udp);
	watch_free(udp->second);
	close(udp->fd);
	reception_close(&udp->reception);
	free(udp->bytes);
	free(udp);
}

const struct input_account *udp_account(const struct input *udp)
{
	return &udp->reception.account;
}

uint16_t udp_port(const struct input *udp)
{
	return inet_socket_port(udp->fd);
}

void udp_pause(struct input *udp, bool pause)
{
	udp->paused = pause;
	if (pause) {
		stop_reading(udp);
		return;
	}
	count_drops(udp);
	if (take_all(udp) && !udp->readable)
		udp->readable = loop_readable(udp->loop, udp->fd, on_readable, udp);
}
