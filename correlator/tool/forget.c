/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `correlator forget`: an SNMP engine is as if it had never been heard of.
 */
#include "tool/order.h"

static const struct option options[] = {
	ORDER_OPTIONS,
	{0},
};

static enum status forget_run(const void *settings, const struct operands *operands)
{
	return order_give(settings, "forget", "engine", operands->words[0], "forgets");
}

extern const struct command command_forget;
const struct command command_forget = {
	.name = "forget",
	.operands = "ENGINE",
	.help = "forget an SNMPv3 engine, and how far its clock had come",
	.details = "For a network element that was reset or replaced, whose messages are "
		   "refused as too old. Its\n"
		   "next message is that of an engine never heard of: anything that it ever "
		   "sent could\n"
		   "be sent again by somebody who recorded it, until a newer one comes.",
	.options = options,
	.settings_size = sizeof(struct order_words),
	.least = 1,
	.most = 1,
	.run = forget_run,
};
