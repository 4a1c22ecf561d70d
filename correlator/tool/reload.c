/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `correlator reload`: rules, inventory, routes, users of SNMPv3 and certificates as the files
 * are now.
 */
#include <stdlib.h>

#include "tool/client.h"
#include "tool/command.h"
#include "tool/page.h"

struct words {
	struct client_words client;
	const char *by;
};

static const struct option options[] = {
	CLIENT_OPTIONS(struct words, client),
	{.name = "by",
		.type = OPTION_STRING,
		.offset = offsetof(struct words, by),
		.help = "who you are (default: $USER)"},
	{0},
};

static void put_ids(struct page *page, const json_t *ids)
{
	const json_t *id;
	size_t i;

	json_array_foreach(ids, i, id)
		page_printf(page, STYLE_PLAIN, "%s%s", i ? " " : "", json_string_value(id));
}

/* "alarms      1 added, 2 changed: +a ~b ~c" */
static void put_kind(struct page *page, const char *kind, const json_t *changes)
{
	static const char *const words[] = {"added", "removed", "changed"};
	const char *comma = "";

	page_put(page, STYLE_DIM, kind);
	page_to(page, 12);
	for (size_t i = 0; i < 3; i++) {
		json_int_t count = json_member_integer(changes, words[i], 0);

		if (count == 0)
			continue;
		page_printf(page, STYLE_PLAIN, "%s%lld %s", comma, (long long)count, words[i]);
		comma = ", ";
	}
	if (json_is_object(changes))
		page_put(page, STYLE_PLAIN, ": ");
	else
		page_put(page, STYLE_PLAIN, "changed");
	put_ids(page, json_object_get(changes, "ids"));
	page_line(page);
}

static void put_names(
	struct page *page, enum style style, const char *what, const json_t *names)
{
	if (json_array_size(names) == 0)
		return;
	page_printf(page, style, "%s: ", what);
	put_ids(page, names);
	page_line(page);
}

static void view(const json_t *answer, struct page *page)
{
	const json_t *changed = json_object_get(answer, "changed"), *changes;
	const char *kind;

	if (json_is_true(json_object_get(answer, "same")))
		page_put(page, STYLE_PLAIN,
			json_object_size(changed) == 0
				? "The files are as before; nothing changes."
				: "The rules are as before.");
	else
		page_printf(page, STYLE_PLAIN, "Set %.12s is in force from here on.",
			json_member_string(answer, "set", ""));
	page_line(page);
	json_object_foreach((json_t *)(uintptr_t)changed, kind, changes)
		put_kind(page, kind, changes);
	put_names(page, STYLE_PLAIN, "Certificates were read again",
		json_object_get(answer, "renewed"));
	put_names(page, STYLE_YELLOW, "It takes a restart to change",
		json_object_get(answer, "restart"));
}

static json_t *make_request(const struct words *words)
{
	const char *user = getenv("USER");
	const char *by = words->by ? words->by : user && user[0] ? user : "somebody";
	json_t *request = json_object();

	json_object_set_new(request, "command", json_text("reload"));
	json_object_set_new(request, "by", json_clean(slice_of(by)));
	return request;
}

static enum status reload_run(const void *settings, const struct operands *operands)
{
	const struct words *words = settings;
	json_t *answer;
	enum status status = client_ask(&words->client, make_request(words), &answer);

	(void)operands;
	return status == STATUS_FINE ? client_show(&words->client, answer, view) : status;
}

extern const struct command command_reload;
const struct command command_reload = {
	.name = "reload",
	.operands = "",
	.help = "take rules, inventory, routes, SNMPv3 users and certificates as the files are "
		"now",
	.details =
		"Files with mistakes change nothing; each mistake is printed. What is open is "
		"taken over:\nplaces are found anew, alarms whose rule is gone stay until they "
		"are cleared.",
	.options = options,
	.settings_size = sizeof(struct words),
	.run = reload_run,
};
