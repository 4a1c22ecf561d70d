/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What the kernel drops before any socket has it: when its backlog is full, or when fragments
 * do not come together. It counts for the whole machine, so none of it is a loss of some
 * listener; but where listeners miss something, this says where to look. Files of /proc are
 * memory, and are read when somebody asks.
 */
#ifndef DAEMON_KERNEL_H
#define DAEMON_KERNEL_H

#include <stdint.h>

#include "base/slice.h"

struct kernel_drops {
	uint64_t backlog;   /* frames, of any protocol */
	uint64_t fragments; /* reassemblies that failed */
};

/* Since the machine has started; 0 for what is not told here. */
struct kernel_drops kernel_drops(void);
/* The second column of /proc/net/softnet_stat, over all processors. */
uint64_t kernel_backlog_drops(struct slice softnet_stat);
/* The value below that name in the two lines of /proc/net/snmp that begin with that protocol
 * ("Ip:"); 0 when there is none. */
uint64_t kernel_counter(struct slice snmp, const char *protocol, const char *name);

#endif
