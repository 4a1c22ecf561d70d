/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The names file (doc/formats.md, 9): OID to name, type and enumeration labels, made from MIBs
 * beforehand by `correlator mibs`. Reading it needs no MIB parser.
 */
#ifndef SNMP_NAMES_H
#define SNMP_NAMES_H

#include "base/error.h"
#include "event/oid.h"

struct names;

struct name_label {
	const char *text;
	int64_t number;
};

struct name_entry {
	struct oid oid;
	const char *full; /* "VOICEMAIL-MIB::vmAppState" */
	const char *kind; /* "integer" */
	const struct name_label *labels;
	size_t label_count;
};

/* NULL with a sentence (file:line). */
struct names *names_load(const char *file, struct error *error);
void names_free(struct names *names);
/* By "MODULE::name", or "name" alone where only one module has it; NULL otherwise. */
const struct name_entry *names_find(const struct names *names, struct slice name);
/* The entry with the longest OID that `oid` begins with, or NULL. */
const struct name_entry *names_of(const struct names *names, const struct oid *oid);

#endif
