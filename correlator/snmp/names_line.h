/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * One line of the names file.
 */
#ifndef SNMP_NAMES_LINE_H
#define SNMP_NAMES_LINE_H

#include "snmp/names.h"

/* False with a sentence; `error` may be NULL for a line that was checked before. */
bool names_line_parse(struct slice line, struct name_entry *entry, struct error *error);

#endif
