/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The instance part of an OID, read by the index clause of its row (RFC 2578, 7.7).
 */
#ifndef SNMP_NAMES_INSTANCE_H
#define SNMP_NAMES_INSTANCE_H

#include "snmp/names.h"

/* The index clause of the row that a column stands in; empty when there is none. */
struct slice names_index_of(const struct names *names, const struct name_entry *column);
/* Reads the next part of the index from the OID's numbers, from *at on, and appends its value
 * as people read it. False at the end of either, or when they do not fit each other. */
bool names_part(struct slice *index, const struct oid *oid, size_t *at, struct name_index *part,
	struct text *value);

#endif
