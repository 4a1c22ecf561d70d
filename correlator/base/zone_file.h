/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What a file of the time zone database (RFC 9636) holds: when clocks were set, and by which
 * rule they will be.
 */
#ifndef BASE_ZONE_FILE_H
#define BASE_ZONE_FILE_H

#include "base/zone.h"

struct zone {
	int32_t first; /* seconds east of UTC before any change */
	struct zone_change {
		int64_t at;     /* seconds since 1970 UTC */
		int32_t offset; /* from then on */
	} * changes;            /* in order; freed with free() */
	size_t count;
};

/* Fills a zeroed zone; what the rule at the end of the file says is written out until 2100.
 * False, with nothing to free, when it is no such file. */
bool zone_file_read(struct zone *zone, struct slice file);

#endif
