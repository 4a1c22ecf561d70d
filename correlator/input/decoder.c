/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/decoder.h"

#include "input/input.h"

static bool is_listed(const struct prefix_list *list, const struct address *address)
{
	for (size_t i = 0; i < list->count; i++)
		if (prefix_contains(&list->items[i], address))
			return true;
	return false;
}

enum refusal decoder_look(
	const struct input_settings *settings, const struct datagram *datagram)
{
	if (settings->allow.count > 0 && !is_listed(&settings->allow, &datagram->peer))
		return REFUSED_SOURCE;
	return datagram->bytes.length == 0 ? REFUSED_EMPTY : REFUSALS;
}

bool decoder_is_relay(const struct input_settings *settings, const struct address *peer)
{
	return is_listed(&settings->relays, peer);
}
