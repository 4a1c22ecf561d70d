/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "generator/story.h"

#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/xalloc.h"

enum { TRIES = 300, NODES_OF_RATE = 439 };

static const struct fault_model *draw_fault(
	const struct model *model, bool works, struct draw *draw)
{
	int64_t all = 0, pick;

	for (size_t i = 0; i < model->fault_count; i++)
		all += !works || model->faults[i].works ? model->faults[i].weight : 0;
	pick = draw_between(draw, 0, all - 1);
	for (size_t i = 0; i < model->fault_count; i++) {
		const struct fault_model *fault = &model->faults[i];

		if (works && !fault->works)
			continue;
		pick -= fault->weight;
		if (pick < 0)
			return fault;
	}
	return &model->faults[0];
}

static bool may_have(const struct fault_model *fault, const struct platform_model *platform)
{
	for (size_t i = 0; i < fault->on_count; i++)
		if (fault->on[i] == platform)
			return true;
	return false;
}

/* A node of the platforms that may have it; of `instance`, when there is one. */
static struct node *draw_node(const struct network *network, const struct fault_model *fault,
	const struct instance *instance, struct draw *draw)
{
	for (int i = 0; i < 10000; i++) {
		struct node *node =
			instance ? &network->nodes[instance->first +
						   draw_below(draw, instance->nodes)]
				 : &network->nodes[draw_below(draw, network->node_count)];

		if (may_have(fault, node->instance->model) &&
			(fault->extent != EXTENT_LINK || node->link_count))
			return node;
	}
	return NULL;
}

static void add_node(struct happening *happening, struct node *node)
{
	happening->nodes = xreallocarray(
		happening->nodes, happening->node_count + 1, sizeof(struct node *));
	happening->nodes[happening->node_count++] = node;
}

/* A share of the instance's nodes; of those at the first one's site when that is its extent. */
static void add_share(const struct network *network, struct happening *happening,
	const struct node *first, struct draw *draw)
{
	const struct fault_model *fault = happening->fault;
	int64_t share = draw_between(draw, fault->share_least, fault->share_most);

	for (size_t i = 0; i < happening->instance->nodes; i++) {
		struct node *node = &network->nodes[happening->instance->first + i];

		if (node == first ||
			(fault->extent == EXTENT_SITE && node->site != first->site))
			continue;
		if (draw_per_mille(draw, share * 10))
			add_node(happening, node);
	}
}

static bool place(const struct network *network, struct happening *happening,
	const struct instance *instance, struct draw *draw)
{
	struct node *node = draw_node(network, happening->fault, instance, draw);

	if (!node)
		return false;
	happening->instance = node->instance;
	happening->site = node->site;
	add_node(happening, node);
	if (happening->fault->extent == EXTENT_LINK) {
		happening->link = node->links[draw_below(draw, node->link_count)];
		add_node(happening, link_far_end(happening->link, node));
	} else if (happening->fault->extent != EXTENT_NODE) {
		add_share(network, happening, node, draw);
	}
	return true;
}

/* One fault; on `instance`, unless that is NULL. NULL when there is no place for it. */
static struct happening *add(
	struct story *story, const struct instance *instance, int64_t start, struct draw *draw)
{
	const struct story_settings *settings = &story->settings;
	bool works = draw_per_mille(draw, settings->works);
	struct happening *happening;

	for (size_t i = 0, any = 0; works && i <= story->network->model->fault_count; i++) {
		if (i == story->network->model->fault_count)
			works = any > 0;
		else
			any += story->network->model->faults[i].works;
	}
	story->happenings = xgrow(story->happenings, story->happening_count,
		&story->happening_capacity, sizeof(struct happening));
	happening = &story->happenings[story->happening_count];
	*happening = (struct happening){
		.fault = draw_fault(story->network->model, works, draw),
		.works = works,
		.flapping = draw_per_mille(draw, settings->flapping),
		.start = start,
	};
	if (!place(story->network, happening, instance, draw))
		return NULL;
	happening->end = start + draw_span(draw, &happening->fault->duration);
	story->happening_count++;
	return happening;
}

/* Beside it, on the same platform or one that depends on it. */
static void add_twin(struct story *story, size_t of, struct draw *draw)
{
	const struct instance *instance = story->happenings[of].instance;
	int64_t start = story->happenings[of].start;
	int64_t length = story->happenings[of].end - start;

	if (instance->dependent_count && draw_below(draw, 2))
		instance = instance->dependents[draw_below(draw, instance->dependent_count)];
	add(story, instance, start + draw_between(draw, 0, length), draw);
}

static void forget_cues(struct story *story)
{
	story->cue_count = 0;
	for (size_t i = 0; i < story->happening_count; i++)
		free(story->happenings[i].nodes);
	story->happening_count = 0;
}

/* How long until the next fault, so that as many messages come as wanted. */
static int64_t mean_wait(struct story *story, struct draw *draw)
{
	int64_t wanted = story->settings.alarms * (int64_t)story->network->node_count;
	int64_t raises = 0, faults = 0;

	for (int i = 0; i < TRIES; i++) {
		size_t first = story->happening_count;

		if (!add(story, NULL, story->settings.begin, draw))
			continue;
		if (draw_per_mille(draw, story->settings.overlap))
			add_twin(story, first, draw);
		faults++;
		for (size_t k = first; k < story->happening_count; k++)
			story_tell(story, k, NULL, draw);
	}
	for (size_t i = 0; i < story->cue_count; i++)
		raises += story->cues[i].deed != DEED_CLEAR;
	forget_cues(story);
	if (wanted == 0 || raises == 0)
		return 0;
	return 10 * MINUTES * NODES_OF_RATE / wanted * raises / faults;
}

static int by_start(const void *left, const void *right)
{
	const struct happening *a = left, *b = right;

	return a->start < b->start ? -1 : a->start > b->start;
}

static int by_time(const void *left, const void *right)
{
	const struct cue *a = left, *b = right;

	if (a->time != b->time)
		return a->time < b->time ? -1 : 1;
	return a->node < b->node ? -1 : a->node > b->node;
}

/* When which node restarts; 0: never. */
static int64_t *draw_restarts(struct story *story, struct draw *draw)
{
	const struct story_settings *settings = &story->settings;
	int64_t length = settings->end - settings->begin;
	int64_t *restarts = xcalloc(story->network->node_count, sizeof(int64_t));

	for (size_t i = 0; story->network->model->restart && i < story->network->node_count;
		i++) {
		struct cue cue = {.node = &story->network->nodes[i],
			.happening = UINT32_MAX,
			.deed = DEED_RESTART};
		int64_t chances = settings->restarts * (length / MINUTES) / (24 * 60);

		if (!draw_per_mille(draw, chances))
			continue;
		cue.time = restarts[i] = settings->begin + draw_between(draw, 0, length);
		story->cues = xgrow(story->cues, story->cue_count, &story->cue_capacity,
			sizeof(struct cue));
		story->cues[story->cue_count++] = cue;
	}
	return restarts;
}

struct story *story_make(
	const struct network *network, const struct story_settings *settings, uint64_t seed)
{
	struct story *story = xcalloc(1, sizeof(*story));
	struct draw draw = draw_stream(seed, 's');
	int64_t *restarts, wait;

	story->network = network;
	story->settings = *settings;
	wait = mean_wait(story, &draw);
	restarts = draw_restarts(story, &draw);
	for (int64_t time = settings->begin + draw_wait(&draw, wait);
		wait && time < settings->end; time += draw_wait(&draw, wait) + 1) {
		size_t first = story->happening_count;

		if (add(story, NULL, time, &draw) && draw_per_mille(&draw, settings->overlap))
			add_twin(story, first, &draw);
	}
	qsort(story->happenings, story->happening_count, sizeof(struct happening), by_start);
	for (size_t i = 0; i < story->happening_count; i++)
		story_tell(story, i, restarts, &draw);
	qsort(story->cues, story->cue_count, sizeof(struct cue), by_time);
	free(restarts);
	return story;
}

void story_free(struct story *story)
{
	for (size_t i = 0; i < story->happening_count; i++)
		free(story->happenings[i].nodes);
	free(story->happenings);
	free(story->cues);
	free(story);
}
