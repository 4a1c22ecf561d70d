/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/reception.h"

#include "event/event.h"
#include "input/assembly.h"
#include "input/peers.h"

static struct peer *hear(struct reception *reception, const struct datagram *datagram)
{
	return peers_hear(reception->intake->peers, reception->settings->place, &datagram->peer,
		datagram->now);
}

static void refuse(struct reception *reception, struct peer *peer, enum refusal reason)
{
	reception->account.refused[reason]++;
	peer->refused[reason]++;
}

static void count_journaled(struct reception *reception, struct peer *peer, bool malformed)
{
	reception->account.journaled++;
	reception->account.malformed += malformed;
	peer->journaled++;
	peer->malformed += malformed;
}

static void count_commitment(struct reception *reception, struct peer *peer,
	enum commitment commitment, bool malformed)
{
	switch (commitment) {
	case COMMIT_KEPT:
		count_journaled(reception, peer, malformed);
		break;
	case COMMIT_DUPLICATE:
		reception->account.duplicates++;
		peer->duplicates++;
		break;
	case COMMIT_SHED:
		reception->account.shed++;
		peer->shed++;
		break;
	}
}

static bool has_reply(const struct reception *reception, const struct datagram *datagram,
	struct slice bytes, struct reply *reply)
{
	reply->bytes = bytes;
	return bytes.length > 0 && datagram->header &&
	       way_back_make(&reply->way, reception->fd, datagram->header);
}

static void decode_into(struct reception *reception, const struct datagram *datagram,
	uint16_t flags, struct event *room)
{
	const struct intake *intake = reception->intake;
	struct peer *peer = hear(reception, datagram);
	struct verdict verdict = reception->decoder->decode(reception->state, datagram, room);
	struct reply reply;
	const bool replies = has_reply(reception, datagram, verdict.reply, &reply);
	enum commitment commitment;

	if (verdict.size == 0) {
		refuse(reception, peer, verdict.reason);
		reception->account.reports += replies && way_back_send(&reply.way, reply.bytes);
		reception->account.withheld += verdict.withheld;
		return;
	}
	room->flags |= flags;
	if (verdict.dialect)
		peer->dialect = verdict.dialect;
	if (room->device_time)
		peer_note_skew(peer, room->device_time - datagram->now);
	commitment = intake->commit(intake->context, verdict.size, replies ? &reply : NULL);
	count_commitment(reception, peer, commitment, verdict.malformed);
}

/* False when there is no room for it. */
static bool take_on(void *context, const struct datagram *datagram, uint16_t flags)
{
	struct reception *reception = context;
	void *room = reception->intake->room(reception->intake->context);

	if (!room)
		return false;
	decode_into(reception, datagram, flags, room);
	return true;
}

/* A line that became part of another is accounted for; what is made of them all is one message.
 */
static bool assemble(
	struct reception *reception, const struct datagram *datagram, uint16_t flags)
{
	const uint64_t joined = reception->account.joined;
	const bool done = assembly_take(reception->assembly, datagram, flags);

	if (reception->account.joined != joined)
		hear(reception, datagram)->joined++;
	return done;
}

bool reception_take(
	struct reception *reception, const struct datagram *datagram, uint16_t flags)
{
	enum refusal reason = decoder_look(reception->settings, datagram);

	if (reason != REFUSALS) {
		refuse(reception, hear(reception, datagram), reason);
		return true;
	}
	return reception->assembly ? assemble(reception, datagram, flags)
				   : take_on(reception, datagram, flags);
}

void reception_end(struct reception *reception, const struct address *peer, uint64_t stream)
{
	if (reception->assembly)
		assembly_end(reception->assembly, peer, stream);
}

bool reception_open(struct reception *reception, const struct decoder *decoder,
	const struct input_settings *settings, struct loop *loop, const struct intake *intake,
	struct error *error)
{
	*reception = (struct reception){
		.settings = settings, .intake = intake, .decoder = decoder, .fd = -1};
	if (settings->continues) {
		reception->assembly =
			assembly_new(settings->continues, settings->continues_within, loop,
				&reception->account, take_on, reception, error);
		if (!reception->assembly)
			return false;
	}
	reception->state = decoder->begin(settings, intake->usm, error);
	return reception->state != NULL;
}

/* What waits goes on before. */
void reception_close(struct reception *reception)
{
	assembly_free(reception->assembly);
	reception->decoder->end(reception->state);
}
