/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * How one fault shows: which nodes say what, when, how often, and when they take it back.
 */
#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/xalloc.h"
#include "generator/relation.h"
#include "generator/story.h"

enum { FLAPS_MAXIMUM = 20, CHATTY_FACTOR = 10 };
#define BOOT_LEAST (60 * SECONDS)
#define BOOT_MOST  (180 * SECONDS)

/* A node, and the link that it would speak of. */
struct speaker {
	struct node *node;
	const struct link *link;
};

struct speakers {
	struct speaker *items;
	size_t count, capacity;
};

static void add_speaker(struct speakers *speakers, struct node *node, const struct link *link)
{
	speakers->items = xgrow(
		speakers->items, speakers->count, &speakers->capacity, sizeof(struct speaker));
	speakers->items[speakers->count++] = (struct speaker){node, link};
}

static bool is_here(const struct happening *happening, const struct node *node)
{
	for (size_t i = 0; i < happening->node_count; i++)
		if (happening->nodes[i] == node)
			return true;
	return false;
}

static void add_neighbours(struct speakers *speakers, const struct happening *happening)
{
	for (size_t i = 0; i < happening->node_count; i++)
		for (size_t k = 0; k < happening->nodes[i]->link_count; k++) {
			const struct link *link = happening->nodes[i]->links[k];
			struct node *far = link_far_end(link, happening->nodes[i]);

			if (!is_here(happening, far))
				add_speaker(speakers, far, link);
		}
}

static void add_instance(struct speakers *speakers, const struct network *network,
	const struct happening *happening, const struct instance *instance)
{
	for (size_t i = 0; i < instance->nodes; i++)
		if (!is_here(happening, &network->nodes[instance->first + i]))
			add_speaker(speakers, &network->nodes[instance->first + i], NULL);
}

static void find_speakers(struct speakers *speakers, const struct network *network,
	const struct happening *happening, enum where where)
{
	switch (where) {
	case WHERE_HERE:
		for (size_t i = 0; i < happening->node_count; i++)
			add_speaker(speakers, happening->nodes[i], happening->link);
		break;
	case WHERE_PLATFORM:
		add_instance(speakers, network, happening, happening->instance);
		break;
	case WHERE_SITE:
		for (size_t i = 0; i < network->node_count; i++)
			if (network->nodes[i].site == happening->site &&
				!is_here(happening, &network->nodes[i]))
				add_speaker(speakers, &network->nodes[i], NULL);
		break;
	case WHERE_NEIGHBOURS:
		add_neighbours(speakers, happening);
		break;
	case WHERE_DEPENDENTS:
		for (size_t i = 0; i < happening->instance->dependent_count; i++)
			add_instance(speakers, network, happening,
				happening->instance->dependents[i]);
		break;
	}
}

static void add_cue(struct story *story, const struct cue *cue, int64_t time, enum deed deed)
{
	story->cues =
		xgrow(story->cues, story->cue_count, &story->cue_capacity, sizeof(struct cue));
	story->cues[story->cue_count] = *cue;
	story->cues[story->cue_count].time = time;
	story->cues[story->cue_count++].deed = deed;
}

static void add_repeats(struct story *story, const struct cue *cue,
	const struct show_model *show, int64_t from, int64_t to, struct draw *draw)
{
	int64_t factor = cue->node->chatty ? CHATTY_FACTOR : 1;

	if (show->repeat.most == 0)
		return;
	for (int64_t time = from + draw_span(draw, &show->repeat) / factor; time < to;
		time += draw_span(draw, &show->repeat) / factor + 1)
		add_cue(story, cue, time, DEED_REPEAT);
}

/* It comes and goes before it stays. Returns when it begins to stay. */
static int64_t add_flaps(
	struct story *story, const struct cue *cue, int64_t from, int64_t to, struct draw *draw)
{
	int64_t flaps = draw_between(draw, 3, FLAPS_MAXIMUM);

	for (int64_t i = 0; i < flaps && from + 2 * MINUTES < to; i++) {
		add_cue(story, cue, from, DEED_RAISE);
		from += draw_between(draw, 5, 60) * SECONDS;
		add_cue(story, cue, from, DEED_CLEAR);
		from += draw_between(draw, 5, 60) * SECONDS;
	}
	return from;
}

static void add_stretch(struct story *story, const struct cue *cue,
	const struct show_model *show, int64_t from, int64_t to, struct draw *draw)
{
	add_cue(story, cue, from, DEED_RAISE);
	add_repeats(story, cue, show, from, to, draw);
}

/* A node that restarts forgets what it had raised, and finds it again. */
static void tell_object(struct story *story, struct happening *happening,
	const struct show_model *show, const struct cue *cue, int64_t restart,
	struct draw *draw)
{
	int64_t from = happening->start + draw_span(draw, &show->delay);
	int64_t to = happening->end + draw_span(draw, &show->clear_delay);
	bool clears = cue->symptom->wording.clear != NULL &&
		      !draw_per_mille(draw, story->settings.unclear);

	int64_t silent =
		clears ? to : to + (show->repeat.most ? 3 * show->repeat.most : RULE_AGE);

	if (silent > happening->silent)
		happening->silent = silent;
	if (happening->flapping && show->where == WHERE_HERE && cue->symptom->wording.clear)
		from = add_flaps(story, cue, from, to, draw);
	if (from >= to)
		return;
	if (restart > from && restart < to) {
		int64_t back = restart + draw_between(draw, BOOT_LEAST, BOOT_MOST);

		add_stretch(story, cue, show, from, restart, draw);
		if (back >= to)
			return;
		from = back;
	}
	add_stretch(story, cue, show, from, to, draw);
	if (clears)
		add_cue(story, cue, to, DEED_CLEAR);
}

static bool has_port(const struct symptom_model *symptom)
{
	for (size_t i = 0; i < symptom->key.count; i++)
		if (strcmp(symptom->key.items[i], "port") == 0)
			return true;
	return false;
}

static const struct link *link_of(
	const struct speaker *speaker, const struct symptom_model *symptom, struct draw *draw)
{
	if (speaker->link || !has_port(symptom) || speaker->node->link_count == 0)
		return speaker->link;
	return speaker->node->links[draw_below(draw, speaker->node->link_count)];
}

static void shuffle(struct speakers *speakers, struct draw *draw)
{
	for (size_t i = speakers->count; i > 1; i--) {
		size_t other = draw_below(draw, i);
		struct speaker swap = speakers->items[other];

		speakers->items[other] = speakers->items[i - 1];
		speakers->items[i - 1] = swap;
	}
}

static void tell_show(struct story *story, size_t place, const struct show_model *show,
	const int64_t *restarts, struct draw *draw)
{
	const struct network *network = story->network;
	struct happening *happening = &story->happenings[place];
	struct speakers speakers = {0};
	size_t most = show->most ? (size_t)show->most : SIZE_MAX, spoken = 0;

	find_speakers(&speakers, network, happening, show->where);
	if (show->most)
		shuffle(&speakers, draw);
	for (size_t i = 0; i < speakers.count && spoken < most; i++) {
		const struct speaker *speaker = &speakers.items[i];
		struct cue cue = {.node = speaker->node,
			.symptom = show->symptom,
			.happening = (uint32_t)place,
			.object = (uint32_t)draw_below(draw, UINT32_MAX)};

		/* The node where it all began always says so. */
		if (!(show == happening->fault->shows && i == 0) &&
			!draw_per_mille(draw, show->probability * 10))
			continue;
		cue.link = link_of(speaker, show->symptom, draw);
		if (has_port(show->symptom) && !cue.link)
			continue;
		cue.unlisted = draw_per_mille(draw, story->settings.unlisted);
		tell_object(story, happening, show, &cue,
			restarts ? restarts[cue.node - network->nodes] : 0, draw);
		spoken++;
	}
	free(speakers.items);
}

void story_tell(
	struct story *story, size_t happening, const int64_t *restarts, struct draw *draw)
{
	const struct fault_model *fault = story->happenings[happening].fault;

	for (size_t i = 0; i < fault->show_count; i++)
		tell_show(story, happening, &fault->shows[i], restarts, draw);
}
