/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Allocation that succeeds or ends the process: the journal brings everything back, a half
 * handled shortage does not. Sizes that come from outside are bounded by the caller first.
 */
#ifndef BASE_XALLOC_H
#define BASE_XALLOC_H

#include <stddef.h>

void *xmalloc(size_t size);
/* Zeroed. */
void *xcalloc(size_t count, size_t size);
/* `count * size` is checked for overflow. */
void *xreallocarray(void *old, size_t count, size_t size);
char *xstrdup(const char *string);
void *xmemdup(const void *data, size_t size);

/* Makes room for one more element of a growing array: doubles *capacity when count reaches
 * it and returns the array, moved perhaps. */
void *xgrow(void *array, size_t count, size_t *capacity, size_t element_size);

#endif
