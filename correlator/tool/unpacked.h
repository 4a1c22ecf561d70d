/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A file to be read from its beginning to its end: as it is, or, when its first bytes say that
 * it is gzip, what was packed.
 */
#ifndef TOOL_UNPACKED_H
#define TOOL_UNPACKED_H

#include <stdint.h>
#include <stdio.h>

#include "base/error.h"

struct unpacked;

/* "-" is standard input. NULL with a sentence. */
struct unpacked *unpacked_open(const char *name, struct error *error);
/* False with a sentence when what was packed is damaged, or its end is missing. */
bool unpacked_close(struct unpacked *unpacked, struct error *error);
/* Lives as long as it; not to be closed. It has no descriptor. */
FILE *unpacked_file(const struct unpacked *unpacked);
/* When it was written last, in nanoseconds since 1970; now, where nobody knows. */
int64_t unpacked_time(const struct unpacked *unpacked);
/* Bytes of the file on disk that were read, and that there are (0: nobody knows). */
void unpacked_progress(const struct unpacked *unpacked, uint64_t *done, uint64_t *total);

#endif
