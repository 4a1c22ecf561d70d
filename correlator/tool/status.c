/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `correlator status`: what came in, and what became of it.
 */
#include "tool/client.h"
#include "tool/view.h"

struct status_words {
	struct client_words client;
};

static const struct option options[] = {
	CLIENT_OPTIONS(struct status_words, client),
	{0},
};

static enum status status_run(const void *settings, const struct operands *operands)
{
	const struct status_words *words = settings;
	json_t *answer;
	enum status status =
		client_ask(&words->client, json_pack("{s:s}", "command", "status"), &answer);

	(void)operands;
	return status == STATUS_FINE ? client_show(&words->client, answer, view_status)
				     : status;
}

extern const struct command command_status;
const struct command command_status = {
	.name = "status",
	.operands = "",
	.help = "show what came in and what became of it",
	.details = "The account of a listener is exact: read = journaled + duplicates + "
		   "shed + refused.",
	.options = options,
	.settings_size = sizeof(struct status_words),
	.run = status_run,
};
