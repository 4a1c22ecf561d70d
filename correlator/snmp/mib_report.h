/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What Net-SNMP's parser says about modules, as doubts at file and line.
 */
#ifndef SNMP_MIB_REPORT_H
#define SNMP_MIB_REPORT_H

#include "snmp/mib_files.h"

enum { MIB_DOUBTS_MAXIMUM = 20 }; /* told of one file; the others are counted */

struct mib_report {
	const struct mib_files *files;
	struct report *report;
	char *file;   /* the last one that something was said of, or NULL */
	size_t count; /* in a row */
};

/* One line of the parser. */
void mib_report_line(void *context, struct slice line);
/* Says how many were not told, and frees what it keeps. */
void mib_report_end(struct mib_report *mibs);

#endif
