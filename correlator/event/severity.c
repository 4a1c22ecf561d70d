/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "event/severity.h"

static const char *const severities[SEVERITIES] = {
	"cleared", "indeterminate", "warning", "minor", "major", "critical"};

static const char *const syslog_severities[8] = {
	"emergency", "alert", "critical", "error", "warning", "notice", "info", "debug"};

static const struct {
	const char *name;
	int severity;
} short_forms[] = {
	{"emerg", 0}, {"panic", 0}, {"crit", 2}, {"err", 3}, {"warn", 4}, {"informational", 6}};

static const char *const facilities[24] = {"kern", "user", "mail", "daemon", "auth", "syslog",
	"lpr", "news", "uucp", "cron", "authpriv", "ftp", "ntp", "audit", "alert", "clock",
	"local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7"};

static int find(const char *const *names, int count, struct slice name)
{
	for (int i = 0; i < count; i++)
		if (slice_equals_caseless(name, names[i]))
			return i;
	return -1;
}

const char *severity_name(enum severity severity)
{
	return severities[severity];
}

int severity_parse(struct slice name)
{
	return find(severities, SEVERITIES, name);
}

int syslog_severity_parse(struct slice name)
{
	int found = find(syslog_severities, 8, name);

	for (size_t i = 0; found < 0 && i < sizeof(short_forms) / sizeof(*short_forms); i++)
		if (slice_equals_caseless(name, short_forms[i].name))
			found = short_forms[i].severity;
	return found;
}

const char *syslog_severity_name(unsigned severity)
{
	return severity < 8 ? syslog_severities[severity] : "unknown";
}

int syslog_facility_parse(struct slice name)
{
	return find(facilities, 24, name);
}

const char *syslog_facility_name(unsigned facility)
{
	return facility < 24 ? facilities[facility] : "unknown";
}
