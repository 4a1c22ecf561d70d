/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Perceived severities (ITU-T X.733) in the order we compare them, and the names of syslog's
 * severities and facilities (RFC 5424, 6.2.1). Numbers of other standards are never compared.
 */
#ifndef EVENT_SEVERITY_H
#define EVENT_SEVERITY_H

#include "base/slice.h"

enum severity {
	SEVERITY_CLEARED,
	SEVERITY_INDETERMINATE,
	SEVERITY_WARNING,
	SEVERITY_MINOR,
	SEVERITY_MAJOR,
	SEVERITY_CRITICAL,
	SEVERITIES,
};

const char *severity_name(enum severity severity);
/* -1 when it is none of the names. */
int severity_parse(struct slice name);

/* "emergency", "alert", "critical", "error", "warning", "notice", "info", "debug" and the
 * usual short forms; -1 for others. */
int syslog_severity_parse(struct slice name);
const char *syslog_severity_name(unsigned severity);
/* "kern", "user", ... "local7"; -1 for others. */
int syslog_facility_parse(struct slice name);
const char *syslog_facility_name(unsigned facility);

#endif
