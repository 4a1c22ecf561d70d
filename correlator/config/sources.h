/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Every file that was read, whole, with its bytes as they were then: to show lines in
 * messages, to give what was loaded one hash, and to keep copies of it. Copies are read back
 * under another root, but keep the names that they had.
 */
#ifndef CONFIG_SOURCES_H
#define CONFIG_SOURCES_H

#include "base/arena.h"
#include "base/error.h"

struct source {
	const char *path;     /* as the user named it */
	struct slice content; /* followed by a NUL that is not counted */
};

struct sources; /* owns the sources; they live as long as it */

/* `root` is a folder with copies (sources_keep()); NULL: the files themselves. */
struct sources *sources_new(const char *root);
void sources_free(struct sources *sources);
/* Where a file or folder of that name is on disk: below the root, if there is one. The string
 * lives as long as the sources. */
const char *sources_place(const struct sources *sources, const char *path);
/* Writes every file that was read below the folder `root`, which is made, and makes it durable.
 * False with a sentence. */
bool sources_keep(const struct sources *sources, const char *root, struct error *error);
/* The same for a folder that may be empty. */
bool sources_keep_folder(const char *root, const char *path, struct error *error);
/* Whether what is kept there is what was read. */
bool sources_are_kept(const struct sources *sources, const char *root);
/* Reads a file. NULL after reporting at `from` (the place that named it; line 0 and the path
 * itself when nobody did) that it cannot be read, is no file, or is too large. */
const struct source *sources_read(
	struct sources *sources, const char *path, struct origin from, struct report *report);
/* SHA-256 over the names and contents, in the order read, in hex. Names count from the folder of
 * the first file: where all of it lies changes nothing. */
void sources_hash(const struct sources *sources, char hash[65]);

/* Line `number` (from 1) of a text, without its end; empty when there is no such line. */
struct slice source_line(struct slice content, unsigned number);
/* `name` as seen from the folder of the file `from`; an absolute one stays as it is. */
char *source_relative(struct arena *arena, const char *from, const char *name);

#endif
