/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "snmp/usm.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "snmp/usm_private.h"

struct usm *usm_new(struct usm_users *users, const struct usm_own *own, uint64_t seed)
{
	struct usm *usm = xcalloc(1, sizeof(*usm));

	usm->users = users;
	usm->own = *own;
	usm->self.engine.known.id = own->id;
	usm->seed = seed;
	usm->engines_by_id = table_new(seed);
	usm->seen = seen_new();
	return usm;
}

static void free_keys(struct record *record)
{
	while (record->localized) {
		struct localized *localized = record->localized;

		record->localized = localized->next;
		explicit_bzero(&localized->keys, sizeof(localized->keys));
		free(localized);
	}
}

static void remove_engine(struct usm *usm, struct record *record)
{
	table_remove(usm->engines_by_id, snmp_engine_id_bytes(&record->engine.known.id));
	list_remove(&usm->engines, &record->link);
	free_keys(record);
	free(record);
}

void usm_free(struct usm *usm)
{
	if (!usm)
		return;
	while (usm->engines.first)
		remove_engine(usm, CONTAINER(usm->engines.first, struct record, link));
	free_keys(&usm->self);
	usm_users_free(usm->users);
	table_free(usm->engines_by_id);
	seen_free(usm->seen);
	free(usm);
}

void usm_tell(struct usm *usm, struct usm_news news)
{
	usm->news = news;
}

const struct usm_own *usm_own(const struct usm *usm)
{
	return &usm->own;
}

const struct usm_users *usm_users(const struct usm *usm)
{
	return usm->users;
}

void usm_say(struct usm *usm, enum self_state state, const char *format, ...)
{
	char sentence[SELF_SENTENCE];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(sentence, sizeof(sentence), format, arguments);
	va_end(arguments);
	if (usm->news.say)
		usm->news.say(usm->news.context, SELF_ENGINES, state, sentence);
}

static struct record *find(const struct usm *usm, const struct snmp_engine_id *id)
{
	return table_find(usm->engines_by_id, snmp_engine_id_bytes(id));
}

struct record *usm_add(struct usm *usm, const struct snmp_engine *known, bool pending)
{
	struct record *record;

	if (table_count(usm->engines_by_id) >= SNMP_ENGINES_MAXIMUM)
		return NULL;
	record = xcalloc(1, sizeof(*record));
	record->engine.known = *known;
	record->engine.pending = pending;
	table_set(usm->engines_by_id, snmp_engine_id_bytes(&record->engine.known.id), record);
	list_append(&usm->engines, &record->link);
	return record;
}

void usm_restore(struct usm *usm, const struct snmp_engine *engine)
{
	struct record *record = find(usm, &engine->id) ? NULL : usm_add(usm, engine, false);

	if (!record || !engine->heard)
		return;
	record->at = engine->last;
	record->floor = engine->time;
	record->has_floor = true;
	record->engine.peers[0] = engine->peer;
	record->engine.peer_count = 1;
}

static const struct usm_keys *keys_of(const struct record *record, const struct usm_user *user)
{
	const struct localized *localized = record->localized;

	while (localized && localized->user != user)
		localized = localized->next;
	return localized ? &localized->keys : NULL;
}

const struct usm_keys *usm_keep_keys(
	struct record *record, const struct usm_user *user, const struct usm_keys *keys)
{
	struct localized *localized = xmalloc(sizeof(*localized));

	*localized = (struct localized){record->localized, user, *keys};
	record->localized = localized;
	return &localized->keys;
}

/* Those of an engine that is not known are kept once a message has proved to be signed with
 * them: anybody can name an engine. */
static bool find_keys(struct record *record, struct usm_message *message)
{
	message->keys = record ? keys_of(record, message->user) : NULL;
	if (message->keys)
		return true;
	if (!usm_user_localize(message->user, &message->header->engine, &message->made))
		return false;
	message->keys = record && !record->engine.pending
				? usm_keep_keys(record, message->user, &message->made)
				: &message->made;
	return true;
}

static bool is_own(const struct usm *usm, const struct snmp_engine_id *id)
{
	return slice_equal(snmp_engine_id_bytes(&usm->own.id), snmp_engine_id_bytes(id));
}

/* A message that is less protected than the user's minimum could be anybody's; one that is more
 * than his keys allow cannot be read. */
static bool fits_level(const struct usm_user *user, enum usm_level level)
{
	return level >= user->level && level <= usm_level_most(user->auth, user->priv);
}

enum trap_verdict usm_admit(struct usm *usm, struct usm_message *message)
{
	const struct v3_header *header = message->header;
	struct record *record;

	if (header->engine.length == 0)
		return TRAP_DISCOVERY;
	message->own = is_own(usm, &header->engine);
	message->user = usm_users_find(usm->users, header->user);
	if (header->reportable && !message->own)
		return TRAP_ENGINE;
	if (!message->user)
		return TRAP_USER;
	if (!fits_level(message->user, header->level))
		return TRAP_LEVEL;
	if (header->level == USM_NO_AUTH)
		return TRAP_ACCEPTED;
	if (header->digest.length != usm_auth_parameters(message->user->auth))
		return TRAP_DIGEST;
	record = message->own ? &usm->self : find(usm, &header->engine);
	message->engine = record && !message->own ? &record->engine : NULL;
	return find_keys(record, message) ? TRAP_ACCEPTED : TRAP_DIGEST;
}

static bool is_unknown(const struct snmp_engine_id *id, struct error *error)
{
	char text[SNMP_ENGINE_ID_TEXT];

	return error_set(error,
		"there is no SNMP engine %s; `correlator engines` shows those there are",
		snmp_engine_id_print(id, text));
}

bool usm_may_approve(
	const struct usm *usm, const struct snmp_engine_id *id, struct error *error)
{
	const struct record *record = find(usm, id);
	char text[SNMP_ENGINE_ID_TEXT];

	if (!record || record->engine.pending)
		return true;
	return error_set(
		error, "SNMP engine %s is known already", snmp_engine_id_print(id, text));
}

/* What was complained about is settled. */
static void tell_settled(struct usm *usm, const struct snmp_engine_id *id, const char *how)
{
	char text[SNMP_ENGINE_ID_TEXT];

	usm_say(usm, SELF_CLEARED, "SNMP engine %s %s", snmp_engine_id_print(id, text), how);
}

void usm_approve(struct usm *usm, const struct snmp_engine_id *id, int64_t now)
{
	struct record *record = find(usm, id);

	if (!record) {
		usm_add(usm, &(struct snmp_engine){.id = *id, .first = now, .last = now},
			false);
		return;
	}
	record->engine.pending = false;
	record->engine.known.heard = false; /* nothing of it was taken */
	tell_settled(usm, id, "is approved");
}

bool usm_may_forget(const struct usm *usm, const struct snmp_engine_id *id, struct error *error)
{
	return find(usm, id) || is_unknown(id, error);
}

void usm_forget(struct usm *usm, const struct snmp_engine_id *id)
{
	struct record *record = find(usm, id);

	if (!record)
		return;
	seen_disown(usm->seen, record);
	remove_engine(usm, record);
	tell_settled(usm, id, "is forgotten");
}

/* Of those that wait, what the new users do not ask to be approved need not wait. */
static void admit_waiting(struct usm *usm)
{
	struct link *next;

	for (struct link *link = usm->engines.first; link; link = next) {
		const struct usm_engine *engine = &CONTAINER(link, struct record, link)->engine;
		const struct snmp_engine_id id = engine->known.id;

		next = link->next;
		if (engine->pending)
			usm_forget(usm, &id);
	}
}

void usm_renew(struct usm *usm, struct usm_users *users)
{
	for (struct link *link = usm->engines.first; link; link = link->next)
		free_keys(CONTAINER(link, struct record, link));
	free_keys(&usm->self);
	usm_users_free(usm->users);
	usm->users = users;
	if (users->enrol == ENROL_AUTOMATIC)
		admit_waiting(usm);
}

void usm_each(const struct usm *usm,
	void (*take)(void *context, const struct usm_engine *engine), void *context)
{
	for (struct link *link = usm->engines.first; link; link = link->next)
		take(context, &CONTAINER(link, struct record, link)->engine);
}
