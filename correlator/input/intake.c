/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/intake.h"

const char *ending_name(enum ending ending)
{
	static const char *const names[] = {
		[ENDED_BY_PEER] = "peer",
		[ENDED_BROKEN] = "broken",
		[ENDED_SOURCE] = "source",
		[ENDED_LIMIT] = "limit",
		[ENDED_GARBAGE] = "garbage",
		[ENDED_SLOW] = "slow",
		[ENDED_TLS] = "tls",
	};

	_Static_assert(sizeof(names) / sizeof(names[0]) == ENDINGS, "each ending has a name");
	return names[ending];
}

const char *refusal_name(enum refusal reason)
{
	static const char *const names[] = {
		[REFUSED_SOURCE] = "source",
		[REFUSED_EMPTY] = "empty",
		[REFUSED_MALFORMED] = "malformed",
		[REFUSED_VERSION] = "version",
		[REFUSED_V3] = "v3",
		[REFUSED_COMMUNITY] = "community",
		[REFUSED_PDU] = "pdu",
		[REFUSED_DISCOVERY] = "discovery",
		[REFUSED_ENGINE] = "engine",
		[REFUSED_USER] = "user",
		[REFUSED_LEVEL] = "level",
		[REFUSED_DIGEST] = "digest",
		[REFUSED_DECRYPTION] = "decryption",
		[REFUSED_WINDOW] = "window",
		[REFUSED_BOOTS] = "boots",
		[REFUSED_REPLAYED] = "replayed",
		[REFUSED_PENDING] = "pending",
	};

	_Static_assert(sizeof(names) / sizeof(names[0]) == REFUSALS, "each reason has a name");
	return names[reason];
}
