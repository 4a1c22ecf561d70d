/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "snmp/v3_header.h"

#include "event/ber.h"

enum { FLAG_AUTH = 1, FLAG_PRIV = 2, FLAG_REPORTABLE = 4 }; /* msgFlags */
enum { MODEL_USM = 3, SIZE_MINIMUM = 484 };
enum { DIGEST_MAXIMUM = 48, SALT = 8 }; /* octets */

static bool read_as(struct slice *rest, uint8_t type, struct slice *content)
{
	struct ber_value value;

	if (!ber_read(rest, &value) || value.type != type)
		return false;
	*content = value.content;
	return true;
}

/* From `minimum` to 2^31-1, as all numbers here. */
static bool read_number(struct slice *rest, uint32_t minimum, uint32_t *number)
{
	struct ber_value value;
	int64_t read;

	if (!ber_read(rest, &value) || value.type != BER_INTEGER || value.content.length > 5 ||
		!ber_number(&value, &read) || read < minimum || read > INT32_MAX)
		return false;
	*number = (uint32_t)read;
	return true;
}

/* Privacy without authentication has no meaning. */
static bool read_flags(struct slice *rest, struct v3_header *header)
{
	struct slice octets;
	uint8_t flags;

	if (!read_as(rest, BER_OCTET_STRING, &octets) || octets.length != 1)
		return false;
	flags = (uint8_t)octets.data[0];
	header->reportable = flags & FLAG_REPORTABLE;
	header->level = flags & FLAG_PRIV   ? USM_PRIV
			: flags & FLAG_AUTH ? USM_AUTH
					    : USM_NO_AUTH;
	return (flags & FLAG_AUTH) || !(flags & FLAG_PRIV);
}

static enum trap_verdict read_global(struct slice rest, struct v3_header *header)
{
	uint32_t size, model;

	if (!read_number(&rest, 0, &header->message) ||
		!read_number(&rest, SIZE_MINIMUM, &size) || !read_flags(&rest, header) ||
		!read_number(&rest, 1, &model) || rest.length > 0)
		return TRAP_MALFORMED;
	return model == MODEL_USM ? TRAP_ACCEPTED : TRAP_VERSION;
}

static bool read_engine(struct slice *rest, struct v3_header *header)
{
	struct slice octets;

	header->engine.length = 0;
	return read_as(rest, BER_OCTET_STRING, &octets) &&
	       (octets.length == 0 || snmp_engine_id_make(octets, &header->engine));
}

/* The library would take a NUL for the end of the name. */
static bool read_user(struct slice *rest, struct v3_header *header)
{
	return read_as(rest, BER_OCTET_STRING, &header->user) &&
	       header->user.length <= SNMP_USER_MAXIMUM &&
	       slice_find(header->user, 0, '\0') == SIZE_MAX;
}

/* A digest and a salt are there exactly when the flags say that they are needed; how long the
 * digest is depends on the user. */
static bool read_security(struct slice octets, struct v3_header *header)
{
	struct slice rest, salt;

	return read_as(&octets, BER_SEQUENCE, &rest) && octets.length == 0 &&
	       read_engine(&rest, header) && read_number(&rest, 0, &header->time.boots) &&
	       read_number(&rest, 0, &header->time.time) && read_user(&rest, header) &&
	       read_as(&rest, BER_OCTET_STRING, &header->digest) &&
	       read_as(&rest, BER_OCTET_STRING, &salt) && rest.length == 0 &&
	       header->digest.length <= DIGEST_MAXIMUM &&
	       (header->digest.length > 0) == (header->level > USM_NO_AUTH) &&
	       salt.length == (header->level == USM_PRIV ? SALT : 0);
}

/* Nobody signs without an engine to have the key of; without a name, only who asks for ours. */
static bool is_sensible(const struct v3_header *header)
{
	if (header->engine.length == 0)
		return header->level == USM_NO_AUTH && header->reportable;
	return header->user.length > 0 || header->level == USM_NO_AUTH;
}

enum trap_verdict v3_header_read(struct slice rest, struct v3_header *header)
{
	struct slice global, security;
	enum trap_verdict verdict;

	if (!read_as(&rest, BER_SEQUENCE, &global) ||
		!read_as(&rest, BER_OCTET_STRING, &security))
		return TRAP_MALFORMED;
	verdict = read_global(global, header);
	if (verdict != TRAP_ACCEPTED)
		return verdict;
	if (!read_security(security, header) || !is_sensible(header) ||
		!read_as(&rest, header->level == USM_PRIV ? BER_OCTET_STRING : BER_SEQUENCE,
			&header->scoped))
		return TRAP_MALFORMED;
	return TRAP_ACCEPTED;
}
