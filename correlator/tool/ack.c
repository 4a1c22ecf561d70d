/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `correlator ack`: somebody takes an incident on.
 */
#include <stdlib.h>

#include "tool/client.h"

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

static enum status ack_run(const void *settings, const struct operands *operands)
{
	const struct ack *ack = settings;
	const char *id = operands->words[0], *by = name_of(ack);
	json_t *request = json_object(), *answer;
	enum status status;

	json_object_set_new(request, "command", json_text("ack"));
	json_object_set_new(request, "incident", json_clean(slice_of(id)));
	json_object_set_new(request, "by", json_clean(slice_of(by)));
	json_object_set_new(request, "note", json_clean(slice_of(ack->note)));
	status = client_ask(&ack->client, request, &answer);
	if (status != STATUS_FINE)
		return status;
	if (ack->client.json)
		client_print(answer);
	else
		printf("%s takes on %s: the order is on its way into the journal.\n", by, id);
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
