/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "generator/network.h"

#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/xalloc.h"

enum { HOPS_MAXIMUM = 8, SKEW_MAXIMUM = 7200 };

/* How many nodes of each platform, how many instances: the wanted number is spread so that
 * platforms with several instances get more of them, others more nodes. */
struct size {
	size_t instances, nodes;
};

static struct size size_of(const struct platform_model *platform, double factor)
{
	struct size size = {(size_t)platform->instances, (size_t)platform->nodes};

	if (platform->instances > 1)
		size.instances = (size_t)((double)size.instances * factor + 0.5);
	else
		size.nodes = (size_t)((double)size.nodes * factor + 0.5);
	size.instances = size.instances ? size.instances : 1;
	size.nodes = size.nodes ? size.nodes : 1;
	return size;
}

static double factor_of(const struct model *model, int64_t nodes)
{
	int64_t all = 0;

	for (size_t i = 0; i < model->platform_count; i++)
		all += model->platforms[i].nodes * model->platforms[i].instances;
	return nodes ? (double)nodes / (double)all : 1;
}

static void make_node(struct network *network, struct instance *instance, size_t place)
{
	const struct platform_model *model = instance->model;
	struct node *node = &network->nodes[network->node_count];

	/* All nodes of an instance stand at one site when there are several instances. */
	if (model->sites.count)
		node->site =
			model->sites.items[(model->instances > 1 ? place
								 : network->node_count -
									   instance->first) %
					   model->sites.count];
	else
		node->site = "";
	node->instance = instance;
	node->listed = instance;
	node->address = (10U << 24) + (uint32_t)network->node_count + 257;
	if (model->instances > 1)
		snprintf(node->name, sizeof(node->name), "%s-%zu-%02zu", model->prefix,
			place + 1, network->node_count - instance->first + 1);
	else
		snprintf(node->name, sizeof(node->name), "%s%s%s-%02zu", model->prefix,
			node->site[0] ? "-" : "", node->site,
			network->node_count - instance->first + 1);
	network->node_count++;
}

static void make_instance(
	struct network *network, const struct platform_model *model, size_t place, size_t nodes)
{
	struct instance *instance = &network->instances[network->instance_count++];

	instance->model = model;
	if (model->instances > 1)
		snprintf(instance->id, sizeof(instance->id), "%s-%zu", model->id, place + 1);
	else
		snprintf(instance->id, sizeof(instance->id), "%s", model->id);
	instance->first = network->node_count;
	instance->nodes = nodes;
	for (size_t i = 0; i < nodes; i++)
		make_node(network, instance, place);
}

static void make_nodes(struct network *network, double factor)
{
	const struct model *model = network->model;
	size_t instances = 0, nodes = 0;

	for (size_t i = 0; i < model->platform_count; i++) {
		struct size size = size_of(&model->platforms[i], factor);

		instances += size.instances;
		nodes += size.instances * size.nodes;
	}
	network->instances = xcalloc(instances, sizeof(struct instance));
	network->nodes = xcalloc(nodes, sizeof(struct node));
	for (size_t i = 0; i < model->platform_count; i++) {
		struct size size = size_of(&model->platforms[i], factor);

		for (size_t k = 0; k < size.instances; k++)
			make_instance(network, &model->platforms[i], k, size.nodes);
	}
}

static size_t instances_of(const struct network *network, const struct platform_model *model,
	struct instance **first)
{
	size_t count = 0;

	for (size_t i = 0; i < network->instance_count; i++)
		if (network->instances[i].model == model && count++ == 0)
			*first = &network->instances[i];
	return count;
}

/* The k-th instance of one platform belongs to the k-th of another, in turn. */
static struct instance *partner(const struct network *network, const struct instance *instance,
	const struct platform_model *model)
{
	struct instance *mine = NULL, *theirs = NULL;
	size_t count = instances_of(network, model, &theirs);

	instances_of(network, instance->model, &mine);
	return theirs + (size_t)(instance - mine) % count;
}

static void depend(struct network *network, struct instance *instance)
{
	const struct string_list *names = &instance->model->depends_on;

	instance->upstreams = xcalloc(names->count + 1, sizeof(struct instance *));
	for (size_t i = 0; i < names->count; i++)
		for (size_t p = 0; p < network->model->platform_count; p++) {
			const struct platform_model *model = &network->model->platforms[p];
			struct instance *upon;

			if (strcmp(model->id, names->items[i]) != 0)
				continue;
			upon = partner(network, instance, model);
			instance->upstreams[instance->upstream_count++] = upon;
			upon->dependents = xgrow(upon->dependents, upon->dependent_count,
				&upon->dependent_capacity, sizeof(struct instance *));
			upon->dependents[upon->dependent_count++] = instance;
		}
}

static void add_end(struct link *link, size_t end, struct node *node)
{
	link->ends[end] = node;
	link->ports[end] = ++node->ports;
	node->links = xgrow(
		node->links, node->link_count, &node->link_capacity, sizeof(struct link *));
	node->links[node->link_count++] = link;
}

static void make_links(struct network *network)
{
	const struct model *model = network->model;
	size_t room = 0;

	for (size_t i = 0; i < model->link_count; i++)
		room += network->node_count * (size_t)model->links[i].each;
	network->links = xcalloc(room + 1, sizeof(struct link));
	for (size_t i = 0; i < model->link_count; i++)
		for (size_t n = 0; n < network->node_count; n++) {
			struct node *node = &network->nodes[n];
			const struct instance *to;

			if (node->instance->model != model->links[i].from)
				continue;
			to = partner(network, node->instance, model->links[i].to);
			for (size_t k = 0; k < (size_t)model->links[i].each; k++) {
				size_t place =
					n - node->instance->first + k + (to == node->instance);
				struct node *far =
					&network->nodes[to->first + place % to->nodes];
				struct link *link = &network->links[network->link_count];

				if (far == node)
					continue;
				add_end(link, 0, node);
				add_end(link, 1, far);
				network->link_count++;
			}
		}
}

static void make_flaws(
	struct network *network, const struct network_flaws *flaws, struct draw *draw)
{
	for (size_t i = 0; i < network->node_count; i++) {
		struct node *node = &network->nodes[i];

		if (draw_per_mille(draw, flaws->skewed))
			node->skew = draw_between(draw, -SKEW_MAXIMUM, SKEW_MAXIMUM) * SECONDS;
		node->chatty = draw_per_mille(draw, flaws->chatty);
		if (!draw_per_mille(draw, flaws->misplaced))
			continue;
		node->missing = draw_below(draw, 2) == 0;
		if (!node->missing)
			node->listed =
				&network->instances[draw_below(draw, network->instance_count)];
	}
}

struct network *network_make(const struct model *model, int64_t nodes,
	const struct network_flaws *flaws, uint64_t seed)
{
	struct network *network = xcalloc(1, sizeof(*network));
	struct draw draw = draw_stream(seed, 'n');

	network->model = model;
	make_nodes(network, factor_of(model, nodes));
	for (size_t i = 0; i < network->instance_count; i++)
		depend(network, &network->instances[i]);
	make_links(network);
	make_flaws(network, flaws, &draw);
	return network;
}

void network_free(struct network *network)
{
	for (size_t i = 0; i < network->instance_count; i++) {
		free(network->instances[i].upstreams);
		free(network->instances[i].dependents);
	}
	for (size_t i = 0; i < network->node_count; i++)
		free(network->nodes[i].links);
	free(network->instances);
	free(network->nodes);
	free(network->links);
	free(network);
}

struct node *link_far_end(const struct link *link, const struct node *node)
{
	return link->ends[link->ends[0] == node];
}

unsigned link_port(const struct link *link, const struct node *node)
{
	return link->ports[link->ends[0] != node];
}

void node_port(const struct node *node, unsigned port, char out[PORT_NAME])
{
	const char *pattern = node->instance->model->port, *hole = strstr(pattern, "{n}");

	if (hole)
		snprintf(out, PORT_NAME, "%.*s%u%s", (int)(hole - pattern), pattern, port,
			hole + 3);
	else
		snprintf(out, PORT_NAME, "%s%u", pattern, port);
}

static bool reaches(const struct instance *from, const struct instance *upon, unsigned hops)
{
	for (size_t i = 0; hops && i < from->upstream_count; i++)
		if (from->upstreams[i] == upon || reaches(from->upstreams[i], upon, hops - 1))
			return true;
	return false;
}

bool instance_depends(const struct instance *from, const struct instance *upon)
{
	return from != upon && reaches(from, upon, HOPS_MAXIMUM);
}
