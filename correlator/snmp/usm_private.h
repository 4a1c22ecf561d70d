/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The inside of usm.h:
 *
 *     usm.c        users and engines, what is admitted, what operators order
 *     usm_judge.c  of messages that are signed as they should be, which are taken
 */
#ifndef SNMP_USM_PRIVATE_H
#define SNMP_USM_PRIVATE_H

#include "base/list.h"
#include "base/table.h"
#include "snmp/seen.h"
#include "snmp/usm.h"

/* A user's keys at an engine, made when they were needed first. */
struct localized {
	struct localized *next;
	const struct usm_user *user;
	struct usm_keys keys;
};

struct record {
	struct usm_engine engine;
	struct link link;
	struct localized *localized;
	int64_t at;                    /* when its latest time was heard */
	struct snmp_engine_time floor; /* what is not later than this may have been taken */
	bool has_floor;
};

struct usm {
	struct usm_users *users;
	struct usm_own own;
	struct record self; /* our engine, for its keys */
	struct list engines;
	struct table *engines_by_id;
	struct seen *seen;
	uint64_t seed;
	struct usm_news news;
};

static inline struct record *usm_record(struct usm_engine *engine)
{
	return CONTAINER(engine, struct record, engine);
}

/* Tells whoever listens. */
void usm_say(struct usm *usm, enum self_state state, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* NULL when there are too many engines. */
struct record *usm_add(struct usm *usm, const struct snmp_engine *known, bool pending);
/* Keeps a user's keys at that engine. */
const struct usm_keys *usm_keep_keys(
	struct record *record, const struct usm_user *user, const struct usm_keys *keys);

#endif
