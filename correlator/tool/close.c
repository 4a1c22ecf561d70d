/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `correlator close`: an incident is over because an operator says so.
 */
#include "tool/order.h"

static const struct option options[] = {
	ORDER_OPTIONS,
	{0},
};

static enum status close_run(const void *settings, const struct operands *operands)
{
	return order_give(settings, "close", NULL, operands->words[0], "closes");
}

extern const struct command command_close;
const struct command command_close = {
	.name = "close",
	.operands = "ID",
	.help = "close an incident by hand",
	.details = "What is still raised of it is cleared by hand, everybody who was told of "
		   "it is told\n"
		   "that it is cleared and closed, and what comes later is another incident.",
	.options = options,
	.settings_size = sizeof(struct order_words),
	.least = 1,
	.most = 1,
	.run = close_run,
};
