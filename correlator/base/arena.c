/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Blocks are a list; only the first is filled. A request that is too large to be worth a new
 * block gets a block of its own, second in the list, so that the first can be filled further.
 *
 * With the address sanitizer, bytes not handed out are poisoned and every object has a gap
 * behind it: an overrun inside a block is found as if it had come from malloc().
 */
#include "base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISON
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define ARENA_POISON
#endif

#if defined(ARENA_POISON)
/* From the sanitizer's own interface. */
void __asan_poison_memory_region(const volatile void *data, size_t size);
void __asan_unpoison_memory_region(const volatile void *data, size_t size);
enum { GAP = 16 };

static void poison(const void *data, size_t size)
{
	__asan_poison_memory_region(data, size);
}

static void unpoison(const void *data, size_t size)
{
	__asan_unpoison_memory_region(data, size);
}
#else
enum { GAP = 0 };

static void poison(const void *data, size_t size)
{
	(void)data;
	(void)size;
}

static void unpoison(const void *data, size_t size)
{
	(void)data;
	(void)size;
}
#endif

enum { ALIGNMENT = 16, BLOCK_DEFAULT = 64 * 1024 };

struct block {
	struct block *next;
	size_t size; /* bytes in data */
	size_t used;
	alignas(ALIGNMENT) char data[];
};

/* What arena_on_reset() registered; lies in the arena itself. */
struct hook {
	struct hook *next;
	void (*release)(void *object);
	void *object;
};

struct arena {
	struct block *blocks; /* the first is being filled */
	struct hook *hooks;   /* last registered first */
	size_t block;         /* size of an ordinary block */
	size_t used;
};

struct arena *arena_new(size_t block)
{
	struct arena *arena = xcalloc(1, sizeof(*arena));

	arena->block = block ? block : BLOCK_DEFAULT;
	return arena;
}

static void block_free(struct block *block)
{
	unpoison(block->data, block->size);
	free(block);
}

static struct block *block_new(size_t size)
{
	struct block *block = xmalloc(sizeof(*block) + size);

	*block = (struct block){.size = size};
	poison(block->data, size);
	return block;
}

/* A release may register nothing, but may still read what lies in the arena. */
static void run_hooks(struct arena *arena)
{
	for (struct hook *hook = arena->hooks; hook; hook = hook->next)
		hook->release(hook->object);
	arena->hooks = NULL;
}

void arena_free(struct arena *arena)
{
	if (!arena)
		return;
	run_hooks(arena);
	while (arena->blocks) {
		struct block *block = arena->blocks;

		arena->blocks = block->next;
		block_free(block);
	}
	free(arena);
}

void arena_reset(struct arena *arena)
{
	struct block *kept = NULL;

	run_hooks(arena);
	while (arena->blocks) {
		struct block *block = arena->blocks;

		arena->blocks = block->next;
		if (!kept && block->size == arena->block)
			kept = block;
		else
			block_free(block);
	}
	if (kept) {
		kept->next = NULL;
		kept->used = 0;
		poison(kept->data, kept->size);
	}
	arena->blocks = kept;
	arena->used = 0;
}

/* A block in which `size` bytes are free; it is in the list. */
static struct block *block_for(struct arena *arena, size_t size)
{
	struct block *first = arena->blocks;

	if (first && size <= first->size - first->used)
		return first;
	if (size > arena->block || (first && size > arena->block / 4)) {
		struct block *own = block_new(size);

		own->next = first ? first->next : NULL;
		*(first ? &first->next : &arena->blocks) = own;
		return own;
	}
	arena->blocks = block_new(arena->block);
	arena->blocks->next = first;
	return arena->blocks;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	assert(size <= SIZE_MAX / 2);

	size_t whole = (size + GAP + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);

	if (whole == 0)
		whole = ALIGNMENT;

	struct block *block = block_for(arena, whole);
	void *memory = block->data + block->used;

	block->used += whole;
	arena->used += whole;
	unpoison(memory, size);
	return memory;
}

void *arena_calloc(struct arena *arena, size_t count, size_t size)
{
	size_t bytes;
	bool overflow = __builtin_mul_overflow(count, size, &bytes);

	assert(!overflow);
	return memset(arena_alloc(arena, bytes), 0, bytes);
}

struct slice arena_copy(struct arena *arena, struct slice from)
{
	return slice_make(arena_string(arena, from), from.length);
}

char *arena_string(struct arena *arena, struct slice from)
{
	char *copy = arena_alloc(arena, from.length + 1);

	if (from.length)
		memcpy(copy, from.data, from.length);
	copy[from.length] = '\0';
	return copy;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	int length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	assert(length >= 0);

	char *string = arena_alloc(arena, (size_t)length + 1);

	va_start(arguments, format);
	vsnprintf(string, (size_t)length + 1, format, arguments);
	va_end(arguments);
	return string;
}

void arena_on_reset(struct arena *arena, void (*release)(void *object), void *object)
{
	struct hook *hook = arena_alloc(arena, sizeof(*hook));

	*hook = (struct hook){.next = arena->hooks, .release = release, .object = object};
	arena->hooks = hook;
}

size_t arena_used(const struct arena *arena)
{
	return arena->used;
}
