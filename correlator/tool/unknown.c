/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `correlator unknown`: what no rule matches, by shape.
 */
#include "tool/client.h"
#include "tool/unknown_rows.h"

struct unknown_words {
	struct client_words client;
	const char *names;
	int64_t most;
};

static const struct option options[] = {
	CLIENT_OPTIONS(struct unknown_words, client),
	{.name = "names",
		.type = OPTION_FILE,
		.offset = offsetof(struct unknown_words, names),
		.help = "names made by 'correlator mibs' (default: the daemon's)"},
	{.name = "most",
		.type = OPTION_INTEGER,
		.offset = offsetof(struct unknown_words, most),
		.value = "40",
		.minimum = 1,
		.maximum = 100000,
		.help = "how many to show; JSON has all"},
	{0},
};

/* Traps are called by their names where these are known; it is no fault where not. */
static void add_names(json_t *list, const char *file)
{
	struct error error;
	struct names *names = file ? names_load(file, &error) : NULL;

	unknown_add_names(list, names);
	names_free(names);
}

static enum status unknown_run(const void *settings, const struct operands *operands)
{
	const struct unknown_words *words = settings;
	struct page page = page_for(stdout);
	json_t *answer;
	enum status status =
		client_ask(&words->client, json_pack("{s:s}", "command", "unknown"), &answer);

	(void)operands;
	if (status != STATUS_FINE)
		return status;
	add_names(json_object_get(answer, "unknown"),
		words->names ? words->names : json_member_string(answer, "names", NULL));
	if (words->client.json)
		page_json(&page, answer);
	else
		view_unknown(answer, (size_t)words->most, &page);
	page_finish(&page, stdout);
	json_decref(answer);
	return STATUS_FINE;
}

extern const struct command command_unknown;
const struct command command_unknown = {
	.name = "unknown",
	.operands = "",
	.help = "list the messages that no rule matches",
	.details = "Lines that differ only in numbers, addresses, quoted words and the like "
		   "are one\n"
		   "entry: how many came, since when, from whom, and one of them. The most\n"
		   "frequent comes first, and how a rule for it might begin comes last.",
	.options = options,
	.settings_size = sizeof(struct unknown_words),
	.run = unknown_run,
};
