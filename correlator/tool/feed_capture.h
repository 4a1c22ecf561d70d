/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Feeds a world from a capture: every UDP datagram goes through the decoder of the listener
 * that would have got it.
 */
#ifndef TOOL_FEED_CAPTURE_H
#define TOOL_FEED_CAPTURE_H

#include <stdio.h>

#include "config/settings.h"
#include "tool/feed.h"

/* Frames are events of the time at which they were captured, never going back. A datagram
 * belongs to the configured listener of its port; those to 162 and 514 to the first that takes
 * traps or syslog when none has that port, as when `configured` is NULL, with default settings.
 * SNMPv3 is that of the configured users. What was left out is reported as a doubt. `name` is
 * for messages. */
bool feed_capture(struct world *world, FILE *file, const char *name,
	const struct settings *configured, struct flow *flow, struct report *report,
	struct error *error);

#endif
