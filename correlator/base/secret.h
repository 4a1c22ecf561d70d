/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Files that only their owner may read: keys, pass phrases, communities. Whoever may read one
 * knows the secret, and whoever may change it has another.
 */
#ifndef BASE_SECRET_H
#define BASE_SECRET_H

#include "base/error.h"

/* For reading; -1 with a sentence when it cannot be opened, is no file, or is open to others
 * than its owner. */
int secret_open(const char *path, struct error *error);
/* The same for lines. NULL with a sentence. */
FILE *secret_stream(const char *path, struct error *error);
/* Its first line, without its end, as a string in `room` bytes; returns the length. 0 with a
 * sentence, which holds nothing of it, when it is empty or does not fit. */
size_t secret_line(const char *path, char *line, size_t room, struct error *error);

#endif
