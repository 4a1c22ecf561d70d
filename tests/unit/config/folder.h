/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A temporary folder with files, for tests that read files; and a report as text.
 */
#ifndef TESTS_CONFIG_FOLDER_H
#define TESTS_CONFIG_FOLDER_H

#include "base/error.h"

struct folder {
	char path[64];
};

void folder_make(struct folder *folder);
/* Writes `folder/name`; a '/' in the name makes the folder in between. */
void folder_write(const struct folder *folder, const char *name, const char *content);
/* `folder/name`, to be freed. */
char *folder_file(const struct folder *folder, const char *name);
void folder_remove(const struct folder *folder);

/* What the report prints, with every `folder->path` and a slash left out; to be freed. The
 * report is freed. */
char *folder_report(const struct folder *folder, struct report *report);

#endif
