/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Copying files and folders, durable.
 */
#ifndef TOOL_COPY_H
#define TOOL_COPY_H

#include "base/error.h"
#include "base/slice.h"

/* Copies a file; false with a sentence and errno (ENOENT: the source is not there). */
bool copy_file(const char *from, const char *to, struct error *error);
/* Copies the files below a folder; a folder that is not there is an empty one. */
bool copy_tree(const char *from, const char *to, struct error *error);
/* Calls back for each file below the folder, by its path from there, in the order of names. */
bool copy_walk(const char *folder,
	bool (*found)(void *context, const char *path, struct error *error), void *context,
	struct error *error);
/* Removes a folder and what is in it, as far as possible. */
void copy_remove(const char *folder);
/* Makes a folder; false with a sentence. */
bool copy_make(const char *folder, struct error *error);

#endif
