/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/reception.h"

#include "event/event.h"

bool reception_open(struct reception *reception, const struct decoder *decoder,
	const struct input_settings *settings, const struct intake *intake, struct error *error)
{
	*reception =
		(struct reception){.settings = settings, .intake = intake, .decoder = decoder};
	reception->state = decoder->begin(settings, error);
	return reception->state != NULL;
}

void reception_close(struct reception *reception)
{
	reception->decoder->end(reception->state);
}

static void decode_into(struct reception *reception, const struct datagram *datagram,
	uint16_t flags, struct event *room)
{
	const struct intake *intake = reception->intake;
	struct input_account *account = &reception->account;
	struct verdict verdict = reception->decoder->decode(reception->state, datagram, room);

	if (verdict.size == 0) {
		account->refused[verdict.reason]++;
		return;
	}
	room->flags |= flags;
	if (!intake->commit(intake->context, verdict.size)) {
		account->shed++;
		return;
	}
	account->journaled++;
	account->malformed += verdict.malformed;
}

bool reception_take(
	struct reception *reception, const struct datagram *datagram, uint16_t flags)
{
	enum refusal reason = decoder_look(reception->settings, datagram);
	void *room;

	if (reason != REFUSALS) {
		reception->account.refused[reason]++;
		return true;
	}
	room = reception->intake->room(reception->intake->context);
	if (!room)
		return false;
	decode_into(reception, datagram, flags, room);
	return true;
}
