/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * RFC 3164 as found in the wild, from behind PRI: a stamp of any form that syslog_stamp_cut()
 * knows, a host, "program[pid]:", each of which may be missing, and Cisco's sequence numbers
 * and marks in front of the stamp.
 */
#ifndef INPUT_SYSLOG_3164_H
#define INPUT_SYSLOG_3164_H

#include "input/syslog_line.h"

/* Whatever `text` is, it becomes a line; what was not understood is its message. Returns
 * whether a stamp was found. */
bool syslog_3164_read(struct slice text, int64_t now, int64_t zone, struct syslog_line *line);

#endif
