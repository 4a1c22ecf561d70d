/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The instance part of an OID: as numbers behind a name, and read by the index clause of its
 * row (RFC 2578, 7.7).
 */
#ifndef SNMP_NAMES_INSTANCE_H
#define SNMP_NAMES_INSTANCE_H

#include "snmp/names.h"

/* Appends the numbers of ".3.1" to the OID; false when it has another form, or they are too
 * many. */
bool names_instance_read(struct slice instance, struct oid *oid);
/* Appends the name of the object, and what the OID has behind it: "VM-MIB::vmAppName.3.1". */
void names_instance_print(
	const struct name_entry *entry, const struct oid *oid, struct text *out);

/* The index clause of the row that a column stands in; empty when there is none. */
struct slice names_index_of(const struct names *names, const struct name_entry *column);
/* Reads the next part of the index from the OID's numbers, from *at on, and appends its value
 * as people read it. False at the end of either, or when they do not fit each other. */
bool names_part(struct slice *index, const struct oid *oid, size_t *at, struct name_index *part,
	struct text *value);

#endif
