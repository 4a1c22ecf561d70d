/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Finds scenarios.
 */
#ifndef TOOL_SCENARIO_FILES_H
#define TOOL_SCENARIO_FILES_H

#include "base/error.h"

/* Calls back for each *.scn file of the folder and those below, sorted; or for the file itself.
 * False with a sentence when there is none. */
bool scenario_files(const char *path, void (*take)(void *context, const char *file),
	void *context, struct error *error);

#endif
