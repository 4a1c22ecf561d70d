/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Follows files as they grow, in a thread of its own, since disks and file servers may be slow:
 * the loop only takes blocks of lines that are in memory. There are FOLLOWER_BLOCKS of them;
 * nobody is read while none is empty.
 */
#ifndef INPUT_FOLLOWER_H
#define INPUT_FOLLOWER_H

#include "base/error.h"
#include "base/loop.h"
#include "input/followed_set.h"

enum { FOLLOWER_BLOCKS = 8 };

struct follower;

/* `settings` must outlive it; `positions` (may be NULL) are copied. `taken` is called back in
 * the thread of `loop` when there is a block. NULL with a sentence. */
struct follower *follower_new(const struct follower_settings *settings,
	const struct positions *positions, struct loop *loop, watch_callback *taken,
	void *context, struct error *error);
/* Ends the thread, when it has read what it is reading. */
void follower_free(struct follower *follower);
/* The next block, or NULL; it is the caller's until given back. */
struct block *follower_take(struct follower *follower);
void follower_give_back(struct follower *follower, struct block *block);
/* How many files are open. */
size_t follower_files(const struct follower *follower);

#endif
