/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The zone behind the time of a stamp: an offset, UTC, or a name.
 */
#ifndef INPUT_SYSLOG_ZONE_H
#define INPUT_SYSLOG_ZONE_H

#include "input/syslog_moment.h"
#include "input/syslog_profile.h"

/* Cuts it off *rest. Whether the zone is known: one by a name that the profile does not have is
 * cut, but means nothing. */
bool syslog_zone_cut(
	struct slice *rest, const struct syslog_profile *profile, struct moment *moment);
/* Whether a stamp may end here: a blank, a colon or nothing follows. */
bool syslog_zone_at_end(struct slice rest);

#endif
