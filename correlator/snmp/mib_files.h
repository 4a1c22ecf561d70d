/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Which files in folders hold which MIB modules, found by looking for "NAME DEFINITIONS"
 * outside of comments and quotes: to say what was found twice or not at all, and where a module
 * is that the parser only names.
 */
#ifndef SNMP_MIB_FILES_H
#define SNMP_MIB_FILES_H

#include "base/error.h"
#include "base/slice.h"

struct mib_files {
	struct mib_file {
		char *module, *path;
	} * items; /* modules, in the order found: folders as given, files by name */
	size_t count, capacity;
	char **folders; /* those given, and those inside */
	size_t folder_count, folder_capacity;
};

/* Zero-initialise before. Files that hold no module, cannot be read or are too large, and
 * modules that come twice, are doubts; a folder that cannot be read is an error. */
bool mib_files_find(struct mib_files *files, const char *const *folders, size_t count,
	struct report *report);
void mib_files_free(struct mib_files *files);
/* The file that has the module: the last one, which is also what the parser takes. NULL: none.
 */
const char *mib_files_path(const struct mib_files *files, struct slice module);

#endif
