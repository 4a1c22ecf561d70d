/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Time stamps of syslog lines other than those of RFC 5424:
 *
 *     Oct 11 22:14:15              RFC 3164
 *     Oct 11 22:14:15.123 UTC      Cisco
 *     Oct 11 2012 22:14:15         with the year behind the day, or behind the time
 *     2012 Oct 11 22:14:15         NX-OS
 *     Thu Oct 11 22:14:15 2012     with a weekday
 *     11 Oct 2012 22:14:15         with the day first; 11-Oct-2012, 11/Oct/2012:22:14:15
 *     2012-10-11 22:14:15          ISO 8601, with or without T, decimals and zone
 *     11/10/2012:22:14:15          NetScaler; day or month first, whichever is nearer to now
 *     20121011T221415              ISO 8601 without marks, with a T or a blank
 *     [2012-10-11 22:14:15]        any of the above in brackets
 *     1349993655.123               seconds since 1970, as Meraki; also in ms, us or ns
 *     1d02h, 00:01:13              since the device was started: a stamp, but no time
 */
#ifndef INPUT_SYSLOG_STAMP_H
#define INPUT_SYSLOG_STAMP_H

#include "input/syslog_profile.h"

struct syslog_stamp {
	int64_t time;    /* UTC; meaningful when usable */
	bool usable;     /* false: it has the form of a stamp, but there is no such time */
	bool guessed;    /* year or zone was chosen, not sent */
	bool colon;      /* a colon ended it */
	bool year_first; /* in front of the name of the month */
	bool bracketed;  /* programs write so, who seldom name a host */
};

/* Cuts a stamp and a colon behind it off *rest; false, and nothing is cut, when there is none.
 * A missing year is the one that brings the stamp nearest to `now`; a missing zone, and what a
 * zone's name means, are those of the profile. */
bool syslog_stamp_cut(struct slice *rest, int64_t now, const struct syslog_profile *profile,
	struct syslog_stamp *stamp);

#endif
