/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A registry finds all things entered under a key: incidents by what could be their cause,
 * alarms by the part of their key that a common clear names. Cost follows what is found, not
 * what is there.
 */
#ifndef CORRELATE_REGISTRY_H
#define CORRELATE_REGISTRY_H

#include "base/list.h"
#include "base/table.h"

struct registry;

/* One entry; owned by the registry. */
struct registration {
	struct link link; /* among those of the same key */
	struct link mine; /* among those of the same owner */
	struct bucket *bucket;
	void *owner;
	const void *detail; /* the caller's */
};

struct registry *registry_new(uint64_t seed);
/* Everything must have been removed. */
void registry_free(struct registry *registry);
/* Enters the owner under the key (copied) and appends the entry to the owner's list. */
void registry_add(struct registry *registry, struct slice key, void *owner, const void *detail,
	struct list *mine);
/* Removes all entries of an owner's list. */
void registry_remove(struct registry *registry, struct list *mine);
/* The registrations under the key in the order entered (links are registration.link), or NULL.
 */
const struct list *registry_find(const struct registry *registry, struct slice key);

#endif
