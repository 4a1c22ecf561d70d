/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/intake.h"

const char *refusal_name(enum refusal reason)
{
	static const char *const names[] = {
		[REFUSED_SOURCE] = "source",
		[REFUSED_EMPTY] = "empty",
		[REFUSED_MALFORMED] = "malformed",
		[REFUSED_VERSION] = "version",
		[REFUSED_COMMUNITY] = "community",
		[REFUSED_PDU] = "pdu",
	};

	_Static_assert(sizeof(names) / sizeof(names[0]) == REFUSALS, "each reason has a name");
	return names[reason];
}
