/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `correlator sources`: who sends what, and who has stopped.
 */
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "tool/client.h"
#include "tool/view.h"

struct sources_words {
	struct client_words client;
	const char *listener, *sort;
};

static const struct option options[] = {
	CLIENT_OPTIONS(struct sources_words, client),
	{.name = "listener",
		.type = OPTION_STRING,
		.offset = offsetof(struct sources_words, listener),
		.help = "only those of this listener"},
	{.name = "sort",
		.type = OPTION_STRING,
		.offset = offsetof(struct sources_words, sort),
		.value = "silent",
		.help = "what comes first: silent, rate, read, refused, malformed, shed, skew"},
	{0},
};

static int64_t refused(const json_t *source)
{
	const json_t *count;
	const char *reason;
	int64_t sum = 0;

	json_object_foreach((json_t *)(uintptr_t)json_object_get(source, "refused"), reason,
		count) sum += json_integer_value(count);
	return sum;
}

static int64_t skew(const json_t *source)
{
	return llabs(json_member_integer(json_object_get(source, "skew"), "median", 0));
}

static const struct order {
	const char *name;
	const char *member; /* or, where that is NULL: */
	int64_t (*value)(const json_t *source);
} orders[] = {
	{"silent", "silent", NULL},
	{"rate", "last_minute", NULL},
	{"read", "read", NULL},
	{"refused", NULL, refused},
	{"malformed", "malformed", NULL},
	{"shed", "shed", NULL},
	{"skew", NULL, skew},
};

enum { ORDERS = sizeof(orders) / sizeof(*orders) };

static const struct order *find_order(const char *name)
{
	for (size_t i = 0; i < ORDERS; i++)
		if (strcmp(orders[i].name, name) == 0)
			return &orders[i];
	return NULL;
}

struct row {
	bool others;
	int64_t value;
	size_t place;
	json_t *source;
};

/* The largest first; the sums of "others" are no source, and come last. */
static int compare(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	if (x->others != y->others)
		return x->others - y->others;
	if (x->value != y->value)
		return x->value < y->value ? 1 : -1;
	return (x->place > y->place) - (x->place < y->place);
}

static struct row row_of(const struct order *order, size_t place, json_t *source)
{
	return (struct row){
		.others = json_object_get(source, "others"),
		.value = order->value ? order->value(source)
				      : json_member_integer(source, order->member, 0),
		.place = place,
		.source = source,
	};
}

static bool is_wanted(const struct sources_words *words, const json_t *source)
{
	return !words->listener ||
	       strcmp(view_string(source, "listener"), words->listener) == 0;
}

/* What is asked for of all that there is. */
static json_t *choose(
	const struct sources_words *words, const struct order *order, const json_t *all)
{
	struct row *rows = xcalloc(json_array_size(all) + 1, sizeof(*rows));
	json_t *chosen = json_array(), *source;
	size_t count = 0, i;

	json_array_foreach(all, i, source) if (is_wanted(words, source)) rows[count++] =
		row_of(order, i, source);
	qsort(rows, count, sizeof(*rows), compare);
	for (i = 0; i < count; i++)
		json_array_append(chosen, rows[i].source);
	free(rows);
	return chosen;
}

static enum status sources_run(const void *settings, const struct operands *operands)
{
	const struct sources_words *words = settings;
	const struct order *order = find_order(words->sort);
	json_t *answer;
	enum status status;

	(void)operands;
	if (!order)
		return command_fail(STATUS_USAGE,
			"--sort: '%s' is none of silent, rate, read, refused, malformed, shed, "
			"skew",
			words->sort);
	status = client_ask(&words->client, json_pack("{s:s}", "command", "sources"), &answer);
	if (status != STATUS_FINE)
		return status;
	json_object_set_new(
		answer, "sources", choose(words, order, json_object_get(answer, "sources")));
	return client_show(&words->client, answer, view_sources);
}

extern const struct command command_sources;
const struct command command_sources = {
	.name = "sources",
	.operands = "",
	.help = "list who sends what, and who has stopped",
	.details =
		"Counted since the daemon started. The longest silent comes first; whoever is "
		"silent\n"
		"for ten times its usual pause is in doubt. CLOCK tells how far a device's "
		"clock is off.",
	.options = options,
	.settings_size = sizeof(struct sources_words),
	.run = sources_run,
};
