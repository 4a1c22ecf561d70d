/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Named fault points on the path, for tests: FAULT("journal-written") is nothing in a normal
 * build. With ./configure --enable-faults the environment variable CORRELATOR_FAULT chooses
 * one: "journal-written:kill:3" kills the process (SIGKILL) the third time it gets there.
 */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#ifdef ENABLE_FAULTS
#define FAULT(name) fault_reached(name)
#else
#define FAULT(name) ((void)0)
#endif
#define FAULT_FAILS(name) false
#define FAULT_LENGTH(name, length) (length)

/* Whether fault points were built in; --version says so. */
int fault_enabled(void);
void fault_reached(const char *name);

#endif
