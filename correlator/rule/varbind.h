/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Reading the variable bindings of a stored trap: by object, by position, and the numbers of
 * the instance part of their OID.
 */
#ifndef RULE_VARBIND_H
#define RULE_VARBIND_H

#include "event/event.h"
#include "rule/value.h"

struct varbind {
	struct slice instance; /* BER of what follows the object's OID; may be empty */
	struct slice bytes;    /* the VarBind's contents */
};

/* The first whose OID is the object's (BER contents) or begins with it. */
bool varbind_find(const struct event *event, struct slice object, struct varbind *varbind);
/* The n-th, from 1; its instance is empty. */
bool varbind_at(const struct event *event, size_t position, struct varbind *varbind);
/* Its value: a number, an address or a string. A string points into the event, or was made in
 * the arena with the help of `scratch`, which is left as it was. `hint` is the DISPLAY-HINT of
 * its type, or NULL: then octets are text when they look like it, else hex. NULs at the end of
 * a text are left out. */
struct value varbind_value(const struct varbind *varbind, const char *hint, struct arena *arena,
	struct text *scratch);

/* The n-th number (from 1) of the instance. */
struct value varbind_index(const struct varbind *varbind, size_t n);
/* The address in `count` numbers, 4 or 16, from the n-th on; 0: in all that are left. */
struct value varbind_index_address(const struct varbind *varbind, size_t n, size_t count);
/* The string whose bytes are `count` numbers from the n-th on; 0: all that are left. */
struct value varbind_index_octets(
	const struct varbind *varbind, size_t n, size_t count, struct arena *arena);
/* The string whose length is the n-th number and whose bytes follow it. */
struct value varbind_index_string(const struct varbind *varbind, size_t n, struct arena *arena);

#endif
