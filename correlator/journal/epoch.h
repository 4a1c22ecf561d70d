/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The name of a journal, FOLDER/epoch: five random characters of base32, made once. It begins
 * every id, so that ids of different journals never meet.
 */
#ifndef JOURNAL_EPOCH_H
#define JOURNAL_EPOCH_H

#include "base/error.h"

enum { EPOCH_LENGTH = 5 };

/* Reads the name, NUL-terminated. False with a sentence, and errno ENOENT when there is no such
 * file, else 0 or what reading said. */
bool epoch_read(const char *folder, char epoch[EPOCH_LENGTH + 1], struct error *error);
/* Makes a new name and writes it, whole or not at all, durable. */
bool epoch_make(const char *folder, char epoch[EPOCH_LENGTH + 1], struct error *error);

#endif
