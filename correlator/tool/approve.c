/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `correlator approve`: an SNMP engine is known from now on.
 */
#include "tool/order.h"

static const struct option options[] = {
	ORDER_OPTIONS,
	{0},
};

static enum status approve_run(const void *settings, const struct operands *operands)
{
	return order_give(settings, "approve", "engine", operands->words[0], "approves of");
}

extern const struct command command_approve;
const struct command command_approve = {
	.name = "approve",
	.operands = "ENGINE",
	.help = "let an SNMPv3 engine in that waits for approval",
	.details = "ENGINE is an engine id as `correlator engines` shows it; one that was "
		   "never heard of may be\n"
		   "approved of beforehand. What it sends from then on is taken.",
	.options = options,
	.settings_size = sizeof(struct order_words),
	.least = 1,
	.most = 1,
	.run = approve_run,
};
