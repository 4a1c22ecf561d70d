/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * OBJECT IDENTIFIERs: at most 128 numbers of 32 bits (RFC 2578, 3.5). Inside events they stay
 * in BER (X.690, 8.19), which keeps prefixes: an OID's subtree is what begins with its bytes.
 */
#ifndef EVENT_OID_H
#define EVENT_OID_H

#include "base/slice.h"
#include "base/text.h"

enum { OID_MAXIMUM = 128, OID_BER_MAXIMUM = OID_MAXIMUM * 5 };

struct oid {
	uint32_t numbers[OID_MAXIMUM];
	size_t length;
};

/* "1.3.6.1" or ".1.3.6.1"; at least two numbers, and such as BER can say: not "3.1". */
bool oid_parse(struct slice text, struct oid *oid);
/* BER contents octets to numbers; false if malformed, too long, or beyond 32 bits. */
bool oid_from_ber(struct slice ber, struct oid *oid);
/* Whether oid_from_ber() would take it. */
bool oid_ber_valid(struct slice ber);
/* Numbers to BER contents octets in `out` (OID_BER_MAXIMUM bytes); returns the slice. */
struct slice oid_to_ber(const struct oid *oid, char *out);
bool oid_starts_with(const struct oid *oid, const struct oid *prefix);
/* Number by number, the shorter first, as the tree is walked: < 0, 0, > 0. */
int oid_compare(const struct oid *a, const struct oid *b);
bool oid_equal(const struct oid *a, const struct oid *b);
void oid_print(const struct oid *oid, struct text *out);

#endif
