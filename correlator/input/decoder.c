/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/decoder.h"

#include "input/input.h"

enum refusal decoder_look(
	const struct input_settings *settings, const struct datagram *datagram)
{
	if (settings->allow.count > 0 &&
		!prefix_list_contains(&settings->allow, &datagram->peer))
		return REFUSED_SOURCE;
	return datagram->bytes.length == 0 ? REFUSED_EMPTY : REFUSALS;
}

bool decoder_is_relay(const struct input_settings *settings, const struct address *peer)
{
	return prefix_list_contains(&settings->relays, peer);
}
