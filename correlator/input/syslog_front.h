/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What stands at the front of a line of RFC 3164's kind: a stamp, and what network elements
 * write before it, in up to six words:
 *
 *     123: gw-7: 000123: *Mar  1 00:00:00.000: %LINK-3-UPDOWN: ...  numbers, and the host, of
 * Cisco gw-7: *spamApTask1: Mar 1 00:00:00.000: %CAPWAP-4-...         a task of its controllers
 *     45: xr1 RP/0/RSP0/CPU0:Mar  1 00:00:00.000 UTC: ifmgr[2]: ... the card of IOS XR
 *     45: gw-7: %LINK-3-UPDOWN: ...                                 no stamp, but a tag
 */
#ifndef INPUT_SYSLOG_FRONT_H
#define INPUT_SYSLOG_FRONT_H

#include "input/syslog_stamp.h"

struct syslog_front {
	struct slice host; /* empty: none here */
	bool stamped;
	struct syslog_stamp stamp; /* when stamped */
	bool words, card;          /* there were some in front; the card of IOS XR among them */
};

/* Cuts it off *rest; false, and nothing is cut, when there is none. */
bool syslog_front_cut(struct slice *rest, int64_t now, const struct syslog_profile *profile,
	struct syslog_front *front);

#endif
