/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * RFC 3164 as found in the wild, from behind PRI: the front (syslog_front.h), a host,
 * "program[pid]:", each of which may be missing. A relay may have put a front of its own before
 * that of a network element.
 */
#ifndef INPUT_SYSLOG_3164_H
#define INPUT_SYSLOG_3164_H

#include "input/syslog_line.h"
#include "input/syslog_profile.h"

/* Whatever `text` is, it becomes a line; what was not understood is its message. Returns
 * whether its form was known: by a stamp or a tag at its front, or as name=value. */
bool syslog_3164_read(struct slice text, int64_t now, const struct syslog_profile *profile,
	struct syslog_line *line);

#endif
