/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The names of a journal (event/epochs.h) on disk, FOLDER/epoch: the first name, made with the
 * journal, and a line "name record" for each name that a restore gave it.
 */
#ifndef JOURNAL_EPOCH_H
#define JOURNAL_EPOCH_H

#include "base/error.h"
#include "event/epochs.h"

/* Reads the names. False with a sentence, and errno ENOENT when there is no such file, else 0
 * or what reading said. */
bool epoch_read(const char *folder, struct epochs *epochs, struct error *error);
/* Whether the newest segment whose header is good bears such a name; NULL: none does. Else
 * false with a sentence: the file is damaged, or of another journal. */
bool epoch_check(const char *folder, const struct epochs *epochs, struct error *error);
/* Makes the first name and writes it, whole or not at all, durable. */
bool epoch_make(const char *folder, struct epochs *epochs, struct error *error);
/* Gives the journal a new name from the record after `last` on. */
bool epoch_renew(const char *folder, uint64_t last, struct epochs *epochs, struct error *error);

#endif
