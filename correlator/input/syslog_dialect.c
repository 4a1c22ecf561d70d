/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/syslog_dialect.h"

#include <string.h>

#include "base/option.h"
#include "base/text.h"

static const struct syslog_habits dialects[] = {
	[SYSLOG_AUTO] = {"auto", HOST_GUESSED, false},
	[SYSLOG_RFC5424] = {"rfc5424", HOST_GUESSED, false},
	[SYSLOG_RFC3164] = {"rfc3164", HOST_ALWAYS, true},
	[SYSLOG_LINUX] = {"linux", HOST_GUESSED, true},
	[SYSLOG_CISCO_IOS] = {"cisco-ios", HOST_NEVER, false},
	[SYSLOG_CISCO_IOS_XR] = {"cisco-ios-xr", HOST_NEVER, false},
	[SYSLOG_CISCO_NX_OS] = {"cisco-nx-os", HOST_NEVER, false},
	[SYSLOG_JUNOS] = {"junos", HOST_ALWAYS, false},
	[SYSLOG_HUAWEI_VRP] = {"huawei-vrp", HOST_ALWAYS, false},
	[SYSLOG_NOKIA_SROS] = {"nokia-sros", HOST_ALWAYS, false},
	[SYSLOG_ARISTA_EOS] = {"arista-eos", HOST_ALWAYS, false},
	[SYSLOG_CEF] = {"cef", HOST_GUESSED, false},
	[SYSLOG_LEEF] = {"leef", HOST_GUESSED, false},
	[SYSLOG_PAIRS] = {"pairs", HOST_GUESSED, false},
};

_Static_assert(sizeof(dialects) / sizeof(dialects[0]) == SYSLOG_DIALECTS, "each has its row");

const struct syslog_habits *syslog_habits(enum syslog_dialect dialect)
{
	return &dialects[dialect];
}

static bool unknown_dialect(const char *name, struct error *error)
{
	const char *near = NULL;
	struct text names = {0};

	for (size_t i = 0; i < SYSLOG_DIALECTS; i++) {
		text_printf(&names, "%s%s", i ? ", " : "", dialects[i].name);
		if (!near && option_near(name, dialects[i].name))
			near = dialects[i].name;
	}
	error_set(error, "there is no dialect '%s'%s%s%s There are: %s", name,
		near ? ": did you mean '" : ".", near ? near : "", near ? "'?" : "",
		text_get(&names));
	text_free(&names);
	return false;
}

bool syslog_dialect_parse(const char *name, enum syslog_dialect *dialect, struct error *error)
{
	for (size_t i = 0; i < SYSLOG_DIALECTS; i++)
		if (strcmp(name, dialects[i].name) == 0) {
			*dialect = (enum syslog_dialect)i;
			return true;
		}
	return unknown_dialect(name, error);
}
