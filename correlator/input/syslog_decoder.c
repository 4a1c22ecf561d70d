/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/syslog_decoder.h"

#include <stdlib.h>

#include "base/prefix_index.h"
#include "base/xalloc.h"
#include "input/syslog_parse.h"

const struct option syslog_source_options[] = {
	{.name = "from",
		.type = OPTION_PREFIXES,
		.offset = offsetof(struct syslog_source, from),
		.required = true,
		.help = "the senders"},
	SYSLOG_MANNER_OPTIONS(struct syslog_source),
	{0},
};

struct state {
	const struct input_settings *settings;
	struct syslog_profile
		*profiles; /* of the listener, then of its sources in their order */
	size_t profile_count;
	struct prefix_index *sources; /* to their place from 1 */
};

bool syslog_check_dialect(const char *name, struct error *error)
{
	enum syslog_dialect dialect;

	return syslog_dialect_parse(name, &dialect, error);
}

bool syslog_check_zone(const char *name, struct error *error)
{
	struct zone *zone = zone_open(name, error);

	zone_close(zone);
	return zone != NULL;
}

bool syslog_check_charset(const char *name, struct error *error)
{
	struct charset *charset = charset_open(name, error);

	charset_close(charset);
	return charset != NULL;
}

static void clear_profile(struct syslog_profile *profile)
{
	zone_close(profile->zone);
	for (size_t i = 0; i < profile->zone_name_count; i++)
		zone_close(profile->zone_names[i].zone);
	free(profile->zone_names);
	charset_close(profile->charset);
}

static void end(void *opaque)
{
	struct state *state = opaque;

	if (!state)
		return;
	for (size_t i = 0; i < state->profile_count; i++)
		clear_profile(&state->profiles[i]);
	free(state->profiles);
	prefix_index_free(state->sources);
	free(state);
}

static bool open_names(
	struct syslog_profile *profile, const struct pair_list *zones, struct error *error)
{
	profile->zone_names = xcalloc(zones->count + 1, sizeof(*profile->zone_names));
	for (size_t i = 0; i < zones->count; i++) {
		struct zone_name *name = &profile->zone_names[profile->zone_name_count++];

		name->name = slice_of(zones->items[i].name);
		name->zone = zone_open(zones->items[i].value, error);
		if (!name->zone)
			return false;
	}
	return true;
}

/* What is not set leaves the profile's 0. */
static bool open_profile(
	struct syslog_profile *profile, const struct syslog_manner *manner, struct error *error)
{
	if (manner->dialect && !syslog_dialect_parse(manner->dialect, &profile->dialect, error))
		return false;
	if (manner->zone && !(profile->zone = zone_open(manner->zone, error)))
		return false;
	if (manner->charset && !(profile->charset = charset_open(manner->charset, error)))
		return false;
	return open_names(profile, &manner->zones, error);
}

static struct syslog_manner with_defaults(
	struct syslog_manner own, const struct syslog_manner *listener)
{
	own.dialect = own.dialect ? own.dialect : listener->dialect;
	own.zone = own.zone ? own.zone : listener->zone;
	own.charset = own.charset ? own.charset : listener->charset;
	if (own.zones.count == 0)
		own.zones = listener->zones;
	return own;
}

static bool open_profiles(
	struct state *state, const struct syslog_settings *settings, struct error *error)
{
	const struct syslog_source *sources = settings->sources.items;

	state->profiles = xcalloc(settings->sources.count + 1, sizeof(*state->profiles));
	state->profile_count = 1;
	if (!open_profile(&state->profiles[0], &settings->manner, error))
		return false;
	for (size_t i = 0; i < settings->sources.count; i++) {
		struct syslog_manner manner =
			with_defaults(sources[i].manner, &settings->manner);

		if (!open_profile(&state->profiles[state->profile_count++], &manner, error))
			return false;
		for (size_t j = 0; j < sources[i].from.count; j++)
			prefix_index_add(state->sources, &sources[i].from.items[j], i + 1);
	}
	return true;
}

static void *begin(
	const struct input_settings *settings, struct usm *usm, struct error *error)
{
	struct state *state = xcalloc(1, sizeof(*state));

	(void)usm;
	state->settings = settings;
	state->sources = prefix_index_new();
	if (open_profiles(state, (const struct syslog_settings *)settings, error))
		return state;
	end(state);
	return NULL;
}

static const struct syslog_profile *find_profile(
	const struct state *state, const struct address *peer)
{
	size_t place = prefix_index_find(state->sources, peer);

	return &state->profiles[place == SIZE_MAX ? 0 : place];
}

const struct syslog_profile *syslog_decoder_profile(const void *state)
{
	return &((const struct state *)state)->profiles[0];
}

static struct verdict decode(void *context, const struct datagram *datagram, void *room)
{
	const struct state *state = context;
	enum syslog_dialect dialect = SYSLOG_AUTO;
	const struct syslog_context how = {
		.now = datagram->now,
		.profile = find_profile(state, &datagram->peer),
		.peer = &datagram->peer,
		.relayed = decoder_is_relay(state->settings, &datagram->peer),
		.listener = state->settings->place,
		.position = datagram->position,
		.dialect = &dialect,
	};
	struct verdict verdict = {.reason = REFUSED_EMPTY};

	if (syslog_parse_trim(datagram->bytes).length == 0)
		return verdict;
	verdict.size = syslog_parse(datagram->bytes, &how, room, EVENT_MAXIMUM);
	verdict.malformed = ((const struct event *)room)->flags & EVENT_MALFORMED;
	verdict.dialect = (uint8_t)dialect;
	return verdict;
}

const struct decoder syslog_decoder = {.begin = begin, .end = end, .decode = decode};
