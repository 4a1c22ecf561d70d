/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * One file that is followed (followed_set.h): whole lines out of it, each with the position
 * behind it. It is known by its inode and its first line, whatever it is called; what stands
 * right before the position is looked at with every read, so that a file that was truncated and
 * written anew is found out, whatever its length. It keeps no bytes: a line that is not ended
 * yet is read again when there is more.
 */
#ifndef INPUT_FOLLOWED_H
#define INPUT_FOLLOWED_H

#include <sys/stat.h>

#include "base/list.h"
#include "event/positions.h"

enum {
	FOLLOWED_LINE_MAXIMUM = 65499, /* bytes kept of a line: an event holds no more */
	BLOCK_LINES = 1024,
	BLOCK_BYTES = 1 << 17,
};

/* A line, or the word that a file is followed from a position on (`note`). */
struct block_line {
	uint32_t start, length; /* in the block's bytes, without LF or CRLF */
	struct position position;
	bool cut; /* it was longer than what is kept */
	bool note;
};

/* Lines of one file on their way to the loop. */
struct block {
	size_t count;
	struct block_line lines[BLOCK_LINES];
	char bytes[BLOCK_BYTES];
};

struct followed {
	struct link link;  /* of all of its set */
	struct link ready; /* of those that may have more */
	bool is_ready;
	bool note;            /* where it is must be noted, though no line of it was taken */
	bool replaced;        /* its name is another file's now, or it has none */
	const char *listener; /* id */
	char *path;           /* its last name; owned */
	int fd;
	int watch; /* inotify's; -1: none */
	struct {
		uint64_t device, inode;
	} key;
	struct position position; /* behind what was handed on; file 0: not known yet */
	uint64_t scanned;         /* bytes from there in which the line does not end */
	uint64_t size;            /* when it was looked at last */
	int64_t touched;          /* when it was seen to grow, or noted; boot time */
	uint64_t pass;            /* in which its name was found */
	int trouble;              /* errno of the last reading; 0: none */
};

/* Opens it at its beginning. NULL, and errno says why; 0: it is no regular file. */
struct followed *followed_open(const char *path, const char *listener);
void followed_free(struct followed *file);
struct slice followed_key(const struct followed *file);
/* Goes on where it was taken to, as far as `positions` know it. False when they do not. */
bool followed_resume(struct followed *file, const struct positions *positions);
/* Only what is written from now on is of interest. */
void followed_skip(struct followed *file);
/* The next lines into an empty block; a block that stays empty: none is there. `more`: it
 * may be worth asking again at once. */
void followed_read(struct followed *file, struct block *block, bool *more);
/* Of those bytes, which end at the position: what position.check holds. */
uint32_t followed_check(struct slice before);

#endif
