/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A breadth-first walk from each class. What it meets is a path: a class, downstream or not,
 * with the fields that must be equal. A path is worth nothing when a shorter or equal one to
 * the same class, of the same kind, demands no field that it does not demand itself.
 */
#include "rule/reach.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

struct graph {
	struct ruleset *ruleset;
	const struct reach_edge *edges;
	size_t edge_count;
	size_t *first; /* by class: its first edge as a cause; SIZE_MAX: none */
	size_t *next;  /* by edge: the next one of the same cause */
};

struct path {
	struct reach reach;
	size_t other; /* the path met before to the same class; SIZE_MAX: none */
};

struct walk {
	const struct graph *graph;
	struct path *paths; /* fewest steps first */
	size_t count;
	size_t capacity;
	size_t *last; /* by class: the last path to it; SIZE_MAX: none */
};

static size_t *nothing(size_t count)
{
	size_t *array = xcalloc(count + 1, sizeof(*array));

	for (size_t i = 0; i < count; i++)
		array[i] = SIZE_MAX;
	return array;
}

/* Edges in the order written: the last is linked first. */
static void link_edges(struct graph *graph)
{
	graph->first = nothing(graph->ruleset->fault_count);
	graph->next = nothing(graph->edge_count);
	for (size_t i = graph->edge_count; i-- > 0;) {
		const size_t cause = graph->edges[i].cause->index;

		graph->next[i] = graph->first[cause];
		graph->first[cause] = i;
	}
}

static bool demands(const struct reach *reach, const char *field)
{
	for (size_t i = 0; i < reach->same_count; i++)
		if (strcmp(reach->same[i], field) == 0)
			return true;
	return false;
}

static bool demands_all_of(const struct reach *reach, const struct reach *other)
{
	for (size_t i = 0; i < other->same_count; i++)
		if (!demands(reach, other->same[i]))
			return false;
	return true;
}

/* Paths come by their steps, so whatever was met before is not longer. */
static bool worthless(const struct walk *walk, const struct reach *reach)
{
	for (size_t i = walk->last[reach->effect->index]; i != SIZE_MAX;
		i = walk->paths[i].other)
		if (walk->paths[i].reach.downstream == reach->downstream &&
			demands_all_of(reach, &walk->paths[i].reach))
			return true;
	return false;
}

static void add_path(struct walk *walk, const struct reach *reach)
{
	size_t *last = &walk->last[reach->effect->index];

	walk->paths = xgrow(walk->paths, walk->count, &walk->capacity, sizeof(*walk->paths));
	walk->paths[walk->count] = (struct path){*reach, *last};
	*last = walk->count++;
}

/* The fields of the path and those of the edge, each once. */
static void add_same(struct arena *arena, struct reach *reach, const struct string_list *fields)
{
	const size_t most = reach->same_count + fields->count;
	const char **same;

	if (fields->count == 0)
		return;
	same = arena_alloc(arena, most * sizeof(const char *));
	for (size_t i = 0; i < reach->same_count; i++)
		same[i] = reach->same[i];
	reach->same = same;
	for (size_t i = 0; i < fields->count; i++)
		if (!demands(reach, fields->items[i]))
			same[reach->same_count++] = fields->items[i];
}

static void follow(struct walk *walk, const struct reach *from, const struct reach_edge *edge)
{
	struct reach reach = *from;

	reach.effect = edge->effect;
	reach.downstream = from->downstream || edge->downstream;
	reach.steps = from->steps + 1;
	if (from->steps == 0)
		reach.origin = edge->origin;
	add_same(walk->graph->ruleset->arena, &reach, &edge->same);
	if (!worthless(walk, &reach))
		add_path(walk, &reach);
}

static void walk_from(struct walk *walk, const struct fault_rule *cause)
{
	const struct graph *graph = walk->graph;

	walk->count = 0;
	for (size_t i = 0; i < graph->ruleset->fault_count; i++)
		walk->last[i] = SIZE_MAX;
	add_path(walk,
		&(struct reach){.cause = cause, .effect = cause, .origin = cause->origin});
	for (size_t i = 0; i < walk->count; i++) {
		const struct reach from = walk->paths[i].reach;

		for (size_t e = graph->first[from.effect->index]; e != SIZE_MAX;
			e = graph->next[e])
			follow(walk, &from, &graph->edges[e]);
	}
}

static void find_effects(struct walk *walk, struct fault_rule *fault)
{
	struct reach *effects;

	walk_from(walk, fault);
	effects = arena_alloc(walk->graph->ruleset->arena, walk->count * sizeof(struct reach));
	for (size_t i = 0; i < walk->count; i++)
		effects[i] = walk->paths[i].reach;
	fault->effects = effects;
	fault->effect_count = walk->count;
}

static int compare_causes(const void *a, const void *b)
{
	const struct reach *x = a, *y = b;

	if (x->steps != y->steps)
		return x->steps < y->steps ? -1 : 1;
	if (x->cause != y->cause)
		return x->cause->index < y->cause->index ? -1 : 1;
	if (x->downstream != y->downstream)
		return x->downstream ? 1 : -1;
	return x->same_count < y->same_count ? -1 : x->same_count > y->same_count;
}

/* The same reaches, by what they lead to. */
static void find_causes(struct ruleset *ruleset)
{
	struct reach **causes = xcalloc(ruleset->fault_count + 1, sizeof(*causes));

	for (size_t i = 0; i < ruleset->fault_count; i++)
		for (size_t n = 0; n < ruleset->faults[i]->effect_count; n++)
			ruleset->faults[ruleset->faults[i]->effects[n].effect->index]
				->cause_count++;
	for (size_t i = 0; i < ruleset->fault_count; i++) {
		causes[i] = arena_alloc(
			ruleset->arena, ruleset->faults[i]->cause_count * sizeof(struct reach));
		ruleset->faults[i]->causes = causes[i];
	}
	for (size_t i = 0; i < ruleset->fault_count; i++)
		for (size_t n = 0; n < ruleset->faults[i]->effect_count; n++) {
			const struct reach *reach = &ruleset->faults[i]->effects[n];

			*causes[reach->effect->index]++ = *reach;
		}
	for (size_t i = 0; i < ruleset->fault_count; i++)
		qsort((void *)ruleset->faults[i]->causes, ruleset->faults[i]->cause_count,
			sizeof(struct reach), compare_causes);
	free(causes);
}

/* The longest way to each class. There are no cycles, so it settles within as many rounds as
 * there are classes. */
static void find_depths(struct graph *graph)
{
	bool changed = true;

	while (changed) {
		changed = false;
		for (size_t i = 0; i < graph->edge_count; i++) {
			const struct reach_edge *edge = &graph->edges[i];

			if (edge->cause == edge->effect ||
				edge->effect->depth > edge->cause->depth)
				continue;
			edge->effect->depth = edge->cause->depth + 1;
			changed = true;
		}
	}
}

static void print_edge(const struct reach_edge *edge, struct text *out)
{
	text_printf(out, "'%s' %s '%s' (%s:%u)", edge->cause->class,
		edge->downstream ? "has downstream" : "explains", edge->effect->class,
		edge->origin.file, edge->origin.line);
}

static void report_cycle(
	const struct graph *graph, const size_t *by, size_t last, struct report *report)
{
	const size_t first = graph->edges[last].effect->index;
	struct text path = {0}, rest = {0};

	print_edge(&graph->edges[last], &path);
	for (size_t at = graph->edges[last].cause->index; at != first;
		at = graph->edges[by[at]].cause->index) {
		text_reset(&rest);
		text_append(&rest, text_slice(&path));
		text_reset(&path);
		print_edge(&graph->edges[by[at]], &path);
		text_string(&path, ", ");
		text_append(&path, text_slice(&rest));
	}
	report_error(report, graph->ruleset->faults[first]->origin,
		"fault classes that cause one another: %s; take one of these out",
		text_get(&path));
	text_free(&path);
	text_free(&rest);
}

/* Meets classes from `first` on, never one before it: so each cycle is found from its first
 * class. `by` gets the edge that led to a class. Returns the edge that leads back, or
 * SIZE_MAX. */
static size_t find_way_back(const struct graph *graph, size_t first, size_t *by, size_t *queue)
{
	size_t count = 1;

	queue[0] = first;
	for (size_t i = 0; i < count; i++)
		for (size_t e = graph->first[queue[i]]; e != SIZE_MAX; e = graph->next[e]) {
			const size_t effect = graph->edges[e].effect->index;

			if (effect == first && queue[i] != first)
				return e;
			if (effect <= first || by[effect] != SIZE_MAX)
				continue;
			by[effect] = e;
			queue[count++] = effect;
		}
	return SIZE_MAX;
}

static bool report_cycles(const struct graph *graph, struct report *report)
{
	const size_t count = graph->ruleset->fault_count;
	size_t *queue = nothing(count);
	bool found = false;

	for (size_t i = 0; i < count; i++) {
		size_t *by = nothing(count);
		const size_t last = find_way_back(graph, i, by, queue);

		if (last != SIZE_MAX) {
			report_cycle(graph, by, last, report);
			found = true;
		}
		free(by);
	}
	free(queue);
	return found;
}

static void forget_edges(struct graph *graph)
{
	for (size_t i = 0; i < graph->ruleset->fault_count; i++)
		graph->first[i] = SIZE_MAX;
}

void reach_compute(struct ruleset *ruleset, const struct reach_edge *edges, size_t count,
	struct report *report)
{
	struct graph graph = {.ruleset = ruleset, .edges = edges, .edge_count = count};
	struct walk walk = {.graph = &graph, .last = nothing(ruleset->fault_count)};

	link_edges(&graph);
	if (report_cycles(&graph, report))
		forget_edges(&graph);
	else
		find_depths(&graph);
	for (size_t i = 0; i < ruleset->fault_count; i++)
		find_effects(&walk, ruleset->faults[i]);
	find_causes(ruleset);
	free(walk.paths);
	free(walk.last);
	free(graph.first);
	free(graph.next);
}
