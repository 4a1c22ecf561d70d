/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `correlator show`: one incident as a page, from the daemon or from a document in a file.
 */
#include <stdlib.h>

#include "base/file.h"
#include "tool/client.h"
#include "tool/view.h"

struct show {
	struct client_words client;
	const char *file;
};

static const struct option options[] = {
	CLIENT_OPTIONS(struct show, client),
	{.name = "file",
		.type = OPTION_FILE,
		.offset = offsetof(struct show, file),
		.help = "show a document saved with --json instead of asking the daemon"},
	{0},
};

static enum status load(const char *path, json_t **document)
{
	struct text text = {0};
	struct error error = {0};
	enum status status = STATUS_FINE;

	*document = NULL;
	if (!file_read(path, &text, &error))
		status = command_fail(STATUS_TROUBLE, "%s", error.text);
	else if (!(*document = json_parse(text_slice(&text), &error)))
		status = command_fail(STATUS_TROUBLE, "%s: %s", path, error.text);
	else if (!json_is_object(json_object_get(*document, "incident")))
		status = command_fail(STATUS_TROUBLE,
			"%s is no document made by 'correlator show ID --json'", path);
	if (status != STATUS_FINE)
		json_decref(*document);
	text_free(&text);
	return status;
}

static enum status show_run(const void *settings, const struct operands *operands)
{
	const struct show *show = settings;
	json_t *document;
	enum status status;

	if ((show->file != NULL) == (operands->count > 0))
		return command_fail(STATUS_USAGE, "show takes the id of an incident "
						  "('correlator incidents' lists them), or "
						  "--file");
	if (show->file)
		status = load(show->file, &document);
	else
		status = client_ask(&show->client,
			json_pack("{s:s, s:s}", "command", "show", "incident",
				operands->words[0]),
			&document);
	return status == STATUS_FINE ? client_show(&show->client, document, view_incident)
				     : status;
}

extern const struct command command_show;
const struct command command_show = {
	.name = "show",
	.operands = "ID",
	.help = "show one incident: what, who, why, and what was told",
	.details = "Times are UTC. Every alarm says why it belongs to the incident, with the "
		   "line of\n"
		   "the rules that says so.",
	.options = options,
	.settings_size = sizeof(struct show),
	.most = 1,
	.run = show_run,
};
