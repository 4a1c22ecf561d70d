/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What the kernel dropped, on its way into the journal: a `loss` record for each listener, and
 * an alarm about ourselves. What finds no room is kept, added up, and offered again.
 */
#ifndef DAEMON_LOSSES_H
#define DAEMON_LOSSES_H

#include "config/settings.h"
#include "daemon/path.h"

struct losses;

/* Both must outlive it. */
struct losses *losses_new(struct path *path, const struct settings *settings);
void losses_free(struct losses *losses);
/* The kernel dropped `count` datagrams of that listener within the last second. */
void losses_note(struct losses *losses, uint16_t listener, uint64_t count);
/* Gives each payload to `add`, which says false when there is no room now. True when nothing is
 * left. */
bool losses_record(
	struct losses *losses, bool (*add)(void *context, struct slice payload), void *context);

#endif
