/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The life of the daemon: load, recover, run, stop.
 */
#ifndef DAEMON_DAEMON_H
#define DAEMON_DAEMON_H

#include "daemon/arguments.h"

/* Runs until told to stop; returns the exit status. */
int daemon_run(const struct arguments *arguments);

#endif
