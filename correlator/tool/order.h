/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What the commands have in common that order something: ack, clear, close, note.
 */
#ifndef TOOL_ORDER_H
#define TOOL_ORDER_H

#include "tool/client.h"

struct order_words {
	struct client_words client;
	const char *by, *note;
};

/* Rows of the option table of a command whose settings are struct order_words. */
#define ORDER_OPTIONS                                                                          \
	CLIENT_OPTIONS(struct order_words, client),                                            \
		{.name = "by",                                                                 \
			.type = OPTION_STRING,                                                 \
			.offset = offsetof(struct order_words, by),                            \
			.help = "who orders it (default: $USER)"},                             \
	{                                                                                      \
		.name = "note", .type = OPTION_STRING,                                         \
		.offset = offsetof(struct order_words, note), .value = "",                     \
		.help = "a sentence that goes with it"                                         \
	}

/* Orders `name` for an incident or alarm by its id, or for `member`, if not NULL; prints "who SAYS id" or the answer. */
enum status order_give(
	const struct order_words *words, const char *name, const char *member, const char *id,
	const char *says);

#endif
