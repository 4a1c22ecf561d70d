/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What a backup holds, BACKUP/manifest.json (doc/formats.md, 12): each file with its size and
 * CRC-32C, so that a backup that suffered is found out before it is needed, or at the latest
 * then.
 */
#ifndef TOOL_MANIFEST_H
#define TOOL_MANIFEST_H

#include "base/error.h"
#include "base/json.h"

/* Reads back every file below the folder and writes the manifest, with `facts` (members that
 * say more about it; taken over) in front. */
bool manifest_write(const char *folder, json_t *facts, struct error *error);
/* Reads the manifest; a new reference, or NULL with a sentence. */
json_t *manifest_read(const char *folder, struct error *error);
/* Whether every file is there as it was; else a sentence that names one that is not. */
bool manifest_check(const char *folder, const json_t *manifest, struct error *error);

#endif
