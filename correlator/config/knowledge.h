/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What the rule authors and the CMDB know, loaded together: names, inventory, rules; checked
 * against each other, examples run. Swapped whole.
 */
#ifndef CONFIG_KNOWLEDGE_H
#define CONFIG_KNOWLEDGE_H

#include "config/sources.h"
#include "rule/ruleset.h"

struct knowledge_files {
	struct string_list rules; /* folders, searched for *.rules, sorted by path */
	const char *names;        /* names file, or NULL */
	bool names_made;          /* from MIBs: it may be still to come */
	const char *platforms, *nodes, *links; /* or NULL: none */
};

struct knowledge {
	struct ruleset *rules;
	struct inventory *inventory;
	struct names *names; /* or NULL; its bytes are those of the sources */
	struct sources *own; /* NULL: somebody else's, who frees them after this */
	char hash[65];       /* SHA-256 over the names and contents of all files, in hex */
	size_t examples;     /* that were run */
};

/* Never NULL: what could be loaded is there, and can be used when the report has no errors. */
struct knowledge *knowledge_load(const struct knowledge_files *files, struct report *report);
/* The same from sources that may have a root; the hash covers all that was read into them. */
struct knowledge *knowledge_read(
	struct sources *sources, const struct knowledge_files *files, struct report *report);
void knowledge_free(struct knowledge *knowledge);

/* A trap in words (doc/formats.md, 7: "NAME VARBIND=type:value ...") to an event in `space`;
 * also used by scenarios. `host` (may be empty) is the origin named by a relay. */
struct trap_words {
	const struct names *names;  /* may be NULL */
	const struct address *peer; /* may be NULL */
	struct slice host;
};
bool trap_from_words(struct slice words, const struct trap_words *context, void *space,
	size_t *size, struct error *error);

#endif
