/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Users of SNMPv3, as they are configured, and their keys. Pass phrases stand in files of their
 * own; they are read once, turned into keys and forgotten. A key is then made for each engine
 * (RFC 3414, 2.6): whoever breaks into one network element has no key of another.
 */
#ifndef SNMP_USM_USER_H
#define SNMP_USM_USER_H

#include "base/error.h"
#include "event/snmp_engine.h"
#include "snmp/usm_protocol.h"

enum usm_level { USM_NO_AUTH, USM_AUTH, USM_PRIV, USM_LEVELS }; /* noAuthNoPriv, ... */

struct usm_user_settings {
	struct origin origin; /* where it is configured */
	const char *name;
	const struct usm_protocol *auth, *priv; /* or NULL */
	const char *auth_file, *priv_file;      /* with the pass phrase; NULL as above */
	enum usm_level level;                   /* less protected messages are refused */
};

enum { USM_KEY_MAXIMUM = 64 };

struct usm_key {
	size_t length;
	uint8_t bytes[USM_KEY_MAXIMUM];
};

/* For one engine. */
struct usm_keys {
	struct usm_key auth, priv;
};

struct usm_user {
	char name[SNMP_USER_MAXIMUM + 1];
	const struct usm_protocol *auth, *priv; /* or NULL */
	enum usm_level level;                   /* the least */
	struct usm_keys master;                 /* of all engines: Ku */
};

const char *usm_level_name(enum usm_level level);
/* False when it is none. */
bool usm_level_parse(const char *name, enum usm_level *level);
/* The most that keys of these protocols (NULL: none) allow. */
enum usm_level usm_level_most(const struct usm_protocol *auth, const struct usm_protocol *priv);

/* Reads the pass phrases, which takes some milliseconds of computing. False with a sentence,
 * which never holds the secret. */
bool usm_user_load(
	struct usm_user *user, const struct usm_user_settings *settings, struct error *error);
/* Forgets the keys. */
void usm_user_wipe(struct usm_user *user);
/* The user's keys at that engine; false when the library cannot. */
bool usm_user_localize(
	const struct usm_user *user, const struct snmp_engine_id *id, struct usm_keys *keys);

#endif
