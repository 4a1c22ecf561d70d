/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The faults of a run, and whom they hit. Customers are counted as doc/formats.md has it: of
 * each platform that shows it, by the share of its nodes that do, or all of it where the fault
 * is one of the whole platform.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/file.h"
#include "base/json.h"
#include "base/xalloc.h"
#include "generator/output.h"

/* One service on one platform, as one fault hits it. */
struct hit {
	const struct instance *instance;
	const struct service_model *service;
	const struct node **nodes;
	size_t node_count, node_capacity;
};

struct hits {
	struct hit *items;
	size_t count, capacity;
};

static struct hit *find_hit(
	struct hits *hits, const struct instance *instance, const struct service_model *service)
{
	for (size_t i = 0; i < hits->count; i++)
		if (hits->items[i].instance == instance && hits->items[i].service == service)
			return &hits->items[i];
	hits->items = xgrow(hits->items, hits->count, &hits->capacity, sizeof(struct hit));
	hits->items[hits->count] = (struct hit){.instance = instance, .service = service};
	return &hits->items[hits->count++];
}

static void add_node(struct hit *hit, const struct node *node)
{
	for (size_t i = 0; i < hit->node_count; i++)
		if (hit->nodes[i] == node)
			return;
	hit->nodes = xgrow(
		hit->nodes, hit->node_count, &hit->node_capacity, sizeof(const struct node *));
	hit->nodes[hit->node_count++] = node;
}

static const struct service_model *find_service(const struct model *model, const char *id)
{
	for (size_t i = 0; i < model->service_count; i++)
		if (strcmp(model->services[i].id, id) == 0)
			return &model->services[i];
	return NULL;
}

static void add_cue(const struct model *model, struct hits *hits, const struct cue *cue)
{
	for (size_t i = 0; i < cue->symptom->affects.count; i++)
		add_node(find_hit(hits, cue->node->instance,
				 find_service(model, cue->symptom->affects.items[i])),
			cue->node);
}

/* -1: the model does not say. */
static int64_t customers_of(const struct platform_model *platform, size_t instances,
	const struct service_model *service)
{
	for (size_t i = 0; i < platform->carriage_count; i++)
		if (platform->carriages[i].service == service)
			return platform->carriages[i].customers / (int64_t)instances;
	return -1;
}

static int64_t carried(const struct network *network, const struct instance *instance,
	const struct service_model *service)
{
	size_t instances = 0;

	for (size_t i = 0; i < network->instance_count; i++)
		instances += network->instances[i].model == instance->model;
	return customers_of(instance->model, instances, service);
}

static int64_t customers_hit(
	const struct network *network, const struct happening *happening, const struct hit *hit)
{
	int64_t all = carried(network, hit->instance, hit->service);
	int64_t units = (int64_t)hit->instance->nodes;
	int64_t down = (int64_t)hit->node_count - hit->instance->model->spare;

	if (all < 0)
		return 0;
	if (happening->fault->extent == EXTENT_PLATFORM && hit->instance == happening->instance)
		return all;
	return down > 0 ? all * down / units : 0;
}

/* Per population the service with most, then all populations, at most everybody. */
static int64_t customers(const struct network *network, const struct happening *happening,
	const struct hits *hits)
{
	const struct model *model = network->model;
	int64_t sum = 0;

	for (size_t i = 0; i < model->service_count; i++) {
		const struct service_model *first = &model->services[i];
		int64_t most = 0;
		bool seen = false;

		for (size_t k = 0; k < i; k++)
			seen = seen ||
			       strcmp(model->services[k].population, first->population) == 0;
		for (size_t k = i; !seen && k < model->service_count; k++) {
			const struct service_model *service = &model->services[k];
			int64_t those = 0;

			if (strcmp(service->population, first->population) != 0)
				continue;
			for (size_t h = 0; h < hits->count; h++)
				if (hits->items[h].service == service)
					those += customers_hit(
						network, happening, &hits->items[h]);
			if (service->users && those > service->users)
				those = service->users;
			most = those > most ? those : most;
		}
		sum += most;
	}
	return model->base && sum > model->base ? model->base : sum;
}

static json_t *services_json(const struct model *model, const struct hits *hits)
{
	json_t *list = json_array();

	for (size_t i = 0; i < model->service_count; i++)
		for (size_t h = 0; h < hits->count; h++)
			if (hits->items[h].service == &model->services[i]) {
				json_array_append_new(list, json_text(model->services[i].id));
				break;
			}
	return list;
}

static json_t *nodes_json(const struct happening *happening)
{
	json_t *list = json_array();

	for (size_t i = 0; i < happening->node_count; i++)
		json_array_append_new(list, json_text(happening->nodes[i]->name));
	return list;
}

/* A link may lie on two. */
static json_t *platforms_json(const struct happening *happening)
{
	json_t *list = json_array();

	for (size_t i = 0; i < happening->node_count; i++)
		if (i == 0 ||
			happening->nodes[i]->instance != happening->nodes[i - 1]->instance)
			json_array_append_new(
				list, json_text(happening->nodes[i]->instance->id));
	return list;
}

/* Whether the inventory has one of the nodes wrong that speak of it. */
static bool is_misplaced(const struct node *node)
{
	return node->missing || node->listed != node->instance;
}

static json_t *fault_json(
	const struct story *story, size_t place, struct hits *hits, bool misplaced)
{
	static const char *const extents[] = {"node", "site", "platform", "link"};
	const struct happening *happening = &story->happenings[place];
	const struct symptom_model *root = happening->fault->shows[0].symptom;
	json_t *json = json_object();
	char start[TIME_TEXT], end[TIME_TEXT];

	json_object_set_new(json, "fault", json_integer((json_int_t)place + 1));
	json_object_set_new(json, "model", json_text(happening->fault->id));
	json_object_set_new(json, "class", json_text(root->class));
	json_object_set_new(json, "root", json_text(root->id));
	json_object_set_new(json, "scope", json_text(extents[happening->fault->extent]));
	json_object_set_new(json, "platforms", platforms_json(happening));
	json_object_set_new(json, "nodes", nodes_json(happening));
	json_object_set_new(json, "start", json_text(time_print(happening->start, start)));
	json_object_set_new(json, "end", json_text(time_print(happening->end, end)));
	json_object_set_new(json, "services", services_json(story->network->model, hits));
	json_object_set_new(
		json, "customers", json_integer(customers(story->network, happening, hits)));
	json_object_set_new(json, "works", json_boolean(happening->works));
	json_object_set_new(json, "flapping", json_boolean(happening->flapping));
	json_object_set_new(json, "alike", json_boolean(happening->alike));
	json_object_set_new(json, "misplaced", json_boolean(misplaced));
	return json;
}

static json_t *faults_json(const struct story *story)
{
	json_t *list = json_array();
	struct hits *hits = xcalloc(story->happening_count + 1, sizeof(*hits));
	bool *misplaced = xcalloc(story->happening_count + 1, sizeof(*misplaced));

	for (size_t i = 0; i < story->cue_count; i++) {
		const struct cue *cue = &story->cues[i];

		if (cue->happening == UINT32_MAX)
			continue;
		misplaced[cue->happening] |= is_misplaced(cue->node);
		if (cue->deed == DEED_RAISE)
			add_cue(story->network->model, &hits[cue->happening], cue);
	}
	for (size_t i = 0; i < story->happening_count; i++) {
		json_array_append_new(list, fault_json(story, i, &hits[i], misplaced[i]));
		for (size_t h = 0; h < hits[i].count; h++)
			free(hits[i].items[h].nodes);
		free(hits[i].items);
	}
	free(hits);
	free(misplaced);
	return list;
}

static void put_settings(
	json_t *json, const struct story *story, const struct air_settings *air)
{
	const struct story_settings *is = &story->settings;
	char begin[TIME_TEXT], end[TIME_TEXT];

	json_object_set_new(json, "begin", json_text(time_print(is->begin, begin)));
	json_object_set_new(json, "end", json_text(time_print(is->end, end)));
	json_object_set_new(
		json, "nodes", json_integer((json_int_t)story->network->node_count));
	json_object_set_new(json, "alarms", json_integer(is->alarms));
	json_object_set_new(json, "overlap", json_integer(is->overlap));
	json_object_set_new(json, "works", json_integer(is->works));
	json_object_set_new(json, "flapping", json_integer(is->flapping));
	json_object_set_new(json, "restarts", json_integer(is->restarts));
	json_object_set_new(json, "unlisted", json_integer(is->unlisted));
	json_object_set_new(json, "unclear", json_integer(is->unclear));
	json_object_set_new(json, "noise", json_integer(air->noise));
	json_object_set_new(json, "lost", json_integer(air->lost));
	json_object_set_new(json, "duplicates", json_integer(air->duplicates));
	json_object_set_new(json, "reordered", json_integer(air->reordered));
}

bool truth_write(const char *folder, const struct story *story, uint64_t seed,
	const struct air_settings *air, struct error *error)
{
	json_t *json = json_object();
	struct text text = {0};
	char path[PATH_BYTES];
	bool done;

	json_object_set_new(json, "model", json_text(story->network->model->name));
	json_object_set_new(json, "seed", json_integer((json_int_t)seed));
	put_settings(json, story, air);
	json_object_set_new(json, "faults", faults_json(story));
	json_print(json, &text);
	text_byte(&text, '\n');
	snprintf(path, sizeof(path), "%s/truth.json", folder);
	done = file_replace(path, (struct slice[]){text_slice(&text)}, 1, error);
	json_decref(json);
	text_free(&text);
	return done;
}
