/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `correlator engines`: who sends SNMPv3 notifications, and who waits for approval.
 */
#include "tool/client.h"
#include "tool/view.h"

struct engines_words {
	struct client_words client;
};

static const struct option options[] = {
	CLIENT_OPTIONS(struct engines_words, client),
	{0},
};

static enum status engines_run(const void *settings, const struct operands *operands)
{
	const struct engines_words *words = settings;
	json_t *answer;
	enum status status =
		client_ask(&words->client, json_pack("{s:s}", "command", "engines"), &answer);

	(void)operands;
	return status == STATUS_FINE ? client_show(&words->client, answer, view_engines)
				     : status;
}

extern const struct command command_engines;
const struct command command_engines = {
	.name = "engines",
	.operands = "",
	.help = "list the SNMPv3 engines that send notifications",
	.details =
		"TAKEN and REFUSED count messages since the daemon started that were signed "
		"as they\n"
		"should be; of others nobody knows whose they are ('correlator status'). One "
		"that is\n"
		"pending waits for 'correlator approve'.",
	.options = options,
	.settings_size = sizeof(struct engines_words),
	.run = engines_run,
};
