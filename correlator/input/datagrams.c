/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/datagrams.h"

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
	bool paused;        /* by datagrams_pause() */
	bool complained;    /* about reading, in this second */
	int64_t now;        /* when the datagrams were read */
	size_t count, next; /* read, and the first that is not decoded yet */
	struct mmsghdr messages[DATAGRAMS];
	struct iovec parts[DATAGRAMS];
	struct sockaddr_storage peers[DATAGRAMS];
	_Alignas(struct cmsghdr) char controls[DATAGRAMS][WAY_BACK_CONTROL];
	char *bytes; /* DATAGRAMS times DATAGRAM_MAXIMUM */
};

/* Senders of this machine, by a UNIX socket, have no address. */
static struct address peer_of(const struct mmsghdr *message)
{
	struct address peer;

	if (message->msg_hdr.msg_namelen == 0 ||
		!address_from_socket(message->msg_hdr.msg_name, &peer, NULL))
		address_parse(slice_of("127.0.0.1"), &peer);
	return peer;
}

/* False when there is no room for it. */
static bool take(struct input *input, const struct mmsghdr *message)
{
	const struct datagram datagram = {
		.bytes = slice_make(message->msg_hdr.msg_iov->iov_base, message->msg_len),
		.peer = peer_of(message),
		.now = input->now,
		.header = &message->msg_hdr};

	return reception_take(&input->reception, &datagram, 0);
}

static void stop_reading(struct input *input)
{
	watch_free(input->readable);
	input->readable = NULL;
}

/* Decodes what was read; false, and reading stops, when that was not possible for all. */
static bool take_all(struct input *input)
{
	for (; input->next < input->count && !input->paused; input->next++)
		if (!take(input, &input->messages[input->next]))
			break;
	if (input->next == input->count && !input->paused)
		return true;
	stop_reading(input);
	return false;
}

static void complain(struct input *input)
{
	if (input->complained || errno == EAGAIN || errno == EINTR)
		return;
	input->complained = true;
	log_warning("input", "cannot read: %s listener=%s", strerror(errno),
		input->reception.settings->id);
}

/* Reads once; whether as much was there as fits. */
static bool read_datagrams(struct input *input)
{
	const struct intake *intake = input->reception.intake;
	int count;

	for (size_t i = 0; i < DATAGRAMS; i++) {
		input->messages[i].msg_hdr.msg_namelen = sizeof(input->peers[i]);
		input->messages[i].msg_hdr.msg_controllen = sizeof(input->controls[i]);
	}
	count = recvmmsg(input->fd, input->messages, DATAGRAMS, MSG_DONTWAIT, NULL);
	if (count < 0)
		complain(input);
	input->next = 0;
	input->count = count < 0 ? 0 : (size_t)count;
	input->reception.account.read += input->count;
	if (input->count > 0)
		FAULT("datagram-read");
	input->now = intake->wall(intake->context);
	return input->count == DATAGRAMS;
}

static void on_readable(void *context)
{
	struct input *input = context;
	bool more = true;

	for (int calls = 0; more && calls < CALLS; calls++) {
		more = read_datagrams(input);
		if (!take_all(input))
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

static void count_drops(struct input *input)
{
	const struct intake *intake = input->reception.intake;
	uint32_t drops = read_drops(input->fd);
	uint32_t lost = drops - input->drops;

	input->drops = drops;
	if (lost == 0)
		return;
	input->reception.account.kernel_drops += lost;
	intake->loss(intake->context, input->reception.settings->place, lost);
}

static void on_second(void *context)
{
	struct input *input = context;

	input->complained = false;
	count_drops(input);
}

static void prepare_messages(struct input *input)
{
	input->bytes = xmalloc((size_t)DATAGRAMS * DATAGRAM_MAXIMUM);
	for (size_t i = 0; i < DATAGRAMS; i++) {
		input->parts[i] =
			(struct iovec){input->bytes + i * DATAGRAM_MAXIMUM, DATAGRAM_MAXIMUM};
		input->messages[i].msg_hdr = (struct msghdr){.msg_name = &input->peers[i],
			.msg_control = input->controls[i],
			.msg_iov = &input->parts[i],
			.msg_iovlen = 1};
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

struct input *datagrams_open(int fd, const struct decoder *decoder,
	const struct input_settings *settings, struct loop *loop, const struct intake *intake,
	struct error *error)
{
	struct input *input;

	if (fd < 0)
		return NULL;
	input = xcalloc(1, sizeof(*input));
	if (!reception_open(&input->reception, decoder, settings, loop, intake, error)) {
		reception_close(&input->reception);
		close(fd);
		free(input);
		return NULL;
	}
	input->loop = loop;
	input->fd = fd;
	input->reception.fd = fd;
	if (decoder->replies)
		way_back_prepare(fd);
	set_buffer(fd, settings);
	prepare_messages(input);
	input->readable = loop_readable(loop, fd, on_readable, input);
	input->second = loop_every(loop, SECONDS, on_second, input);
	return input;
}

void datagrams_close(struct input *input)
{
	count_drops(input);
	stop_reading(input);
	watch_free(input->second);
	close(input->fd);
	reception_close(&input->reception);
	free(input->bytes);
	free(input);
}

const struct input_account *datagrams_account(const struct input *input)
{
	return &input->reception.account;
}

uint16_t datagrams_port(const struct input *input)
{
	return inet_socket_port(input->fd);
}

void datagrams_pause(struct input *input, bool pause)
{
	input->paused = pause;
	if (pause) {
		stop_reading(input);
		return;
	}
	count_drops(input);
	if (take_all(input) && !input->readable)
		input->readable = loop_readable(input->loop, input->fd, on_readable, input);
}
