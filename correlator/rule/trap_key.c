/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/trap_key.h"

#include <string.h>

/* Where the last number begins: its bytes but the last have the high bit (X.690, 8.19.2). */
static size_t last_number(struct slice oid)
{
	size_t start = oid.length - 1;

	while (start > 0 && (oid.data[start - 1] & 0x80))
		start--;
	return start;
}

struct slice trap_key_shorten(struct slice oid, char space[OID_BER_MAXIMUM])
{
	size_t last;

	if (oid.length < 3 || oid.length > OID_BER_MAXIMUM)
		return (struct slice){NULL, 0};
	last = last_number(oid);
	if (last < 2 || oid.data[last - 1] != 0 || (oid.data[last - 2] & 0x80))
		return (struct slice){NULL, 0};
	memcpy(space, oid.data, last - 1);
	memcpy(space + last - 1, oid.data + last, oid.length - last);
	return slice_make(space, oid.length - 1);
}

bool trap_key_matches(const struct trap_key *key, struct slice oid)
{
	if (key->subtree)
		oid = slice_part(oid, 0, key->oid.length);
	return slice_equal(key->oid, oid);
}
