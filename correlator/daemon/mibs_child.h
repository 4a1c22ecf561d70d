/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Making the names file anew from the folders of MIBs that the configuration names, when these
 * have changed: by `correlator mibs`, in a process of its own with bounds on time and memory,
 * for no MIB may stop the daemon. What goes wrong is a doubt, and the old file stays in use.
 */
#ifndef DAEMON_MIBS_CHILD_H
#define DAEMON_MIBS_CHILD_H

#include "base/error.h"

/* If the configuration file (whose own mistakes are not told here) has `mibs`. Waits for the
 * child, in the thread that reloads, or at start before anything is heard. */
void mibs_child_refresh(const char *file, struct report *report);

#endif
