/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Makes traps and syslog lines of a network in which known things fail, with the truth about
 * them. doc/generator.md describes models, options and what is written.
 *
 *     generate --seed 1 --minutes 120 MODEL FOLDER
 */
#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/command_line.h"
#include "base/duration.h"
#include "generator/output.h"
#include "generator/relation.h"

struct settings {
	int64_t seed, nodes, minutes;
	struct story_settings story;
	struct air_settings air;
	struct network_flaws flaws;
	bool rules_only, help;
};

#define PLACE(member) .offset = offsetof(struct settings, member)
#define PER_MILLE(member_name, member, default, words)                                         \
	{                                                                                      \
		.name = member_name, .type = OPTION_INTEGER, PLACE(member), .value = default,  \
		.maximum = 999, .help = words                                                  \
	}

static const struct option table[] = {
	{.name = "seed",
		.type = OPTION_INTEGER,
		PLACE(seed),
		.value = "1",
		.maximum = INT64_MAX,
		.help = "another seed, another run"},
	{.name = "nodes",
		.type = OPTION_INTEGER,
		PLACE(nodes),
		.value = "439",
		.minimum = 0,
		.maximum = 1000000,
		.help = "about how many; 0: as many as the model has"},
	{.name = "minutes",
		.type = OPTION_INTEGER,
		PLACE(minutes),
		.value = "120",
		.minimum = 1,
		.maximum = 1000000,
		.help = "in which faults begin"},
	{.name = "alarms",
		.type = OPTION_INTEGER,
		PLACE(story.alarms),
		.value = "88",
		.maximum = 1000000,
		.help = "messages that raise, in ten minutes on 439 nodes"},
	PER_MILLE("overlap", story.overlap, "300",
		"faults with a second one beside them, of 1000"),
	PER_MILLE("works", story.works, "50", "faults that are planned works, of 1000"),
	PER_MILLE("flapping", story.flapping, "50", "faults whose alarms come and go, of 1000"),
	PER_MILLE("restarts", story.restarts, "20", "nodes that restart in a day, of 1000"),
	PER_MILLE("unlisted", story.unlisted, "50", "alarms that no rule knows, of 1000"),
	PER_MILLE("unclear", story.unclear, "20", "alarms that are never cleared, of 1000"),
	PER_MILLE("noise", air.noise, "950", "lines that mean nothing, of 1000"),
	PER_MILLE("lost", air.lost, "0", "datagrams that do not arrive, of 1000"),
	PER_MILLE("duplicates", air.duplicates, "5", "datagrams that arrive twice, of 1000"),
	PER_MILLE("reordered", air.reordered, "20",
		"datagrams that are late by up to three seconds, of 1000"),
	PER_MILLE("misplaced", flaws.misplaced, "20",
		"nodes that the inventory has not, or elsewhere, of 1000"),
	PER_MILLE("skewed", flaws.skewed, "50", "nodes whose clock is wrong, of 1000"),
	PER_MILLE("chatty", flaws.chatty, "10", "nodes that say far too much, of 1000"),
	{.name = "rules-only",
		.type = OPTION_BOOLEAN,
		PLACE(rules_only),
		.help = "write rules, inventory and configuration alone"},
	{.name = "help", .type = OPTION_BOOLEAN, PLACE(help), .help = "print this"},
	{0},
};

static bool write_run(const struct settings *settings, const struct story *story,
	const char *folder, struct error *error)
{
	struct output *output = output_open(folder, story, error);

	if (!output)
		return false;
	air_carry(story, &settings->air, (uint64_t)settings->seed, output_message, output);
	printf("%zu faults, %zu messages of them, %" PRIu64 " datagrams\n",
		story->happening_count, story->cue_count, output_count(output));
	return output_close(output, error) &&
	       truth_write(folder, story, (uint64_t)settings->seed, &settings->air, error);
}

static bool run(struct settings *settings, const struct model *model,
	const struct relation_model *relation, const char *folder, struct error *error)
{
	uint64_t seed = (uint64_t)settings->seed;
	struct network *network = network_make(model, settings->nodes, &settings->flaws, seed);
	struct story *story;
	bool done;

	/* Monday, 2 March 2026, and a day later with each seed. */
	settings->story.begin = (1772409600 + settings->seed % 300 * 86400) * SECONDS;
	settings->story.end = settings->story.begin + settings->minutes * MINUTES;
	mkdir(folder, 0777);
	done = derive_write(folder, network, relation, error);
	if (done && !settings->rules_only) {
		story = story_make(network, &settings->story, seed);
		relation_mark_alike(relation, story);
		done = write_run(settings, story, folder, error);
		story_free(story);
	}
	network_free(network);
	return done;
}

int main(int count, char **words)
{
	struct settings settings = {0};
	struct operands operands;
	struct report report = {0};
	struct error error = {""};
	struct relation_model *relation;
	struct model *model;
	bool done;

	if (!command_line_read(table, &settings, count - 1, words + 1, &operands, &error)) {
		fprintf(stderr, "generate: %s\n", error.text);
		return 2;
	}
	if (settings.help || operands.count != 2) {
		printf("Usage: generate [OPTION...] MODEL FOLDER\n\n");
		command_line_help(table, stdout);
		return settings.help ? 0 : 2;
	}
	model = model_read(operands.words[0], &report);
	relation = model ? relation_model_make(model, &report) : NULL;
	report_print(&report, stderr);
	report_free(&report);
	done = relation && run(&settings, model, relation, operands.words[1], &error);
	if (relation && !done)
		fprintf(stderr, "generate: %s\n", error.text);
	relation_model_free(relation);
	model_free(model);
	return done ? 0 : 1;
}
