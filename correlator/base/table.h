/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A hash table from slices to pointers. Keys are hashed with a seed, so that nobody outside
 * can choose keys that collide. It owns neither keys nor values: a key must live, unchanged,
 * as long as its entry. There is no way to iterate: the order would depend on the seed, and
 * everything that walks does so along lists in creation order.
 */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct table;

struct table *table_new(uint64_t seed);
void table_free(struct table *table);
/* The value, or NULL. */
void *table_find(const struct table *table, struct slice key);
/* Enters or replaces; returns the value replaced, or NULL. The entry rests on the new key
 * from then on. value must not be NULL. */
void *table_set(struct table *table, struct slice key, void *value);
/* Removes; returns the value that was there, or NULL. */
void *table_remove(struct table *table, struct slice key);
size_t table_count(const struct table *table);
/* The hash it uses, for callers that need the same spreading (64 bits, seeded). */
uint64_t table_hash(uint64_t seed, struct slice key);

#endif
