/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The files that a listener follows: found by their names, known by what they are, and left
 * when they were replaced under their names and have not grown for a minute, so that what is
 * written while logs are rotated is read too. Files that have more are read in turn, a block
 * each.
 *
 * At most FOLLOWED_FILES are open; one that is idle costs its descriptor and some hundred
 * bytes.
 */
#ifndef INPUT_FOLLOWED_SET_H
#define INPUT_FOLLOWED_SET_H

#include "base/option.h"
#include "input/followed.h"

enum { FOLLOWED_FILES = 16384 };

struct followed_set;

struct follower_settings {
	const char *listener;        /* id */
	struct string_list patterns; /* as glob(3) knows them; absolute */
	bool from_beginning;         /* at the first start too */
};

/* `settings` must outlive it; `positions` (may be NULL) are copied. */
struct followed_set *followed_set_new(
	const struct follower_settings *settings, const struct positions *positions);
void followed_set_free(struct followed_set *set);
/* Looks for names, and at the files that are open; to be called once a second, which also finds
 * what inotify does not tell (file servers). */
void followed_set_pass(struct followed_set *set);
/* Readable when files have grown: then followed_set_hear() is to be called. -1: there is no
 * inotify here. */
int followed_set_descriptor(const struct followed_set *set);
void followed_set_hear(struct followed_set *set);
/* What the next file has, into the block, which may stay empty. False when no file may have
 * more. */
bool followed_set_read(struct followed_set *set, struct block *block);
size_t followed_set_count(const struct followed_set *set);

#endif
