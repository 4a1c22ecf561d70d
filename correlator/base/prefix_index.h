/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Which entry of an ordered list of prefixes an address falls under first. The time to find it
 * grows with the number of different lengths, not of prefixes.
 */
#ifndef BASE_PREFIX_INDEX_H
#define BASE_PREFIX_INDEX_H

#include "base/address.h"

struct prefix_index;

struct prefix_index *prefix_index_new(void);
/* NULL is none. */
void prefix_index_free(struct prefix_index *index);
/* The place of the entry that the prefix belongs to; of a prefix that was added before, the
 * lower place counts. */
void prefix_index_add(struct prefix_index *index, const struct prefix *prefix, size_t place);
/* The lowest place of all prefixes that contain the address, or SIZE_MAX. */
size_t prefix_index_find(const struct prefix_index *index, const struct address *address);

#endif
