/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Time stamps of syslog lines other than those of RFC 5424:
 *
 *     Oct 11 22:14:15              RFC 3164
 *     Oct 11 22:14:15.123 UTC      Cisco
 *     Oct 11 2012 22:14:15         with the year behind the day, or behind the time
 *     2012 Oct 11 22:14:15         NX-OS
 *     2012-10-11 22:14:15          ISO 8601, with or without T, decimals and zone
 */
#ifndef INPUT_SYSLOG_STAMP_H
#define INPUT_SYSLOG_STAMP_H

#include "base/slice.h"

struct syslog_stamp {
	int64_t time; /* UTC; meaningful when usable */
	bool usable;  /* false: it has the form of a stamp, but there is no such time */
	bool guessed; /* year or zone was chosen, not sent */
};

/* Cuts a stamp and a colon behind it off *rest; false, and nothing is cut, when there is none.
 * A missing year is the one that brings the stamp nearest to `now`; a missing zone is `zone`,
 * nanoseconds east of UTC. */
bool syslog_stamp_cut(
	struct slice *rest, int64_t now, int64_t zone, struct syslog_stamp *stamp);

#endif
