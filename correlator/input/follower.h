/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Follows files as they grow, in a thread of its own, since disks and file servers may be slow:
 * the loop only takes blocks of lines that are in memory. A file is read until it has been
 * replaced under its name and has not grown for a minute, so that what is written while logs
 * are rotated is read too. Bounded: FOLLOWER_BLOCKS blocks of memory, and FOLLOWER_FILES files
 * open; nobody is read while no block is free.
 *
 * Names are looked for once a second, which also finds what inotify does not tell (file
 * servers).
 */
#ifndef INPUT_FOLLOWER_H
#define INPUT_FOLLOWER_H

#include "base/error.h"
#include "base/loop.h"
#include "base/option.h"
#include "input/followed.h"

enum { FOLLOWER_BLOCKS = 8, FOLLOWER_FILES = 16384 };

struct follower;

struct follower_settings {
	const char *listener;        /* id */
	struct string_list patterns; /* as glob(3) knows them; absolute */
	bool from_beginning;         /* at the first start too */
};

/* `settings` must outlive it; `positions` (may be NULL) are copied. `taken` is called back in
 * the thread of `loop` when there is a block. NULL with a sentence. */
struct follower *follower_new(const struct follower_settings *settings,
	const struct positions *positions, struct loop *loop, watch_callback *taken,
	void *context, struct error *error);
/* Ends the thread. */
void follower_free(struct follower *follower);
/* The next block, or NULL; it is the caller's until given back. */
struct block *follower_take(struct follower *follower);
void follower_give_back(struct follower *follower, struct block *block);
/* How many files are open. */
size_t follower_files(const struct follower *follower);

#endif
