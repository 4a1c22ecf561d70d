/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Known holes of Net-SNMP, by version: those that a message reaches in what we use of it, which
 * is its parser, its decoder of PDUs and its user-based security model.
 */
#ifndef SNMP_LIBRARY_HOLES_H
#define SNMP_LIBRARY_HOLES_H

#include "base/text.h"

/* Appends the names of those that the version ("5.9.3") has, with commas; false when there are
 * none. Distributions mend them without another version. */
bool library_holes(const char *version, struct text *names);

#endif
