/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include <inttypes.h>
#include <stdio.h>

#include "correlate/engine_state.h"

void ids_make(struct engine *engine, const char *prefix, char out[ID_TEXT])
{
	const struct engine_settings *settings = &engine->settings;
	const char *epoch = settings->epochs ? epochs_at(settings->epochs, engine->applied)
					     : settings->epoch;

	snprintf(out, ID_TEXT, "%s-%s%" PRIu64 ".%u", epoch, prefix, engine->applied,
		engine->ordinal++);
}
