/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Both questions are breadth-first walks from one platform: its upstreams are what the walk
 * meets within HOPS_MAXIMUM steps; a ring is there when the walk comes back to its start. A
 * ring is reported by its first member only, so that walk keeps to platforms added later.
 */
#include "inventory/upstream.h"

#include <stdlib.h>
#include <string.h>

#include "base/option.h"
#include "base/text.h"
#include "base/xalloc.h"

/* The platforms that one platform names in depends_on. */
struct needs {
	const struct platform **items;
	size_t count;
};

struct walk {
	const struct inventory *inventory;
	struct needs *needs;          /* one for each platform */
	size_t *seen;                 /* the number of the walk that met the platform last */
	size_t number;                /* of this walk, from 1 */
	const struct platform **from; /* who led this walk to the platform */
	struct upstream *queue;       /* what it met, nearest first */
	size_t count;
};

static void walk_begin(struct walk *walk, struct inventory *inventory)
{
	const size_t count = inventory->platform_count;

	*walk = (struct walk){
		.inventory = inventory,
		.needs = xcalloc(count, sizeof(*walk->needs)),
		.seen = xcalloc(count, sizeof(*walk->seen)),
		.from = xcalloc(count, sizeof(const struct platform *)),
		.queue = xcalloc(count + 1, sizeof(*walk->queue)),
	};
}

static void walk_end(struct walk *walk)
{
	for (size_t i = 0; i < walk->inventory->platform_count; i++)
		free(walk->needs[i].items);
	free(walk->needs);
	free(walk->seen);
	free(walk->from);
	free(walk->queue);
}

static void report_unknown(const struct inventory *inventory, const struct platform *platform,
	const char *written, struct report *report)
{
	for (size_t i = 0; i < inventory->platform_count; i++) {
		const char *id = inventory->platforms[i]->id;

		if (option_near(written, id)) {
			report_error(report, platform->origin,
				"platform '%s' depends on '%s', which is not a platform; "
				"did you mean '%s'?",
				platform->id, written, id);
			return;
		}
	}
	report_error(report, platform->origin,
		"platform '%s' depends on '%s', which is not a platform", platform->id,
		written);
}

static void resolve_needs(struct walk *walk, struct report *report)
{
	for (size_t i = 0; i < walk->inventory->platform_count; i++) {
		const struct platform *platform = walk->inventory->platforms[i];
		struct needs *needs = &walk->needs[i];

		needs->items = xcalloc(platform->depends_count, sizeof(*needs->items));
		for (size_t n = 0; n < platform->depends_count; n++) {
			const char *id = platform->depends_on[n];
			const struct platform *found =
				inventory_platform(walk->inventory, slice_of(id));

			if (found)
				needs->items[needs->count++] = found;
			else
				report_unknown(walk->inventory, platform, id, report);
		}
	}
}

static void start(struct walk *walk, const struct platform *platform)
{
	walk->number++;
	walk->count = 1;
	walk->queue[0] = (struct upstream){.platform = platform, .hops = 0};
	walk->seen[platform->index] = walk->number;
}

static void meet(struct walk *walk, const struct platform *platform, const struct upstream *by)
{
	if (walk->seen[platform->index] == walk->number)
		return;
	walk->seen[platform->index] = walk->number;
	walk->from[platform->index] = by->platform;
	walk->queue[walk->count++] =
		(struct upstream){.platform = platform, .hops = by->hops + 1};
}

static int compare_upstreams(const void *a, const void *b)
{
	const struct upstream *x = a, *y = b;

	if (x->hops != y->hops)
		return x->hops < y->hops ? -1 : 1;
	return x->platform->index < y->platform->index ? -1 : 1;
}

static void find_upstreams(struct walk *walk, struct platform *platform)
{
	const size_t size = sizeof(*walk->queue);

	start(walk, platform);
	for (size_t i = 0; i < walk->count; i++) {
		const struct upstream at = walk->queue[i];
		const struct needs *needs = &walk->needs[at.platform->index];

		for (size_t n = 0; n < needs->count && at.hops < HOPS_MAXIMUM; n++)
			meet(walk, needs->items[n], &at);
	}
	platform->upstream_count = walk->count - 1;
	platform->upstreams =
		arena_alloc(walk->inventory->arena, platform->upstream_count * size);
	memcpy(platform->upstreams, walk->queue + 1, platform->upstream_count * size);
	qsort(platform->upstreams, platform->upstream_count, size, compare_upstreams);
}

/* The platform over which the shortest ring comes back to `first`, or NULL. */
static const struct platform *ring_end(struct walk *walk, const struct platform *first)
{
	start(walk, first);
	for (size_t i = 0; i < walk->count; i++) {
		const struct upstream at = walk->queue[i];
		const struct needs *needs = &walk->needs[at.platform->index];

		for (size_t n = 0; n < needs->count; n++) {
			if (needs->items[n] == first)
				return at.platform;
			if (needs->items[n]->index > first->index)
				meet(walk, needs->items[n], &at);
		}
	}
	return NULL;
}

static void print_path(const struct walk *walk, const struct platform *first,
	const struct platform *last, struct text *out)
{
	size_t count = 0;

	for (const struct platform *at = last; at != first; at = walk->from[at->index])
		walk->queue[count++].platform = at;
	text_printf(out, "'%s'", first->id);
	while (count > 0)
		text_printf(out, " depends on '%s'", walk->queue[--count].platform->id);
	text_printf(out, " depends on '%s'", first->id);
}

static void find_ring(struct walk *walk, const struct platform *first, struct report *report)
{
	const struct platform *last = ring_end(walk, first);
	struct text path = {0};

	if (!last)
		return;
	print_path(walk, first, last, &path);
	report_doubt(report, first->origin,
		"platforms that depend on one another in a ring: %s; each counts as needing "
		"each of the others",
		text_get(&path));
	text_free(&path);
}

void upstream_compute(struct inventory *inventory, struct report *report)
{
	struct walk walk;

	walk_begin(&walk, inventory);
	resolve_needs(&walk, report);
	for (size_t i = 0; i < inventory->platform_count; i++) {
		find_upstreams(&walk, inventory->platforms[i]);
		find_ring(&walk, inventory->platforms[i], report);
	}
	walk_end(&walk);
}
