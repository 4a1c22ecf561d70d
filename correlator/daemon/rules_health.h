/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Whether the files on disk are those in force, as an alarm about ourselves. A marker beside
 * the copies of sets remembers, over restarts, that there is one to be cleared.
 */
#ifndef DAEMON_RULES_HEALTH_H
#define DAEMON_RULES_HEALTH_H

#include "daemon/self.h"

/* `sets` is the folder of copies; `why` says what is wrong, NULL: nothing is. */
void rules_health(struct self *self, const char *sets, const char *why);

#endif
