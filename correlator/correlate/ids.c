/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include <inttypes.h>
#include <stdio.h>

#include "correlate/engine_state.h"

void ids_make(struct engine *engine, const char *prefix, char out[ID_TEXT])
{
	snprintf(out, ID_TEXT, "%s-%s%" PRIu64 ".%u", engine->settings.epoch, prefix,
		engine->applied, engine->ordinal++);
}
