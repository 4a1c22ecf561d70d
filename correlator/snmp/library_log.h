/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What Net-SNMP has to say. Left alone it writes to standard error; a message that anybody on
 * the network can provoke is no more than an aid to debugging to us.
 */
#ifndef SNMP_LIBRARY_LOG_H
#define SNMP_LIBRARY_LOG_H

#include "base/slice.h"

struct library_log {
	/* Called with each line, without its newline. */
	void (*line)(void *context, struct slice line);
	void *context;
};

/* Sends the library's messages to `log`, which the caller keeps until the next call; NULL: to
 * log_debug(). */
void library_log_to(struct library_log *log);

#endif
