/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "generator/air.h"

#include <stdlib.h>

#include "base/duration.h"
#include "base/heap.h"
#include "base/xalloc.h"

enum { CHATTY_SHARE = 30 };
#define DELAY_MEAN (8 * MILLISECONDS)
#define LATE_MOST  (3 * SECONDS)
#define COPY_MOST  (200 * MILLISECONDS)

struct pending {
	struct heap_item item; /* by arrival */
	struct message message;
};

struct air {
	const struct story *story;
	const struct air_settings *settings;
	struct draw draw;
	struct heap pending;
	uint64_t ordinal;
	void (*deliver)(void *context, const struct message *message);
	void *context;
	/* Of the noise. */
	const struct node **speakers; /* chatty ones several times */
	size_t speaker_count;
	int64_t *ill_until; /* by node: it gives no sign of normal working */
	size_t begun;       /* happenings whose nodes have been marked */
};

static void push(struct air *air, const struct message *message, int64_t delay)
{
	struct pending *pending = xcalloc(1, sizeof(*pending));
	int64_t arrival = message->sent + delay;

	pending->message = *message;
	pending->message.arrived = arrival - arrival % MILLISECONDS + MILLISECONDS;
	pending->item.first = pending->message.arrived;
	pending->item.second = ++air->ordinal;
	heap_put(&air->pending, &pending->item);
}

static void transmit(struct air *air, const struct message *message)
{
	struct draw *draw = &air->draw;
	int64_t delay = draw_wait(draw, DELAY_MEAN);
	struct message copy = *message;

	if (draw_per_mille(draw, air->settings->reordered))
		delay += draw_between(draw, 0, LATE_MOST);
	if (draw_per_mille(draw, air->settings->lost))
		air->deliver(air->context, message);
	else
		push(air, message, delay);
	copy.copy = true;
	if (draw_per_mille(draw, air->settings->duplicates))
		push(air, &copy, delay + draw_between(draw, 0, COPY_MOST));
}

/* What has arrived by then. */
static void receive(struct air *air, int64_t until)
{
	struct heap_item *item;

	while ((item = heap_first(&air->pending)) && item->first <= until) {
		struct pending *pending = (struct pending *)item;

		heap_remove(&air->pending, item);
		air->deliver(air->context, &pending->message);
		free(pending);
	}
}

static void find_speakers(struct air *air)
{
	const struct network *network = air->story->network;

	air->speakers =
		xcalloc(network->node_count * CHATTY_SHARE, sizeof(const struct node *));
	for (size_t i = 0; i < network->node_count; i++)
		for (size_t k = network->nodes[i].chatty ? CHATTY_SHARE : 1; k; k--)
			air->speakers[air->speaker_count++] = &network->nodes[i];
	air->ill_until = xcalloc(network->node_count, sizeof(int64_t));
}

static bool may_say(const struct noise_model *noise, const struct node *node)
{
	for (size_t i = 0; i < noise->on_count; i++)
		if (noise->on[i] == node->instance->model)
			return true;
	return false;
}

/* Something that the node might say at that time, or NULL. */
static const struct noise_model *draw_noise(
	struct air *air, const struct node *node, int64_t time)
{
	const struct network *network = air->story->network;
	const struct model *model = network->model;
	bool ill = air->ill_until[node - network->nodes] > time;
	int64_t all = 0, pick;

	for (size_t i = 0; i < model->noise_count; i++)
		if (may_say(&model->noises[i], node))
			all += model->noises[i].weight;
	if (all == 0)
		return NULL;
	pick = draw_between(&air->draw, 0, all - 1);
	for (size_t i = 0; i < model->noise_count; i++) {
		const struct noise_model *noise = &model->noises[i];

		if (!may_say(noise, node))
			continue;
		pick -= noise->weight;
		if (pick < 0)
			return noise->shows && ill ? NULL : noise;
	}
	return NULL;
}

static void mark_ill(struct air *air, int64_t time)
{
	const struct story *story = air->story;

	for (; air->begun < story->happening_count &&
		story->happenings[air->begun].start <= time;
		air->begun++) {
		const struct happening *happening = &story->happenings[air->begun];

		for (size_t i = 0; i < happening->node_count; i++) {
			int64_t *until =
				&air->ill_until[happening->nodes[i] - story->network->nodes];

			if (happening->end > *until)
				*until = happening->end;
		}
	}
}

static void send_noise(struct air *air, int64_t time)
{
	const struct node *node = air->speakers[draw_below(&air->draw, air->speaker_count)];
	struct message message = {.sent = time, .node = node};

	mark_ill(air, time);
	message.noise = draw_noise(air, node, time);
	message.number = (uint32_t)draw_below(&air->draw, 100000);
	if (message.noise)
		transmit(air, &message);
}

static void send_cue(struct air *air, const struct cue *cue)
{
	struct message message = {.sent = cue->time, .cue = cue, .node = cue->node};

	message.number = (uint32_t)draw_below(&air->draw, 100000);
	transmit(air, &message);
}

/* How long from one line of noise to the next, so that they are so many of a thousand. */
static int64_t noise_wait(const struct air *air)
{
	const struct story_settings *settings = &air->story->settings;
	int64_t noise = air->settings->noise, cues = (int64_t)air->story->cue_count;
	int64_t lines = noise ? (cues ? cues : 1) * noise / (1000 - noise) : 0;

	return lines ? (settings->end - settings->begin) / lines : INT64_MAX / 2;
}

void air_carry(const struct story *story, const struct air_settings *settings, uint64_t seed,
	void (*deliver)(void *context, const struct message *message), void *context)
{
	struct air air = {.story = story,
		.settings = settings,
		.draw = draw_stream(seed, 'a'),
		.deliver = deliver,
		.context = context};
	int64_t wait = noise_wait(&air), end = story->settings.end;
	int64_t noise = story->settings.begin + draw_wait(&air.draw, wait);

	find_speakers(&air);
	for (size_t i = 0; i < story->cue_count || noise < end;) {
		bool is_noise =
			i == story->cue_count || (noise < end && noise < story->cues[i].time);
		int64_t now = is_noise ? noise : story->cues[i].time;

		receive(&air, now);
		if (is_noise) {
			send_noise(&air, noise);
			noise += draw_wait(&air.draw, wait) + 1;
		} else {
			send_cue(&air, &story->cues[i++]);
		}
	}
	receive(&air, INT64_MAX);
	heap_free(&air.pending);
	free(air.speakers);
	free(air.ill_until);
}
