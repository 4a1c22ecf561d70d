/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Reads folders of MIB modules with Net-SNMP's parser and writes a names file. Used by
 * `correlator mibs` in a process of its own, never by the daemon.
 */
#ifndef SNMP_MIBS_H
#define SNMP_MIBS_H

#include <stdio.h>

#include "base/error.h"

struct mibs_sums {
	size_t modules, names, notifications;
};

/* Writes to `out`, sorted by OID, what is in the folders and those inside. What cannot be
 * loaded is a doubt in the report; false when a folder cannot be read or nothing at all was
 * found. */
bool mibs_compile(const char *const *folders, size_t count, FILE *out, struct report *report,
	struct mibs_sums *sums);

#endif
