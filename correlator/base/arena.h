/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * An arena hands out memory that all goes at once. What it returns is aligned to 16 bytes
 * and lives until arena_reset() or arena_free(). One owner, one thread at a time.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

#include "base/slice.h"

struct arena;

/* `block` is the size of its blocks in bytes (0: 64 KiB); larger requests get their own. */
struct arena *arena_new(size_t block);
void arena_free(struct arena *arena);
/* Forgets everything handed out; keeps one block, so that steady use allocates nothing. */
void arena_reset(struct arena *arena);

/* Not zeroed. Never NULL, also for size 0. */
void *arena_alloc(struct arena *arena, size_t size);
void *arena_calloc(struct arena *arena, size_t count, size_t size);
/* A copy of the bytes, with a NUL behind them that the slice does not count. */
struct slice arena_copy(struct arena *arena, struct slice from);
/* The same as a string; bytes after an embedded NUL are there but unseen. */
char *arena_string(struct arena *arena, struct slice from);
char *arena_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Calls `release(object)` when the arena is reset or freed, last registered first: for what an
 * object holds that is not memory of the arena (compiled patterns). */
void arena_on_reset(struct arena *arena, void (*release)(void *object), void *object);
/* Bytes handed out since the last reset. */
size_t arena_used(const struct arena *arena);

#endif
