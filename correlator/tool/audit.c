/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `correlator audit`: who ordered what, when, and what came of it.
 */
#include "base/duration.h"
#include "tool/client.h"
#include "tool/record_filter.h"
#include "tool/view.h"

struct audit {
	struct client_words client;
	const char *from, *to, *by, *incident;
};

static const struct option options[] = {
	CLIENT_OPTIONS(struct audit, client),
	{.name = "from",
		.type = OPTION_STRING,
		.offset = offsetof(struct audit, from),
		.help = "from this time on, such as '2012-08-29 12:00'"},
	{.name = "to",
		.type = OPTION_STRING,
		.offset = offsetof(struct audit, to),
		.help = "up to this time"},
	{.name = "by",
		.type = OPTION_STRING,
		.offset = offsetof(struct audit, by),
		.help = "only what this person ordered"},
	{.name = "incident",
		.type = OPTION_STRING,
		.offset = offsetof(struct audit, incident),
		.help = "only what was ordered for this incident"},
	{0},
};

static void put_text(json_t *request, const char *name, const char *text)
{
	if (text)
		json_object_set_new(request, name, json_clean(slice_of(text)));
}

/* False after saying that it is none. */
static bool put_time(json_t *request, const char *name, const char *text)
{
	char printed[TIME_TEXT];
	int64_t time;

	if (!text)
		return true;
	if (!moment_parse(text, &time)) {
		command_fail(STATUS_USAGE, "--%s: '%s' is no time such as '2012-08-29 12:00'",
			name, text);
		return false;
	}
	json_object_set_new(request, name, json_text(time_print(time, printed)));
	return true;
}

static void print(const struct audit *audit, const json_t *answer)
{
	struct page page = page_for(stdout);

	if (audit->client.json)
		page_json(&page, answer);
	else
		view_audit(answer, &page);
	page_finish(&page, stdout);
}

static enum status audit_run(const void *settings, const struct operands *operands)
{
	const struct audit *audit = settings;
	json_t *request = json_object(), *answer;
	enum status status;

	(void)operands;
	put_text(request, "command", "audit");
	put_text(request, "incident", audit->incident);
	put_text(request, "by", audit->by);
	if (!put_time(request, "from", audit->from) || !put_time(request, "to", audit->to)) {
		json_decref(request);
		return STATUS_USAGE;
	}
	status = client_ask(&audit->client, request, &answer);
	if (status != STATUS_FINE)
		return status;
	print(audit, answer);
	json_decref(answer);
	return status;
}

extern const struct command command_audit;
const struct command command_audit = {
	.name = "audit",
	.operands = "",
	.help = "list who ordered what, and what came of it",
	.details = "The newest comes first. Rules that took hold are listed too.",
	.options = options,
	.settings_size = sizeof(struct audit),
	.run = audit_run,
};
