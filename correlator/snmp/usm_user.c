/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "snmp/usm_user.h"

#include <string.h>
#include <strings.h>

#include "base/secret.h"
#include "snmp/net_snmp.h"

enum { SECRET_MINIMUM = 8, SECRET_MAXIMUM = 1023 }; /* octets; RFC 3414, 11.2 */

/* As RFC 3411 spells them. */
static const char *const levels[USM_LEVELS] = {
	[USM_NO_AUTH] = "noAuthNoPriv",
	[USM_AUTH] = "authNoPriv",
	[USM_PRIV] = "authPriv",
};

const char *usm_level_name(enum usm_level level)
{
	return levels[level];
}

bool usm_level_parse(const char *name, enum usm_level *level)
{
	for (int i = 0; i < USM_LEVELS; i++)
		if (strcasecmp(levels[i], name) == 0) {
			*level = (enum usm_level)i;
			return true;
		}
	return false;
}

enum usm_level usm_level_most(const struct usm_protocol *auth, const struct usm_protocol *priv)
{
	if (priv)
		return USM_PRIV;
	return auth ? USM_AUTH : USM_NO_AUTH;
}

static const oid *auth_oid(const struct usm_user *user, size_t *length)
{
	return sc_get_auth_oid(user->auth->type, length);
}

/* The key of a pass phrase: both are made with the hash of the authentication protocol. */
static bool load_key(
	const struct usm_user *user, const char *path, struct usm_key *key, struct error *error)
{
	char secret[SECRET_MAXIMUM + 2];
	size_t length = secret_line(path, secret, sizeof(secret), error), oid_length;
	const oid *hash = auth_oid(user, &oid_length);
	int done;

	if (length == 0)
		return false;
	if (length < SECRET_MINIMUM) {
		explicit_bzero(secret, sizeof(secret));
		return error_set(error,
			"the pass phrase in '%s' has %zu octets; %d to %d are allowed", path,
			length, SECRET_MINIMUM, SECRET_MAXIMUM);
	}
	key->length = sizeof(key->bytes);
	done = generate_Ku(hash, (u_int)oid_length, (const u_char *)secret, length, key->bytes,
		&key->length);
	explicit_bzero(secret, sizeof(secret));
	return done == SNMPERR_SUCCESS ||
	       error_set(error, "the library makes no key with %s", user->auth->name);
}

bool usm_user_load(
	struct usm_user *user, const struct usm_user_settings *settings, struct error *error)
{
	*user = (struct usm_user){
		.auth = settings->auth, .priv = settings->priv, .level = settings->level};
	snprintf(user->name, sizeof(user->name), "%s", settings->name);
	return (!user->auth ||
		       load_key(user, settings->auth_file, &user->master.auth, error)) &&
	       (!user->priv || load_key(user, settings->priv_file, &user->master.priv, error));
}

void usm_user_wipe(struct usm_user *user)
{
	explicit_bzero(&user->master, sizeof(user->master));
}

static bool localize(const struct usm_user *user, const struct snmp_engine_id *id,
	const struct usm_key *master, struct usm_key *key)
{
	size_t oid_length;
	const oid *hash = auth_oid(user, &oid_length);

	key->length = sizeof(key->bytes);
	return generate_kul(hash, (u_int)oid_length, id->bytes, id->length, master->bytes,
		       master->length, key->bytes, &key->length) == SNMPERR_SUCCESS;
}

/* A hash may be shorter than the key of the cipher, or longer. */
static bool fit(
	const struct usm_user *user, const struct snmp_engine_id *id, struct usm_key *key)
{
	size_t wanted = usm_priv_key(user->priv), oid_length;
	const oid *hash = auth_oid(user, &oid_length);
	u_char *bytes = key->bytes;

	if (key->length < wanted &&
		netsnmp_extend_kul((u_int)wanted, (oid *)(uintptr_t)hash, (u_int)oid_length,
			user->priv->type, (u_char *)(uintptr_t)id->bytes, id->length, &bytes,
			&key->length, sizeof(key->bytes)) != SNMPERR_SUCCESS)
		return false;
	if (key->length < wanted)
		return false;
	key->length = wanted;
	return true;
}

bool usm_user_localize(
	const struct usm_user *user, const struct snmp_engine_id *id, struct usm_keys *keys)
{
	*keys = (struct usm_keys){0};
	if (user->auth && !localize(user, id, &user->master.auth, &keys->auth))
		return false;
	return !user->priv || (localize(user, id, &user->master.priv, &keys->priv) &&
				      fit(user, id, &keys->priv));
}
