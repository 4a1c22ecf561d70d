/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `correlator incidents`: one line for each.
 */
#include "tool/client.h"
#include "tool/view.h"

struct incidents {
	struct client_words client;
	bool all;
};

static const struct option options[] = {
	CLIENT_OPTIONS(struct incidents, client),
	{.name = "all",
		.type = OPTION_BOOLEAN,
		.offset = offsetof(struct incidents, all),
		.help = "closed ones too"},
	{0},
};

static enum status incidents_run(const void *settings, const struct operands *operands)
{
	const struct incidents *incidents = settings;
	struct page page = page_for(stdout);
	json_t *request =
		json_pack("{s:s, s:b}", "command", "incidents", "all", incidents->all);
	json_t *answer;
	enum status status = client_ask(&incidents->client, request, &answer);

	(void)operands;
	if (status != STATUS_FINE)
		return status;
	if (incidents->client.json)
		page_json(&page, answer);
	else
		view_incidents(answer, incidents->all, &page);
	page_finish(&page, stdout);
	json_decref(answer);
	return STATUS_FINE;
}

extern const struct command command_incidents;
const struct command command_incidents = {
	.name = "incidents",
	.operands = "",
	.help = "list the incidents that are open",
	.details = "The newest comes first. Customers are those affected now; of an incident "
		   "that is\n"
		   "over, the most there were.",
	.options = options,
	.settings_size = sizeof(struct incidents),
	.run = incidents_run,
};
