/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Our own SNMP engine: its id, and how often it was started (boots), in one file. Whoever sends
 * us informs goes by these: boots that do not grow would let old messages be sent again.
 */
#ifndef SNMP_ENGINE_FILE_H
#define SNMP_ENGINE_FILE_H

#include "base/error.h"
#include "snmp/usm.h"

/* One start more, on disk before it returns. Without a good file, or at the end of the boots,
 * it is another engine: *news says why in a sentence (SELF_SENTENCE octets), or is empty. False
 * with a sentence when the file cannot be written. */
bool engine_file_start(
	const char *path, struct usm_own *own, char news[SELF_SENTENCE], struct error *error);

#endif
