/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/udp.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/duration.h"
#include "base/fault.h"
#include "base/log.h"
#include "base/xalloc.h"
#include "input/udp_socket.h"

enum {
	DATAGRAMS = 64,           /* in one call of recvmmsg() */
	DATAGRAM_MAXIMUM = 65536, /* no UDP datagram is longer */
	CALLS = 4,                /* in one turn of the loop: other inputs want theirs */
};

struct input {
	const struct input_settings *settings;
	struct loop *loop;
	const struct intake *intake;
	const struct decoder *decoder;
	void *state; /* of the decoder */
	int fd;
	struct watch *readable; /* NULL: reading has stopped */
	struct watch *second;
	struct input_account account;
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

static void refuse(struct input *udp, enum refusal reason)
{
	udp->account.refused[reason]++;
}

/* What can be said before there is any room; REFUSALS: nothing against it. */
static enum refusal first_look(
	const struct input *udp, const struct mmsghdr *message, struct datagram *datagram)
{
	datagram->bytes = slice_make(message->msg_hdr.msg_iov->iov_base, message->msg_len);
	datagram->now = udp->now;
	if (!address_from_socket(message->msg_hdr.msg_name, &datagram->peer, NULL))
		return REFUSED_SOURCE;
	return decoder_look(udp->settings, datagram);
}

static void decode_into(struct input *udp, const struct datagram *datagram, void *room)
{
	struct verdict verdict = udp->decoder->decode(udp->state, datagram, room);

	if (verdict.size == 0) {
		refuse(udp, verdict.reason);
		return;
	}
	if (!udp->intake->commit(udp->intake->context, verdict.size)) {
		udp->account.shed++;
		return;
	}
	udp->account.journaled++;
	udp->account.malformed += verdict.malformed;
}

/* False when there is no room for it. */
static bool take(struct input *udp, const struct mmsghdr *message)
{
	struct datagram datagram;
	enum refusal reason = first_look(udp, message, &datagram);
	void *room;

	if (reason != REFUSALS) {
		refuse(udp, reason);
		return true;
	}
	room = udp->intake->room(udp->intake->context);
	if (!room)
		return false;
	decode_into(udp, &datagram, room);
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
	log_warning("input", "cannot read: %s listener=%s", strerror(errno), udp->settings->id);
}

/* Reads once; whether as much was there as fits. */
static bool read_datagrams(struct input *udp)
{
	int count;

	for (size_t i = 0; i < DATAGRAMS; i++)
		udp->messages[i].msg_hdr.msg_namelen = sizeof(udp->peers[i]);
	count = recvmmsg(udp->fd, udp->messages, DATAGRAMS, MSG_DONTWAIT, NULL);
	if (count < 0)
		complain(udp);
	udp->next = 0;
	udp->count = count < 0 ? 0 : (size_t)count;
	udp->account.read += udp->count;
	if (udp->count > 0)
		FAULT("datagram-read");
	udp->now = udp->intake->wall(udp->intake->context);
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

/* The kernel's counter has 32 bits and wraps. */
static void count_drops(struct input *udp)
{
	uint32_t drops = udp_socket_drops(udp->fd);
	uint32_t lost = drops - udp->drops;

	udp->drops = drops;
	if (lost == 0)
		return;
	udp->account.kernel_drops += lost;
	udp->intake->loss(udp->intake->context, udp->settings->place, lost);
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

struct input *udp_open(const struct decoder *decoder, const struct input_settings *settings,
	struct loop *loop, const struct intake *intake, struct error *error)
{
	void *state = decoder->begin(settings, error);
	int fd = state ? udp_socket_open(settings, error) : -1;
	struct input *udp;

	if (fd < 0) {
		decoder->end(state);
		return NULL;
	}
	udp = xcalloc(1, sizeof(*udp));
	udp->settings = settings;
	udp->loop = loop;
	udp->intake = intake;
	udp->decoder = decoder;
	udp->state = state;
	udp->fd = fd;
	prepare_messages(udp);
	udp->readable = loop_readable(loop, fd, on_readable, udp);
	udp->second = loop_every(loop, SECONDS, on_second, udp);
	return udp;
}

void udp_close(struct input *udp)
{
	count_drops(udp);
	stop_reading(udp);
	watch_free(udp->second);
	close(udp->fd);
	udp->decoder->end(udp->state);
	free(udp->bytes);
	free(udp);
}

const struct input_account *udp_account(const struct input *udp)
{
	return &udp->account;
}

uint16_t udp_port(const struct input *udp)
{
	return udp_socket_port(udp->fd);
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
