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

/* How many of the bytes before `end` are not a 0 of its own in front of it. */
static size_t without_zeros(struct slice oid, size_t end)
{
	while (end > 1 && oid.data[end - 1] == 0 && !(oid.data[end - 2] & 0x80))
		end--;
	return end;
}

struct slice trap_key_plain(struct slice oid, char space[OID_BER_MAXIMUM])
{
	size_t last, before;

	if (oid.length < 3 || oid.length > OID_BER_MAXIMUM)
		return oid;
	last = last_number(oid);
	before = without_zeros(oid, last);
	if (before == last)
		return oid;
	memcpy(space, oid.data, before);
	memcpy(space + before, oid.data + last, oid.length - last);
	return slice_make(space, before + oid.length - last);
}

bool trap_key_matches(const struct trap_key *key, struct slice oid, struct slice plain)
{
	const size_t length = key->oid.length;

	if (!key->subtree)
		return slice_equal(key->oid, plain);
	return slice_equal(key->oid, slice_part(oid, 0, length)) ||
	       slice_equal(key->oid, slice_part(plain, 0, length));
}
