/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The variable bindings of a PDU that Net-SNMP has decoded: looking for them, and writing them
 * as an event holds them.
 */
#ifndef SNMP_BINDING_H
#define SNMP_BINDING_H

#include "base/text.h"
#include "event/oid.h"

struct variable_list; /* Net-SNMP's */

/* Numbers of the library's kind to ours; false when there are more than an OID may have, or one
 * beyond 32 bits. */
bool binding_oid(const unsigned long *numbers, size_t length, struct oid *oid);
/* Whether its name is that, or begins with it. */
bool binding_is(const struct variable_list *variable, const struct oid *name);
bool binding_begins(const struct variable_list *variable, const struct oid *name);
/* The first of that name and type, or NULL. */
const struct variable_list *binding_find(
	const struct variable_list *list, const struct oid *name, uint8_t type);
/* Appends the contents of the VarBind: the shortest encoding, whatever was sent, so that equal
 * OIDs are equal bytes. False when there is none. */
bool binding_write(const struct variable_list *variable, struct text *out);

#endif
