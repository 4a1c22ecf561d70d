/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * FOLDER/lock, held by the one process that appends. It also holds a number: while the disk
 * takes nothing, records are numbered all the same and what follows from them leaves the
 * house, so those numbers must never be given again. Writing thirty bytes anew where they
 * stand takes no space on a disk that is full.
 */
#ifndef JOURNAL_LOCK_H
#define JOURNAL_LOCK_H

#include <stdint.h>

#include "base/error.h"

/* Takes the lock without waiting. Returns a descriptor, which holds it until it is closed, or
 * -1 with a sentence. *reserved is the number that was left there; 0: none. */
int lock_take(const char *folder, uint64_t *reserved, struct error *error);
/* Notes, durable, that numbers up to this one may have been given; 0 takes that back. False
 * with errno. */
bool lock_reserve(int lock, uint64_t number);

#endif
