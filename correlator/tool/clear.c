/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `correlator clear`: what the network will not say any more, an operator says.
 */
#include "tool/order.h"

static const struct option options[] = {
	ORDER_OPTIONS,
	{0},
};

static enum status clear_run(const void *settings, const struct operands *operands)
{
	return order_give(settings, "clear", NULL, operands->words[0], "clears");
}

extern const struct command command_clear;
const struct command command_clear = {
	.name = "clear",
	.operands = "ID",
	.help = "clear an alarm, or every alarm of an incident, by hand",
	.details = "ID is that of an alarm or of an incident. It is for alarms whose end "
		   "nobody reports:\n"
		   "a rule that is gone, a node that was taken away. If the fault is still "
		   "there, its\n"
		   "next event raises the alarm again.",
	.options = options,
	.settings_size = sizeof(struct order_words),
	.least = 1,
	.most = 1,
	.run = clear_run,
};
