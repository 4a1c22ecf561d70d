/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The build asks for 5.9; what is linked at a start is another question. What is not listed is
 * older than anything that can be linked, or does not reach us:
 *
 *     CVE-2014-3565                    printing by a MIB, which the daemon has none of
 *     CVE-2018-18065, CVE-2020-15862,
 *     CVE-2022-24805 to -24810,
 *     CVE-2022-44792, -44793,
 *     CVE-2026-89147                   snmpd
 *     CVE-2020-15861                   index files of MIBs, on disk
 *     CVE-2025-68615                   snmptrapd's own handling of a trap's OID
 *
 * Nor does what has no number: up to 5.9.5.2 usm_process_in_msg() takes a wrong length for the
 * rest of the message and reads behind it, if a length inside is too great; v3_header.c
 * refuses those before.
 */
#include "snmp/library_holes.h"

#include <stdio.h>

struct release {
	int major, minor, patch;
};

struct hole {
	const char *name;
	struct release mended;
};

static const struct hole holes[] = {
	{"CVE-2015-5621", {5, 8, 0}},    /* a binding that is half parsed is kept */
	{"CVE-2018-1000116", {5, 8, 0}}, /* the same, over UDP */
	{"CVE-2018-18066", {5, 8, 0}},   /* an OID that is not there is compared */
	{"CVE-2019-20892", {5, 9, 0}},   /* a user's state is freed twice */
};

static bool is_before(struct release one, struct release other)
{
	if (one.major != other.major)
		return one.major < other.major;
	if (one.minor != other.minor)
		return one.minor < other.minor;
	return one.patch < other.patch;
}

bool library_holes(const char *version, struct text *names)
{
	struct release linked = {0, 0, 0};
	bool any = false;

	sscanf(version, "%d.%d.%d", &linked.major, &linked.minor, &linked.patch);
	for (size_t i = 0; i < sizeof(holes) / sizeof(holes[0]); i++) {
		if (!is_before(linked, holes[i].mended))
			continue;
		text_printf(names, "%s%s", any ? ", " : "", holes[i].name);
		any = true;
	}
	return any;
}
