/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Variable bindings as rules write them: by MIB name, by OID, by position ("$1" is the first
 * after snmpTrapOID), and what functions say of them:
 *
 *     index(x, n)                 the n-th number of the instance
 *     index_address(x, n)         the IPv4 address in the four numbers from the n-th on
 *     index_address(x, n, count)  the address in `count` numbers, 4 or 16; 0: in all that are
 * left index_string(x, n)          the text whose length the n-th number tells index_string(x,
 * n, count)   the text in `count` numbers; 0: in all that are left (IMPLIED) label(x) the label
 * of an enumeration, the names of bits that are set hex(x)                      octets in hex,
 * whatever they are: "00:1f:2a:..." time(x)                     a DateAndTime as
 * "2012-08-29T14:00:03.0+02:00" bit(x, n)                   whether bit n of BITS is set, from
 * 0
 */
#ifndef RULE_VARBIND_NAME_H
#define RULE_VARBIND_NAME_H

#include "rule/view.h"

/* False when the name means no binding. */
bool varbind_name_resolve(struct ruleset *ruleset, struct slice name, struct name *out);
/* Whether there is such a function, and it takes these arguments; else false with a sentence.
 */
bool varbind_function_check(struct slice function, struct slice name, const int64_t *arguments,
	struct error *error);
/* The function, which was checked, of a binding. False when the name means none. */
bool varbind_function_resolve(struct ruleset *ruleset, struct slice function, struct slice name,
	const int64_t *arguments, struct name *out);
/* The value now. Values that must be made are in `arena`; `scratch` is left as it was. */
struct value varbind_name_value(const struct name *name, const struct event *event,
	struct arena *arena, struct text *scratch);

#endif
