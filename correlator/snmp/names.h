/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The names file (doc/formats.md, 9): OID to name, type, enumeration labels, index clause and
 * so on, made from MIBs beforehand by `correlator mibs`. It is used where it lies in memory:
 * reading checks each line once and notes where it begins, and a look-up reads the line again.
 * So nothing is allocated per name, and it needs no MIB parser.
 */
#ifndef SNMP_NAMES_H
#define SNMP_NAMES_H

#include "base/error.h"
#include "event/oid.h"

struct names;

/* A line of the file, taken apart. All are parts of the file, and live as long as the names. */
struct name_entry {
	struct oid oid;
	struct slice full;    /* "VOICEMAIL-MIB::vmAppState" */
	struct slice kind;    /* "integer" */
	struct slice hint;    /* DISPLAY-HINT, blanks as "\s" (names_hint()); empty: none */
	struct slice index;   /* of a row: "ifIndex/integer,x/string!"; empty: none */
	struct slice objects; /* of a notification: "ifIndex,ifDescr"; empty: none */
	struct slice labels;  /* "stopped=1 failed=2"; names_label() */
};

struct name_label {
	struct slice text;
	int64_t number;
};

/* One part of an index clause. */
struct name_index {
	struct slice name, kind; /* "ifIndex", "integer" */
	uint32_t length;         /* of a string of fixed length; 0: it varies */
	bool implied;            /* its length is not written in front */
};

/* From content that must live as long as the names; `file` is for sentences. NULL with one that
 * says the line. */
struct names *names_read(const char *file, struct slice content, struct error *error);
/* Reads the file, and keeps its content. */
struct names *names_load(const char *file, struct error *error);
void names_free(struct names *names);
size_t names_count(const struct names *names);
/* The n-th, from 0, in the order of OIDs. */
void names_at(const struct names *names, size_t n, struct name_entry *entry);
/* By "MODULE::name", or "name" alone where only one object has it. */
bool names_find(const struct names *names, struct slice name, struct name_entry *entry);
/* The entry with the longest OID that `oid` begins with. */
bool names_of(const struct names *names, const struct oid *oid, struct name_entry *entry);

/* Cut the next one off; false at the end. */
bool names_label(struct slice *labels, struct name_label *label);
bool names_index(struct slice *index, struct name_index *part);
/* Appends the hint as it was in the MIB. */
void names_hint(const struct name_entry *entry, struct text *out);

#endif
