/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include <inttypes.h>
#include <string.h>

#include "base/duration.h"
#include "base/log.h"
#include "snmp/usm_private.h"

enum { WINDOW = 150, BOOTS_MAXIMUM = INT32_MAX }; /* RFC 3414, 2.2.3 */

/* The engine of a message, for sentences. */
#define ENGINE_WORDS "SNMP engine %s (user '%s', address %s)"
#define ENGINE_OF(message, id, peer)                                                           \
	snmp_engine_id_print(&(message)->header->engine, id), (message)->user->name,           \
		peer_text(message, peer)

static const char *peer_text(const struct usm_message *message, char text[ADDRESS_TEXT])
{
	return message->peer ? address_print(message->peer, text) : "nowhere";
}

static struct snmp_engine heard_in(const struct usm_message *message)
{
	struct snmp_engine heard = {.id = message->header->engine,
		.time = message->header->time,
		.heard = true,
		.first = message->now,
		.last = message->now};

	if (message->peer)
		heard.peer = *message->peer;
	snprintf(heard.user, sizeof(heard.user), "%s", message->user->name);
	return heard;
}

/* Its first message that is signed as it should be. */
static struct record *enrol(struct usm *usm, struct usm_message *message)
{
	const bool pending = usm->users->enrol == ENROL_APPROVE;
	struct snmp_engine heard = heard_in(message);
	char id[SNMP_ENGINE_ID_TEXT], peer[ADDRESS_TEXT];
	struct record *record;

	heard.heard = pending; /* nothing was taken of it yet */
	record = usm_add(usm, &heard, pending);
	if (!record) {
		usm_say(usm, SELF_RAISED,
			ENGINE_WORDS " is refused: there are %d already; `correlator forget` "
				     "those that are gone",
			ENGINE_OF(message, id, peer), SNMP_ENGINES_MAXIMUM);
		return NULL;
	}
	if (!pending) {
		message->keys = usm_keep_keys(record, message->user, &message->made);
		log_info("snmp", ENGINE_WORDS " is new, and known from now on",
			ENGINE_OF(message, id, peer));
	}
	message->engine = &record->engine;
	return record;
}

static bool has_peer(const struct usm_engine *engine, const struct address *peer)
{
	for (size_t i = 0; i < engine->peer_count; i++)
		if (address_equal(&engine->peers[i], peer))
			return true;
	return false;
}

/* Two network elements with one engine id, as copies of a virtual machine have, mute each
 * other. */
static void note_peer(struct usm *usm, struct usm_engine *engine, struct usm_message *message)
{
	char id[SNMP_ENGINE_ID_TEXT], peer[ADDRESS_TEXT], first[ADDRESS_TEXT];

	if (!message->peer || engine->peer_count == USM_PEERS ||
		has_peer(engine, message->peer))
		return;
	engine->peers[engine->peer_count++] = *message->peer;
	if (engine->peer_count > 1)
		usm_say(usm, SELF_RAISED,
			ENGINE_WORDS
			" was heard from %s first: has one network element several addresses, "
			"or have two the same engine id?",
			ENGINE_OF(message, id, peer), address_print(&engine->peers[0], first));
}

static enum trap_verdict keep_waiting(
	struct usm *usm, struct usm_engine *engine, const struct usm_message *message)
{
	char id[SNMP_ENGINE_ID_TEXT], peer[ADDRESS_TEXT];
	struct snmp_engine heard = heard_in(message);

	heard.first = engine->known.first;
	engine->known = heard;
	usm_say(usm, SELF_RAISED,
		ENGINE_WORDS " waits for approval, what it sends is not kept, %" PRIu64
			     " messages so far; `correlator approve %s`",
		ENGINE_OF(message, id, peer), engine->refused + 1, id);
	return TRAP_PENDING;
}

static enum trap_verdict fell_back(
	struct usm *usm, const struct usm_engine *engine, const struct usm_message *message)
{
	char id[SNMP_ENGINE_ID_TEXT], peer[ADDRESS_TEXT];

	usm_say(usm, SELF_RAISED,
		ENGINE_WORDS " sends boots %" PRIu32 " after %" PRIu32
			     ", which is refused: an old message was sent again, or the "
			     "network element was reset or replaced; then `correlator forget "
			     "%s`",
		ENGINE_OF(message, id, peer), message->header->time.boots,
		engine->known.time.boots, id);
	return TRAP_WINDOW;
}

/* A time later than all before is always good: it moves the window on. Of earlier ones those
 * are good that are inside the window, as our clock has moved it. */
static bool is_in_window(const struct record *record, const struct usm_message *message)
{
	const int64_t latest = record->engine.known.time.time,
		      since = (message->now - record->at) / SECONDS,
		      sent = message->header->time.time;

	return sent > latest || sent + WINDOW >= latest + (since > 0 ? since : 0);
}

static uint64_t key_of(const struct usm *usm, const struct v3_header *header)
{
	char bytes[SNMP_ENGINE_ID_MAXIMUM + sizeof(header->message) + 64];
	char *at = bytes;

	at = mempcpy(at, header->engine.bytes, header->engine.length);
	at = mempcpy(at, &header->message, sizeof(header->message));
	at = mempcpy(at, header->digest.data, header->digest.length);
	return table_hash(usm->seed, slice_make(bytes, (size_t)(at - bytes)));
}

static enum trap_verdict judge_time(
	struct usm *usm, struct record *record, const struct usm_message *message)
{
	const struct snmp_engine *known = &record->engine.known;
	const struct snmp_engine_time time = message->header->time;

	if (!known->heard)
		return TRAP_ACCEPTED;
	if (time.boots < known->time.boots)
		return fell_back(usm, &record->engine, message);
	if (record->has_floor && snmp_engine_time_compare(time, record->floor) <= 0)
		return TRAP_REPLAYED;
	if (time.boots == known->time.boots && !is_in_window(record, message))
		return TRAP_WINDOW;
	return seen_has(usm->seen, key_of(usm, message->header)) ? TRAP_REPLAYED
								 : TRAP_ACCEPTED;
}

/* An engine that came to the end of its boots can be replayed for ever (RFC 3414, 2.2.3). */
static enum trap_verdict refuse_boots(struct usm *usm, const struct usm_message *message)
{
	char id[SNMP_ENGINE_ID_TEXT], peer[ADDRESS_TEXT];

	usm_say(usm, SELF_RAISED,
		ENGINE_WORDS " is at the end of its boots (2147483647) and refused: it needs "
			     "another engine id",
		ENGINE_OF(message, id, peer));
	return TRAP_BOOTS;
}

enum trap_verdict usm_judge(struct usm *usm, struct usm_message *message)
{
	struct record *record;
	enum trap_verdict verdict;

	if (message->own || message->header->level == USM_NO_AUTH)
		return TRAP_ACCEPTED;
	if (message->header->time.boots == BOOTS_MAXIMUM)
		return refuse_boots(usm, message);
	record = message->engine ? usm_record(message->engine) : enrol(usm, message);
	if (!record)
		return TRAP_ENGINE;
	note_peer(usm, &record->engine, message);
	verdict = record->engine.pending ? keep_waiting(usm, &record->engine, message)
					 : judge_time(usm, record, message);
	record->engine.refused += verdict != TRAP_ACCEPTED;
	return verdict;
}

/* What cannot be told from a copy any more is refused from now on. */
static void forget_oldest(struct usm *usm)
{
	const struct seen_message *oldest = seen_oldest(usm->seen);
	struct record *record = oldest->owner;

	if (record && (!record->has_floor ||
			      snmp_engine_time_compare(oldest->time, record->floor) > 0)) {
		record->floor = oldest->time;
		record->has_floor = true;
	}
	seen_drop_oldest(usm->seen);
}

static void remember(struct usm *usm, struct record *record, const struct usm_message *message)
{
	while (seen_count(usm->seen) == SEEN_MAXIMUM ||
		(seen_count(usm->seen) > 0 &&
			seen_oldest(usm->seen)->at + WINDOW * SECONDS < message->now))
		forget_oldest(usm);
	seen_add(usm->seen, &(struct seen_message){key_of(usm, message->header), record,
				    message->header->time, message->now});
}

void usm_take(struct usm *usm, const struct usm_message *message)
{
	struct snmp_engine heard;
	struct record *record;

	if (!message->engine)
		return;
	record = usm_record(message->engine);
	heard = heard_in(message);
	heard.first = record->engine.known.first;
	if (record->engine.known.heard &&
		snmp_engine_time_compare(heard.time, record->engine.known.time) <= 0)
		heard.time = record->engine.known.time;
	else
		record->at = message->now;
	record->engine.known = heard;
	record->engine.taken++;
	remember(usm, record, message);
}
