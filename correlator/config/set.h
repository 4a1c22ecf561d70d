/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A set: all that decides what is made of what is heard. Names, inventory, rules, and the
 * configuration for its routes; known by the SHA-256 of its files. The journal says which set
 * was in force when, so copies are kept, and a replay uses what was used then.
 */
#ifndef CONFIG_SET_H
#define CONFIG_SET_H

#include <stdatomic.h>

#include "base/json.h"
#include "config/knowledge.h"
#include "config/settings.h"
#include "correlate/engine.h"

enum { SET_HASH = 65 };

struct set {
	struct settings *settings;
	struct knowledge *knowledge;
	struct sources *sources;
	char hash[SET_HASH];
	atomic_bool *skips;  /* by event rule: what matchers may leave out (quarantine) */
	atomic_size_t users; /* private */
};

/* Loads the configuration file and all that it names. NULL after reporting when the file itself
 * has errors; else what could be loaded, good for use only if the report has none. The caller
 * uses it. */
struct set *set_load(const char *file, struct report *report);
/* Any thread. The last user frees it. */
struct set *set_use(struct set *set);
void set_release(struct set *set); /* NULL is allowed */

/* `base` with all that the set says. */
struct engine_settings set_engine_settings(
	const struct set *set, const struct engine_settings *base);

/* Keeps a copy as FOLDER/<hash>, if there is no good one; it is there whole or not at all. */
bool set_keep(const struct set *set, const char *folder, struct error *error);
/* Loads the copy; the same files, names and hash as then. NULL with a sentence. */
struct set *set_recall(const char *folder, const char *hash, struct error *error);
/* The payload of a `set` record: this set follows `before` (NULL: nothing) by the word of `by`.
 */
json_t *set_record(const struct set *set, const struct set *before, const char *by);
/* The hash that a `set` record names; false when it names none. */
bool set_record_hash(const struct record *record, char hash[SET_HASH]);
/* Deletes the copies of sets that were last in force before record `oldest`, the first that is
 * still in the journal, and notes of others that they are not in force any more after `last`.
 * `one` and `other` are, or are about to be. */
void set_tidy(const char *folder, const struct set *one, const struct set *other, uint64_t last,
	uint64_t oldest);

#endif
