/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `correlator note`: a sentence that stays with an incident.
 */
#include "tool/order.h"

static const struct option options[] = {
	CLIENT_OPTIONS(struct order_words, client),
	{.name = "by",
		.type = OPTION_STRING,
		.offset = offsetof(struct order_words, by),
		.help = "who says it (default: $USER)"},
	{0},
};

static enum status note_run(const void *settings, const struct operands *operands)
{
	struct order_words words = *(const struct order_words *)settings;

	words.note = operands->words[1];
	return order_give(&words, "note", NULL, operands->words[0], "notes something at");
}

extern const struct command command_note;
const struct command command_note = {
	.name = "note",
	.operands = "ID TEXT",
	.help = "write a sentence at an incident",
	.details = "It takes the place of the one before ('correlator audit' keeps all), and "
		   "goes\n"
		   "along with the alerts that follow.",
	.options = options,
	.settings_size = sizeof(struct order_words),
	.least = 2,
	.most = 2,
	.run = note_run,
};
