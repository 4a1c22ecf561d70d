/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * How network elements and programs write syslog lines. Most lines tell by their form; what
 * they do not tell, whether a word is the host, a program or text, a dialect that is set for a
 * source decides.
 */
#ifndef INPUT_SYSLOG_DIALECT_H
#define INPUT_SYSLOG_DIALECT_H

#include "base/error.h"
#include "base/slice.h"

enum syslog_dialect {
	SYSLOG_AUTO, /* set: by the form of each line; found: none of the others */
	SYSLOG_RFC5424,
	SYSLOG_RFC3164,   /* to the letter: a host always follows the stamp, then the tag */
	SYSLOG_LINUX,     /* syslog(3) and its daemons: the first word behind the host is the
			      program */
	SYSLOG_CISCO_IOS, /* and IOS XE: no host behind the stamp */
	SYSLOG_CISCO_IOS_XR,
	SYSLOG_CISCO_NX_OS,
	SYSLOG_JUNOS,
	SYSLOG_HUAWEI_VRP,
	SYSLOG_NOKIA_SROS,
	SYSLOG_ARISTA_EOS,
	SYSLOG_CEF,   /* ArcSight's events, "CEF:0|..." */
	SYSLOG_LEEF,  /* those of QRadar */
	SYSLOG_PAIRS, /* name=value, with the date and the sender among them */
	SYSLOG_DIALECTS,
};

/* Where the host is looked for behind a stamp. */
enum host_place { HOST_GUESSED, HOST_ALWAYS, HOST_NEVER };

struct syslog_habits {
	const char *name; /* "cisco-ios" */
	enum host_place host;
	bool bare_program; /* a word without a colon is the program too */
};

const struct syslog_habits *syslog_habits(enum syslog_dialect dialect);
/* By its name; false with a sentence. */
bool syslog_dialect_parse(const char *name, enum syslog_dialect *dialect, struct error *error);

#endif
