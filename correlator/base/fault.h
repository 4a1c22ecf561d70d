/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Named fault points on the path, for tests; nothing in a normal build. With ./configure
 * --enable-faults the environment variable CORRELATOR_FAULT says what happens at them, as a
 * list "NAME:ACTION:WHEN,...":
 *
 *     kill        the process dies of SIGKILL
 *     delay=MS    it sleeps so many milliseconds
 *     ENOSPC, EIO what is done there fails with that errno
 *     short       a write takes only half of what it is given
 *
 * WHEN is N (the N-th time it gets there), N+ (from then on) or N-M (from then to then).
 */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#include <stdbool.h>
#include <stddef.h>

#ifdef ENABLE_FAULTS
/* A point that is passed: kill and delay happen here. */
#define FAULT(name) fault_reached(name)
/* Whether what is done here must fail; errno is set then. */
#define FAULT_FAILS(name) fault_fails(name)
/* How much of a write of `length` bytes is taken. */
#define FAULT_LENGTH(name, length) fault_length(name, length)
#else
#define FAULT(name)                ((void)0)
#define FAULT_FAILS(name)          false
#define FAULT_LENGTH(name, length) (length)
#endif

/* Whether fault points were built in; --version says so. */
bool fault_enabled(void);
void fault_reached(const char *name);
bool fault_fails(const char *name);
size_t fault_length(const char *name, size_t length);

#endif
