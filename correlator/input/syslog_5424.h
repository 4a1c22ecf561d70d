/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * RFC 5424, from VERSION on. Longer names than the RFC allows, any version from 1 to 999, and
 * stamps of other forms without a blank in them are taken as they are.
 */
#ifndef INPUT_SYSLOG_5424_H
#define INPUT_SYSLOG_5424_H

#include "input/syslog_line.h"
#include "input/syslog_profile.h"

/* `text` is what follows PRI. False when it has not the form of RFC 5424. Structured data that
 * does not end is part of the message, and the line EVENT_MALFORMED. */
bool syslog_5424_read(struct slice text, int64_t now, const struct syslog_profile *profile,
	struct syslog_line *line);

#endif
