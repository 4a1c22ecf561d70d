/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `correlator ack`: somebody takes an incident on.
 */
#include <stdlib.h>

#include "tool/client.h"
#include "tool/page.h"

struct ack {
	struct client_words client;
	const char *by, *note;
};

static const struct option options[] = {
	CLIENT_OPTIONS(struct ack, client),
	{.name = "by",
		.type = OPTION_STRING,
		.offset = offsetof(struct ack, by),
		.help = "who takes it on (default: $USER)"},
	{.name = "note",
		.type = OPTION_STRING,
		.offset = offsetof(struct ack, note),
		.value = "",
		.help = "a sentence that goes with it"},
	{0},
};

static const char *name_of(const struct ack *ack)
{
	const char *user = getenv("USER");

	if (ack->by)
		return ack->by;
	return user && user[0] ? user : "somebody";
}

static void put_answer(struct page *page, const char *by, const char *id)
{
	page_printf(page, STYLE_PLAIN, "%s takes on %s; 'correlator show %s' will say so.", by,
		id, id);
	page_line(page);
}

static enum status ack_run(const void *settings, const struct operands *operands)
{
	const struct ack *ack = settings;
	const char *id = operands->words[0], *by = name_of(ack);
	json_t *request = json_object(), *answer;
	struct page page = page_for(stdout);
	enum status status;

	json_object_set_new(request, "command", json_text("ack"));
	json_object_set_new(request, "incident", json_clean(slice_of(id)));
	json_object_set_new(request, "by", json_clean(slice_of(by)));
	json_object_set_new(request, "note", json_clean(slice_of(ack->note)));
	status = client_ask(&ack->client, request, &answer);
	if (status != STATUS_FINE)
		return status;
	if (ack->client.json)
		page_json(&page, answer);
	else
		put_answer(&page, by, id);
	page_finish(&page, stdout);
	json_decref(answer);
	return STATUS_FINE;
}

extern const struct command command_ack;
const struct command command_ack = {
	.name = "ack",
	.operands = "ID",
	.help = "take an incident on",
	.details = "Everybody who was told of the incident is told who took it on.",
	.options = options,
	.settings_size = sizeof(struct ack),
	.least = 1,
	.most = 1,
	.run = ack_run,
};
