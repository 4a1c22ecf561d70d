/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What is known beforehand of the lines of a source.
 */
#ifndef INPUT_SYSLOG_PROFILE_H
#define INPUT_SYSLOG_PROFILE_H

#include "base/zone.h"
#include "input/charset.h"
#include "input/syslog_dialect.h"

/* What a source means by a name of a zone ("CST", "IST"), which mean others elsewhere. */
struct zone_name {
	struct slice name;
	struct zone *zone;
};

/* All zero: nothing is known. */
struct syslog_profile {
	enum syslog_dialect dialect;
	struct zone *zone; /* of stamps without one; NULL: UTC */
	struct zone_name *zone_names;
	size_t zone_name_count;
	struct charset *charset; /* of text that is not UTF-8; NULL: Latin-1 */
};

#endif
