/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Compares what `correlator replay` made of runs of the generator with the truth about them,
 * and with naive groupings and an oracle: a table for each model and one of all, one line last.
 *
 *     score [--json FILE] RUN_FOLDER...
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/command_line.h"
#include "base/duration.h"
#include "base/json.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "score/measure.h"
#include "score/show.h"

struct settings {
	const char *picture;
	int64_t least;
	bool json, list, help;
};

#define PLACE(member) .offset = offsetof(struct settings, member)

static const struct option table[] = {
	{.name = "picture",
		.type = OPTION_FILE,
		PLACE(picture),
		.help = "write a picture (SVG) of precision and recall against loss and "
			"overlap"},
	{.name = "json",
		.type = OPTION_BOOLEAN,
		PLACE(json),
		.help = "print one JSON document"},
	{.name = "least",
		.type = OPTION_INTEGER,
		PLACE(least),
		.value = "0",
		.maximum = 1000,
		.help = "fail below so many of 1000 faults with one incident, of messages put "
			"right or found, of platforms"},
	{.name = "list",
		.type = OPTION_BOOLEAN,
		PLACE(list),
		.help = "name each fault that did not come to exactly one incident"},
	{.name = "help", .type = OPTION_BOOLEAN, PLACE(help), .help = "print this"},
	{0},
};

static struct part *part_of(struct parts *parts, const char *kind, const char *name)
{
	struct part *part;

	for (size_t i = 0; i < parts->count; i++)
		if (strcmp(parts->items[i]->name, name) == 0 &&
			strcmp(parts->items[i]->kind, kind) == 0)
			return parts->items[i];
	parts->items =
		xgrow(parts->items, parts->count, &parts->capacity, sizeof(struct part *));
	part = parts->items[parts->count++] = xcalloc(1, sizeof(*part));
	snprintf(part->kind, sizeof(part->kind), "%s", kind);
	snprintf(part->name, sizeof(part->name), "%s", name);
	return part;
}

/* A run counts for its model, for its loss and its overlap, and for all. */
static void add_run(struct parts *parts, const struct run *run)
{
	char name[64];

	score_add(&part_of(parts, "all", "all")->score, run);
	score_add(&part_of(parts, "model", run->model)->score, run);
	snprintf(name, sizeof(name), "%" PRId64, run->lost);
	score_add(&part_of(parts, "lost", name)->score, run);
	snprintf(name, sizeof(name), "%" PRId64, run->overlap);
	score_add(&part_of(parts, "overlap", name)->score, run);
}

static bool add_folders(
	struct parts *parts, const struct operands *folders, struct error *error)
{
	for (size_t i = 0; i < folders->count; i++) {
		struct run *run = run_load(folders->words[i], error);

		if (!run)
			return false;
		add_run(parts, run);
		run_free(run);
	}
	return true;
}

static bool is_enough(size_t part, size_t of, int64_t least)
{
	return part * 1000 >= of * (size_t)least;
}

static bool is_good(const struct measure *is, int64_t least)
{
	return is->faults && is_enough(is->exact, is->faults, least) &&
	       is_enough(is->right, is->grouped, least) &&
	       is_enough(is->found, is->messages, least) &&
	       is_enough(is->platform, is->judged, least);
}

int main(int count, char **words)
{
	struct settings settings = {0};
	struct operands folders;
	struct parts parts = {0};
	struct error error = {""};
	bool done;

	if (!command_line_read(table, &settings, count - 1, words + 1, &folders, &error)) {
		fprintf(stderr, "score: %s\n", error.text);
		return 2;
	}
	if (settings.help || folders.count == 0) {
		printf("Usage: score [OPTION...] RUN_FOLDER...\n\n");
		command_line_help(table, stdout);
		return settings.help ? 0 : 2;
	}
	part_of(&parts, "all", "all")->score.list = settings.list ? stdout : NULL;
	done = add_folders(&parts, &folders, &error) &&
	       (!settings.picture || show_picture(&parts, settings.picture, &error));
	if (done && settings.json)
		show_json(&parts, stdout);
	else if (done)
		show_tables(&parts, stdout);
	else
		fprintf(stderr, "score: %s\n", error.text);
	done = done &&
	       (!settings.least || is_good(&part_of(&parts, "all", "all")->score.by[GROUP_OURS],
					   settings.least));
	for (size_t i = 0; i < parts.count; i++) {
		score_free(&parts.items[i]->score);
		free(parts.items[i]);
	}
	free(parts.items);
	return done ? 0 : 1;
}
