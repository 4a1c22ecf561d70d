/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Lines that are pairs of name=value from their first word on, as firewalls write them, or
 * behind the bars of CEF and LEEF: the sender's name and its time are among them.
 */
#ifndef INPUT_SYSLOG_PAIRS_H
#define INPUT_SYSLOG_PAIRS_H

#include "input/syslog_stamp.h"

struct syslog_pairs {
	struct slice host; /* empty: not there */
	struct syslog_stamp stamp;
};

/* False when the text is none of that. The first 40 pairs are looked at. */
bool syslog_pairs_read(struct slice text, int64_t now, const struct syslog_profile *profile,
	struct syslog_pairs *pairs);

#endif
