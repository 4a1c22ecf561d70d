/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "snmp/usm_protocol.h"

#include <strings.h>

#include "snmp/net_snmp.h"

enum { PRIV_KEY_LEAST = 16 };

static const struct usm_protocol auths[] = {
	{"SHA-256", "SHA256", NETSNMP_USMAUTH_HMAC192SHA256, false},
	{"SHA-512", "SHA512", NETSNMP_USMAUTH_HMAC384SHA512, false},
	{"SHA-384", "SHA384", NETSNMP_USMAUTH_HMAC256SHA384, false},
	{"SHA-224", "SHA224", NETSNMP_USMAUTH_HMAC128SHA224, false},
	{"SHA", "SHA-1", NETSNMP_USMAUTH_HMACSHA1, false},
	{"MD5", NULL, NETSNMP_USMAUTH_HMACMD5, true},
	{NULL, NULL, 0, false},
};

/* C: Cisco's and others' way to make the key longer (draft-reeder-snmpv3-usm-3desede), instead
 * of that of draft-blumenthal-aes-usm. */
static const struct usm_protocol privs[] = {
	{"AES", "AES-128", USM_CREATE_USER_PRIV_AES, false},
	{"AES-192", "AES192", USM_CREATE_USER_PRIV_AES192, false},
	{"AES-256", "AES256", USM_CREATE_USER_PRIV_AES256, false},
	{"AES-192-C", "AES192C", USM_CREATE_USER_PRIV_AES192_CISCO, false},
	{"AES-256-C", "AES256C", USM_CREATE_USER_PRIV_AES256_CISCO, false},
	{"DES", NULL, USM_CREATE_USER_PRIV_DES, true},
	{NULL, NULL, 0, false},
};

static bool has_auth(const struct usm_protocol *protocol)
{
	return sc_find_auth_alg_bytype((u_int)protocol->type) != NULL;
}

static bool has_priv(const struct usm_protocol *protocol)
{
	return sc_get_priv_alg_bytype((u_int)protocol->type) != NULL;
}

static const struct usm_protocol *find(const struct usm_protocol *list, const char *name,
	bool (*has)(const struct usm_protocol *protocol))
{
	for (; list->name; list++)
		if (strcasecmp(list->name, name) == 0 ||
			(list->other_name && strcasecmp(list->other_name, name) == 0))
			return has(list) ? list : NULL;
	return NULL;
}

static void names(const struct usm_protocol *list, struct text *out,
	bool (*has)(const struct usm_protocol *protocol))
{
	for (; list->name; list++)
		if (has(list))
			text_printf(out, "%s%s", out->length ? ", " : "", list->name);
}

const struct usm_protocol *usm_auth_find(const char *name)
{
	return find(auths, name, has_auth);
}

const struct usm_protocol *usm_priv_find(const char *name)
{
	return find(privs, name, has_priv);
}

void usm_auth_names(struct text *out)
{
	names(auths, out, has_auth);
}

void usm_priv_names(struct text *out)
{
	names(privs, out, has_priv);
}

size_t usm_auth_parameters(const struct usm_protocol *protocol)
{
	return (size_t)sc_get_auth_maclen(protocol->type);
}

size_t usm_priv_key(const struct usm_protocol *protocol)
{
	size_t length = (size_t)sc_get_proper_priv_length_bytype(protocol->type);

	/* That of DES makes the initial vector too (RFC 3414, 8.1.1.1). */
	return length > PRIV_KEY_LEAST ? length : PRIV_KEY_LEAST;
}
