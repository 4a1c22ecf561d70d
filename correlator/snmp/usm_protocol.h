/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The authentication and privacy protocols of SNMPv3 users (RFC 3414, 3826, 7860, and the two
 * drafts for longer AES keys) that the linked library has.
 */
#ifndef SNMP_USM_PROTOCOL_H
#define SNMP_USM_PROTOCOL_H

#include "base/text.h"

struct usm_protocol {
	const char *name;       /* "SHA-256" */
	const char *other_name; /* or NULL */
	int type;               /* the library's */
	bool weak;              /* broken, or its keys are too short */
};

/* NULL when the library does not have it, or nobody does. Case does not matter. */
const struct usm_protocol *usm_auth_find(const char *name);
const struct usm_protocol *usm_priv_find(const char *name);
/* The names of those that the library has, with commas. */
void usm_auth_names(struct text *out);
void usm_priv_names(struct text *out);
/* Octets of msgAuthenticationParameters. */
size_t usm_auth_parameters(const struct usm_protocol *protocol);
/* Octets of the key. */
size_t usm_priv_key(const struct usm_protocol *protocol);

#endif
