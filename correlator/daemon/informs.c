/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/informs.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/duration.h"
#include "base/fault.h"
#include "base/xalloc.h"
#include "daemon/replies.h"

enum { REPLIES_SPACE = 4 << 20 };

struct informs {
	struct path *path;
	struct copies *copies;
	struct replies *replies;
	int *sockets; /* of listeners; -1: none yet */
	size_t listeners;
	uint64_t answered, given_up;
	uint64_t told_given_up, told_forgotten;
	int64_t slowest, slowest_before; /* real nanoseconds: in this minute, in the last */
	int64_t minute;
};

struct informs *informs_new(struct path *path, struct copies *copies, size_t listeners)
{
	struct informs *informs = xcalloc(1, sizeof(*informs));

	informs->path = path;
	informs->copies = copies;
	informs->replies = replies_new(REPLIES_SPACE);
	informs->listeners = listeners;
	informs->sockets = xcalloc(listeners + 1, sizeof(*informs->sockets));
	for (size_t i = 0; i < listeners; i++)
		informs->sockets[i] = -1;
	return informs;
}

void informs_free(struct informs *informs)
{
	if (!informs)
		return;
	for (size_t i = 0; i < informs->listeners; i++)
		if (informs->sockets[i] >= 0)
			close(informs->sockets[i]);
	free(informs->sockets);
	replies_free(informs->replies);
	copies_free(informs->copies);
	free(informs);
}

bool informs_is_copy(struct informs *informs, const struct event *event, uint64_t *parcel)
{
	struct path *path = informs->path;

	return copies_find(informs->copies, event, clock_now(&path->clock),
		atomic_load(&path->parcels), parcel);
}

static int socket_of(struct informs *informs, uint16_t listener, int fd)
{
	int *own = &informs->sockets[listener];

	if (*own < 0)
		*own = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	return *own;
}

static void note_time(struct informs *informs, int64_t since)
{
	const struct clock *clock = &informs->path->clock;
	const int64_t now = clock_now(clock), minute = clock_span(clock, now) / MINUTES;
	const int64_t span = clock_span(clock, now - since);

	if (minute != informs->minute) {
		informs->slowest_before = minute == informs->minute + 1 ? informs->slowest : 0;
		informs->slowest = 0;
		informs->minute = minute;
	}
	if (span > informs->slowest)
		informs->slowest = span;
}

static void answer(struct informs *informs, const struct way_back *way, struct slice bytes)
{
	FAULT("inform-answer");
	if (way_back_send(way, bytes))
		informs->answered++;
	else
		informs->given_up++;
	FAULT("inform-answered");
}

void informs_release(struct informs *informs)
{
	const uint64_t durable = atomic_load(&informs->path->parcels);
	const struct waiting *first;

	while ((first = replies_first(informs->replies)) && first->parcel <= durable) {
		note_time(informs, first->since);
		answer(informs, &first->way, replies_bytes(first));
		replies_drop(informs->replies);
	}
	if (!first)
		atomic_store(&informs->path->replies_wait, false);
}

static void keep(struct informs *informs, const struct reply *reply, uint64_t parcel)
{
	struct path *path = informs->path;

	informs->given_up +=
		replies_add(informs->replies, reply, parcel, clock_now(&path->clock));
	/* First the wish, then the look: whoever moves it on meanwhile sees the wish.
	 */
	atomic_store(&path->replies_wait, true);
	if (parcel <= atomic_load(&path->parcels))
		informs_release(informs);
}

void informs_reply(
	struct informs *informs, uint16_t listener, const struct reply *reply, uint64_t parcel)
{
	struct reply own;

	if (!reply) {
		informs->given_up++;
		return;
	}
	own = *reply;
	own.way.fd = socket_of(informs, listener, reply->way.fd);
	if (parcel <= atomic_load(&informs->path->parcels))
		answer(informs, &own.way, own.bytes);
	else
		keep(informs, &own, parcel);
}

void informs_second(struct informs *informs)
{
	const uint64_t forgotten = copies_forgotten(informs->copies);

	if (informs->given_up > informs->told_given_up)
		self_say(informs->path->self, SELF_INFORMS, SELF_RAISED,
			"%" PRIu64 " informs were not answered, for want of room to keep "
			"what waits for the disk or of a way back; their senders ask "
			"again",
			informs->given_up - informs->told_given_up);
	if (forgotten > informs->told_forgotten)
		self_say(informs->path->self, SELF_INFORMS, SELF_RAISED,
			"%" PRIu64 " informs are more than can be remembered: "
			"copies of them would count as new ones",
			forgotten - informs->told_forgotten);
	informs->told_given_up = informs->given_up;
	informs->told_forgotten = forgotten;
}

json_t *informs_status(const struct informs *informs)
{
	const int64_t slowest = informs->slowest > informs->slowest_before
					? informs->slowest
					: informs->slowest_before;
	json_t *json = json_object();

	json_object_set_new(
		json, "waiting", json_integer((json_int_t)replies_count(informs->replies)));
	json_object_set_new(json, "answered", json_integer((json_int_t)informs->answered));
	json_object_set_new(json, "given_up", json_integer((json_int_t)informs->given_up));
	json_object_set_new(json, "slowest_ms", json_integer(slowest / MILLISECONDS));
	return json;
}
