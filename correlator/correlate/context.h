/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A context remembers, for one alarm rule with a `need` and one key, the events of the last
 * `within`. It exists only while it has samples: the deadline that forgets it is armed by its
 * newest one.
 */
#ifndef CORRELATE_CONTEXT_H
#define CORRELATE_CONTEXT_H

#include "base/codec.h"
#include "base/list.h"
#include "base/table.h"
#include "correlate/deadline.h"
#include "correlate/operation.h"

struct context {
	struct link link; /* among all contexts, in creation order */
	const struct alarm_rule *rule;
	struct slice key;       /* alarm key (correlate/key.h), owned */
	struct sample *samples; /* oldest first */
	size_t count;
	size_t capacity;
	struct deadline forget;
};

struct contexts {
	struct table *by_key;
	struct list all;
	struct deadlines *deadlines;
};

void contexts_init(struct contexts *contexts, uint64_t seed, struct deadlines *deadlines);
void contexts_free(struct contexts *contexts);
/* Counts an event in; true when the need is now satisfied: the context is then forgotten, and
 * the alarm it led to carries on. */
bool contexts_feed(struct contexts *contexts, const struct alarm_rule *rule, struct slice key,
	int64_t now, uint64_t value);
/* Forgets the context of that key, if there is one (its alarm was cleared). */
void contexts_drop(struct contexts *contexts, struct slice key);
/* The deadline `forget` has come. */
void contexts_forget(struct contexts *contexts, struct context *context);
/* Saves, or loads into empty contexts; contexts of vanished rules are left out. */
void contexts_codec(
	struct contexts *contexts, struct codec *codec, const struct ruleset *rules);

#endif
