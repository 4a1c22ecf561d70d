/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "correlate/engine_state.h"

enum { ALERTS_BETWEEN_RESTORES = 1000000 };

void ids_skip_alerts(struct engine *engine)
{
	for (struct link *link = engine->all.first; link; link = link->next) {
		struct incident *incident = CONTAINER(link, struct incident, link);

		incident->seq += ALERTS_BETWEEN_RESTORES -
				 incident->seq % ALERTS_BETWEEN_RESTORES;
	}
}

/* An incident that a backup brought back has a name of the time before: alerts that followed
 * the backup may have left the house with the numbers that come next. */
uint64_t ids_next_alert(const struct engine *engine, const struct incident *incident)
{
	const struct epochs *epochs = engine->settings.epochs;
	size_t restores = epochs ? epochs_restores(epochs, engine->applied) : 0;
	uint64_t least = (uint64_t)restores * ALERTS_BETWEEN_RESTORES;

	if (incident->seq >= least ||
		strncmp(incident->id, epochs_at(epochs, engine->applied), EPOCH_LENGTH) == 0)
		return incident->seq + 1;
	return least + incident->seq % ALERTS_BETWEEN_RESTORES + 1;
}

void ids_make(struct engine *engine, const char *prefix, char out[ID_TEXT])
{
	const struct engine_settings *settings = &engine->settings;
	const char *epoch = settings->epochs ? epochs_at(settings->epochs, engine->applied)
					     : settings->epoch;

	snprintf(out, ID_TEXT, "%s-%s%" PRIu64 ".%u", epoch, prefix, engine->applied,
		engine->ordinal++);
}
