/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/order.h"

#include <stdlib.h>
#include <string.h>

#include "tool/page.h"

static const char *name_of(const struct order_words *words)
{
	const char *user = getenv("USER");

	if (words->by)
		return words->by;
	return user && user[0] ? user : "somebody";
}

/* Ids of alarms are those of incidents with an `a` before the number. */
static bool is_alarm(const char *id)
{
	const char *dash = strchr(id, '-');

	return dash && dash[1] == 'a';
}

static json_t *make_request(const struct order_words *words, const char *name,
	const char *member, const char *id, const char *by)
{
	json_t *request = json_object();

	json_object_set_new(request, "command", json_text(name));
	if (!member)
		member = is_alarm(id) ? "alarm" : "incident";
	json_object_set_new(request, member, json_clean(slice_of(id)));
	json_object_set_new(request, "by", json_clean(slice_of(by)));
	json_object_set_new(request, "note", json_clean(slice_of(words->note)));
	return request;
}

enum status order_give(
	const struct order_words *words, const char *name, const char *member, const char *id,
	const char *says)
{
	const char *by = name_of(words);
	struct page page = page_for(stdout);
	json_t *answer;
	enum status status =
		client_ask(&words->client, make_request(words, name, member, id, by), &answer);

	if (status != STATUS_FINE)
		return status;
	if (words->client.json) {
		page_json(&page, answer);
	} else {
		page_printf(&page, STYLE_PLAIN,
			"%s %s %s; 'correlator audit' will say what came of it.", by, says, id);
		page_line(&page);
	}
	page_finish(&page, stdout);
	json_decref(answer);
	return status;
}
