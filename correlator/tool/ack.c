/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `correlator ack`: somebody takes an incident on.
 */
#include "tool/order.h"

static const struct option options[] = {
	ORDER_OPTIONS,
	{0},
};

static enum status ack_run(const void *settings, const struct operands *operands)
{
	return order_give(settings, "ack", NULL, operands->words[0], "takes on");
}

extern const struct command command_ack;
const struct command command_ack = {
	.name = "ack",
	.operands = "ID",
	.help = "take an incident on",
	.details = "Everybody who was told of the incident is told who took it on.",
	.options = options,
	.settings_size = sizeof(struct order_words),
	.least = 1,
	.most = 1,
	.run = ack_run,
};
