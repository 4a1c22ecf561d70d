/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/syslog_decoder.h"

#include <stdlib.h>

#include "base/duration.h"
#include "base/xalloc.h"
#include "input/assembly.h"
#include "input/syslog_parse.h"

struct state {
	const struct input_settings *settings;
	int64_t zone; /* nanoseconds east of UTC */
};

/* A zone is what may stand behind a stamp. */
static bool zone_parse(const char *zone, int64_t *span, struct error *error)
{
	char stamp[64];
	int64_t time;
	int length = snprintf(stamp, sizeof(stamp), "1970-01-02T00:00:00%s", zone);

	if (length >= (int)sizeof(stamp) || !time_parse(slice_of(stamp), &time))
		return error_set(error,
			"zone '%s' is none; write for example \"+02:00\" or \"Z\"", zone);
	*span = 24 * HOURS - time;
	return true;
}

bool syslog_settings_check(const struct input_settings *settings, struct error *error)
{
	const struct syslog_settings *own = (const struct syslog_settings *)settings;
	struct error why;
	int64_t zone;

	if (settings->continues && !assembly_check(settings->continues, &why))
		return error_set(error, "continues: %s", why.text);
	return zone_parse(own->zone, &zone, error);
}

static void *begin(
	const struct input_settings *settings, struct usm *usm, struct error *error)
{
	const struct syslog_settings *own = (const struct syslog_settings *)settings;
	struct state *state;
	int64_t zone = 0;

	(void)usm;
	if (!zone_parse(own->zone, &zone, error))
		return NULL;
	state = xcalloc(1, sizeof(*state));
	state->settings = settings;
	state->zone = zone;
	return state;
}

static struct verdict decode(void *context, const struct datagram *datagram, void *room)
{
	const struct state *state = context;
	const struct syslog_context how = {
		.now = datagram->now,
		.zone = state->zone,
		.peer = &datagram->peer,
		.relayed = decoder_is_relay(state->settings, &datagram->peer),
		.listener = state->settings->place,
		.position = datagram->position,
	};
	struct verdict verdict = {.reason = REFUSED_EMPTY};

	if (syslog_parse_trim(datagram->bytes).length == 0)
		return verdict;
	verdict.size = syslog_parse(datagram->bytes, &how, room, EVENT_MAXIMUM);
	verdict.malformed = ((const struct event *)room)->flags & EVENT_MALFORMED;
	return verdict;
}

const struct decoder syslog_decoder = {.begin = begin, .end = free, .decode = decode};
