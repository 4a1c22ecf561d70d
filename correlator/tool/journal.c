/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/journal.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "tool/feed.h"

static const struct option options[] = {
	{.name = "kind",
		.type = OPTION_STRING,
		.offset = offsetof(struct journal_words, filter.kinds),
		.help = "print: only records of this kind; several with commas"},
	{.name = "first",
		.type = OPTION_INTEGER,
		.offset = offsetof(struct journal_words, filter.first),
		.maximum = INT64_MAX,
		.help = "print: from this record number on"},
	{.name = "last",
		.type = OPTION_INTEGER,
		.offset = offsetof(struct journal_words, filter.last),
		.maximum = INT64_MAX,
		.help = "print: up to this record number"},
	{.name = "from",
		.type = OPTION_STRING,
		.offset = offsetof(struct journal_words, filter.from),
		.help = "print: from this time on, such as '2012-08-29 12:00'"},
	{.name = "to",
		.type = OPTION_STRING,
		.offset = offsetof(struct journal_words, filter.to),
		.help = "print: up to this time"},
	{.name = "host",
		.type = OPTION_STRING,
		.offset = offsetof(struct journal_words, filter.host),
		.help = "print: only events of this host or peer; may hold * and ?"},
	{.name = "grep",
		.type = OPTION_STRING,
		.offset = offsetof(struct journal_words, filter.grep),
		.help = "print: only what holds this text"},
	{.name = "match",
		.type = OPTION_STRING,
		.offset = offsetof(struct journal_words, filter.match),
		.help = "print: only what this PCRE2 pattern matches"},
	{.name = "limit",
		.type = OPTION_INTEGER,
		.offset = offsetof(struct journal_words, limit),
		.maximum = INT64_MAX,
		.help = "print: at most so many"},
	{.name = "newest",
		.type = OPTION_BOOLEAN,
		.offset = offsetof(struct journal_words, newest),
		.help = "print: the newest first"},
	{.name = "json",
		.type = OPTION_BOOLEAN,
		.offset = offsetof(struct journal_words, json),
		.help = "print JSON: one document; of records one a line"},
	{0},
};

static const struct action {
	const char *name;
	enum status (*run)(const struct journal_place *, const struct journal_words *);
} actions[] = {
	{"list", journal_list},
	{"print", journal_print},
	{"verify", journal_verify},
};

static void show_progress(uint64_t done, uint64_t total)
{
	fprintf(stderr, "\rreading the journal: %" PRIu64 " %% ",
		total ? done * 100 / total : 100);
}

void (*journal_progress(void))(uint64_t done, uint64_t total)
{
	return isatty(STDERR_FILENO) ? show_progress : NULL;
}

void journal_progress_end(void)
{
	if (isatty(STDERR_FILENO))
		fputs("\r\033[K", stderr);
}

/* The folder may be the state folder or that of the journal itself. */
static void find_place(const char *folder, struct journal_place *place)
{
	text_printf(&place->journal, "%s/journal", folder);
	if (feed_is_journal(text_get(&place->journal))) {
		text_string(&place->state, folder);
		return;
	}
	text_reset(&place->journal);
	text_string(&place->journal, folder);
}

static const struct action *find_action(const char *name)
{
	for (size_t i = 0; i < sizeof(actions) / sizeof(*actions); i++)
		if (strcmp(actions[i].name, name) == 0)
			return &actions[i];
	return NULL;
}

static enum status journal_run(const void *settings, const struct operands *operands)
{
	const char *folder = operands->words[operands->count - 1];
	const struct action *action =
		operands->count > 1 ? find_action(operands->words[0]) : actions;
	struct journal_place place = {0};
	enum status status;

	if (!action)
		return command_fail(STATUS_USAGE,
			"'%s' is nothing to do with a journal: it is list, print or verify",
			operands->words[0]);
	find_place(folder, &place);
	status = action->run(&place, settings);
	text_free(&place.state);
	text_free(&place.journal);
	return status;
}

extern const struct command command_journal;
const struct command command_journal = {
	.name = "journal",
	.operands = "[list|print|verify] STATE",
	.help = "look into a journal",
	.details = "STATE is the state folder of the daemon, or the folder of a journal "
		   "alone.\n"
		   "list: its segments and snapshots, and what is missing.\n"
		   "print: its records, one a line.\n"
		   "verify: reads everything, and computes the newest snapshot once more from "
		   "the\n"
		   "one before; damage is named, and makes the exit status 1.\n"
		   "Nothing is written, and the daemon may be running.",
	.options = options,
	.settings_size = sizeof(struct journal_words),
	.least = 1,
	.most = 2,
	.run = journal_run,
};
