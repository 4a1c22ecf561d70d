/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "score/show.h"

#include <inttypes.h>
#include <string.h>

#include "base/duration.h"
#include "base/json.h"
#include "base/text.h"

static const char *const grouping_names[GROUPINGS] = {[GROUP_OURS] = "correlator",
	[GROUP_NODE] = "by node, gap 15m",
	[GROUP_PLATFORM] = "by platform, gap 15m",
	[GROUP_TYPE] = "by alarm type, gap 15m",
	[GROUP_ORACLE] = "oracle"};

enum { RATIO_TEXT = 16 };

/* In per cent with two decimals; "-" of nothing. */
static const char *percent(size_t part, size_t of, char out[RATIO_TEXT])
{
	if (of)
		snprintf(
			out, RATIO_TEXT, "%zu.%02zu", part * 100 / of, part * 10000 / of % 100);
	else
		snprintf(out, RATIO_TEXT, "-");
	return out;
}

static void show_grouping(const char *name, const struct measure *measure, FILE *to)
{
	char exact[RATIO_TEXT], merged[RATIO_TEXT], split[RATIO_TEXT], precision[RATIO_TEXT],
		recall[RATIO_TEXT], groups[RATIO_TEXT];

	fprintf(to, "  %-24s %8s %8s %8s %10s %8s %8s\n", name,
		percent(measure->exact, measure->faults, exact),
		percent(measure->merged, measure->faults, merged),
		percent(measure->split, measure->faults, split),
		percent(measure->right, measure->grouped, precision),
		percent(measure->found, measure->messages, recall),
		percent(measure->groups, (measure->faults + measure->alike) * 100, groups));
}

static void show_right(const struct measure *is, FILE *to)
{
	char platform[RATIO_TEXT], class[RATIO_TEXT], services[RATIO_TEXT],
		customers[RATIO_TEXT], alike[RATIO_TEXT];

	fprintf(to,
		"  right: platform %s %%, class %s %%, services %s %%, customers (within 10 "
		"%%) "
		"%s %%\n",
		percent(is->platform, is->judged, platform),
		percent(is->class, is->judged, class),
		percent(is->services, is->judged, services),
		percent(is->customers, is->judged, customers));
	fprintf(to,
		"  not exact: %zu merged, %zu split, %zu not announced; of these %zu with a "
		"node "
		"that the inventory has wrong, %zu whose root never said a word that arrived "
		"and is listed, %zu flapping, %zu others\n",
		is->merged, is->split, is->missed, is->why_misplaced, is->why_rootless,
		is->why_flapping, is->why_other);
	fprintf(to,
		"  apart: %zu faults that the causes relation cannot tell from another, %s %% "
		"of "
		"them with an incident of their own\n",
		is->alike, percent(is->alike_exact, is->alike, alike));
}

static void show_rates(struct score *score, FILE *to)
{
	const struct measure *is = &score->by[GROUP_OURS];
	size_t faults = is->faults + is->alike;
	int64_t flood_before = samples_flood(&score->before);
	int64_t flood_after = samples_flood(&score->after);
	char half[DURATION_TEXT], most[DURATION_TEXT], alerts[RATIO_TEXT], tickets[RATIO_TEXT];

	fprintf(to,
		"  from the root's first message to the alert: half within %s, 95 %% within "
		"%s\n",
		duration_print(samples_rank(&score->delays, 50), half),
		duration_print(samples_rank(&score->delays, 95), most));
	fprintf(to, "  of each fault %s tickets, %s alerts\n",
		percent(is->tickets, faults * 100, tickets),
		percent(is->alerts, faults * 100, alerts));
	fprintf(to,
		"  in ten minutes on 439 nodes: half %" PRId64 ", 99 %% %" PRId64
		", peak %" PRId64 " alarms, in flood %" PRId64 ".%" PRId64
		" %% of the time; half %" PRId64 ", 99 %% %" PRId64 ", peak %" PRId64
		" alerts, %" PRId64 ".%" PRId64 " %%\n",
		samples_rank(&score->before, 50), samples_rank(&score->before, 99),
		samples_rank(&score->before, 100), flood_before / 10, flood_before % 10,
		samples_rank(&score->after, 50), samples_rank(&score->after, 99),
		samples_rank(&score->after, 100), flood_after / 10, flood_after % 10);
}

static void show_part(struct part *part, FILE *to)
{
	struct score *score = &part->score;
	const struct measure *is = &score->by[GROUP_OURS];

	fprintf(to,
		"%s%s%s: %zu runs, %" PRIu64
		" datagrams, %zu faults, %zu messages of them; %zu "
		"messages that no rule lists\n",
		strcmp(part->kind, "model") == 0 ? "" : part->kind,
		strcmp(part->kind, "model") == 0 || strcmp(part->kind, "all") == 0 ? "" : " ",
		strcmp(part->kind, "all") == 0 ? "" : part->name, is->runs, score->datagrams,
		is->faults + is->alike, is->messages, score->unlisted);
	fprintf(to, "  %-24s %8s %8s %8s %10s %8s %8s\n", "%", "exact", "merged", "split",
		"precision", "recall", "groups");
	for (int i = 0; i < GROUPINGS; i++)
		show_grouping(grouping_names[i], &score->by[i], to);
	show_right(is, to);
	show_rates(score, to);
	fprintf(to, "\n");
}

static struct part *find(const struct parts *parts, const char *kind)
{
	for (size_t i = 0; i < parts->count; i++)
		if (strcmp(parts->items[i]->kind, kind) == 0)
			return parts->items[i];
	return NULL;
}

void show_tables(const struct parts *parts, FILE *to)
{
	const struct measure *is = &find(parts, "all")->score.by[GROUP_OURS];
	char exact[RATIO_TEXT], merged[RATIO_TEXT], split[RATIO_TEXT], precision[RATIO_TEXT],
		recall[RATIO_TEXT], platform[RATIO_TEXT];

	for (size_t i = 0; i < parts->count; i++)
		if (strcmp(parts->items[i]->kind, "all") != 0)
			show_part(parts->items[i], to);
	show_part(find(parts, "all"), to);
	fprintf(to,
		"figures: %zu runs, %zu faults: exactly one incident %s %%, merged %s %%, "
		"split "
		"%s "
		"%%, precision %s %%, recall %s %%, platform %s %%\n",
		is->runs, is->faults, percent(is->exact, is->faults, exact),
		percent(is->merged, is->faults, merged), percent(is->split, is->faults, split),
		percent(is->right, is->grouped, precision),
		percent(is->found, is->messages, recall),
		percent(is->platform, is->judged, platform));
}

static json_t *measure_json(const struct measure *is)
{
	return json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I}", "faults",
		(json_int_t)is->faults, "exact", (json_int_t)is->exact, "merged",
		(json_int_t)is->merged, "split", (json_int_t)is->split, "missed",
		(json_int_t)is->missed, "alike", (json_int_t)is->alike, "alike_exact",
		(json_int_t)is->alike_exact, "messages", (json_int_t)is->messages, "grouped",
		(json_int_t)is->grouped, "right", (json_int_t)is->right, "found",
		(json_int_t)is->found);
}

static json_t *part_json(struct part *part)
{
	const struct measure *is = &part->score.by[GROUP_OURS];
	json_t *json = json_object(), *groupings = json_object();

	json_object_set_new(json, "kind", json_text(part->kind));
	json_object_set_new(json, "name", json_text(part->name));
	json_object_set_new(json, "runs", json_integer((json_int_t)is->runs));
	for (int i = 0; i < GROUPINGS; i++)
		json_object_set_new(
			groupings, grouping_names[i], measure_json(&part->score.by[i]));
	json_object_set_new(json, "groupings", groupings);
	json_object_set_new(json, "judged", json_integer((json_int_t)is->judged));
	json_object_set_new(json, "platform", json_integer((json_int_t)is->platform));
	json_object_set_new(json, "class", json_integer((json_int_t)is->class));
	json_object_set_new(json, "services", json_integer((json_int_t)is->services));
	json_object_set_new(json, "customers", json_integer((json_int_t)is->customers));
	json_object_set_new(json, "alerts", json_integer((json_int_t)is->alerts));
	json_object_set_new(json, "tickets", json_integer((json_int_t)is->tickets));
	return json;
}

void show_json(const struct parts *parts, FILE *to)
{
	json_t *list = json_array();
	struct text text = {0};

	for (size_t i = 0; i < parts->count; i++)
		json_array_append_new(list, part_json(parts->items[i]));
	json_print(list, &text);
	fprintf(to, "%s\n", text_get(&text));
	text_free(&text);
	json_decref(list);
}
