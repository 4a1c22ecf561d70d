/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What an author would write who knows the model and not the run: the inventory, which may be
 * wrong, and the configuration. The rules are in derive_rules.c.
 */
#include <sys/stat.h>

#include "base/duration.h"
#include "base/file.h"
#include "base/text.h"
#include "generator/output.h"

static bool write_file(
	const char *folder, const char *name, const struct text *text, struct error *error)
{
	char path[PATH_BYTES + 32];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return file_replace(path, (struct slice[]){text_slice(text)}, 1, error);
}

static void put_services(struct text *out, const struct model *model)
{
	text_string(out, "services = (");
	for (size_t i = 0; i < model->service_count; i++) {
		const struct service_model *service = &model->services[i];
		char span[DURATION_TEXT];

		text_printf(out,
			"%s\n  { id = \"%s\"; users = %lld; population = \"%s\"; normal_within "
			"= \"%s\"; }",
			i ? "," : "", service->id, (long long)service->users,
			service->population, duration_print(service->normal_within, span));
	}
	text_string(out, "\n);\n");
}

static void put_carriages(
	struct text *out, const struct network *network, const struct instance *instance)
{
	const struct platform_model *model = instance->model;
	int64_t instances = 0;

	for (size_t i = 0; i < network->instance_count; i++)
		instances += network->instances[i].model == model;
	text_string(out, " services = (");
	for (size_t i = 0; i < model->carriage_count; i++)
		text_printf(out, "%s { service = \"%s\"; customers = %lld; }", i ? "," : "",
			model->carriages[i].service->id,
			(long long)(model->carriages[i].customers / instances));
	text_string(out, " );");
}

static void put_platform(
	struct text *out, const struct network *network, const struct instance *instance)
{
	text_printf(out, "  { id = \"%s\"; units = %zu; spare = %lld;", instance->id,
		instance->nodes, (long long)instance->model->spare);
	if (instance->upstream_count) {
		text_string(out, " depends_on = [");
		for (size_t i = 0; i < instance->upstream_count; i++)
			text_printf(out, "%s \"%s\"", i ? "," : "", instance->upstreams[i]->id);
		text_string(out, " ];");
	}
	if (instance->model->carriage_count)
		put_carriages(out, network, instance);
	text_string(out, " }");
}

static void put_platforms(struct text *out, const struct network *network)
{
	if (network->model->base)
		text_printf(out, "base = %lld;\n", (long long)network->model->base);
	put_services(out, network->model);
	text_string(out, "platforms = (\n");
	for (size_t i = 0; i < network->instance_count; i++) {
		put_platform(out, network, &network->instances[i]);
		text_string(out, i + 1 < network->instance_count ? ",\n" : "\n);\n");
	}
}

static void put_nodes(struct text *out, const struct network *network)
{
	text_string(out, "node,addresses,platform,site,role\n");
	for (size_t i = 0; i < network->node_count; i++) {
		const struct node *node = &network->nodes[i];

		if (!node->missing)
			text_printf(out, "%s,%u.%u.%u.%u,%s,%s,%s\n", node->name,
				node->address >> 24, node->address >> 16 & 255,
				node->address >> 8 & 255, node->address & 255, node->listed->id,
				node->site, node->instance->model->role);
	}
}

static void put_links(struct text *out, const struct network *network)
{
	text_string(out, "node,port,node_b,port_b\n");
	for (size_t i = 0; i < network->link_count; i++) {
		const struct link *link = &network->links[i];
		char ports[2][PORT_NAME];

		if (link->ends[0]->missing || link->ends[1]->missing)
			continue;
		for (int end = 0; end < 2; end++)
			node_port(link->ends[end], link->ports[end], ports[end]);
		text_printf(out, "%s,%s,%s,%s\n", link->ends[0]->name, ports[0],
			link->ends[1]->name, ports[1]);
	}
}

static const char configuration[] =
	"state = \"state\"; control = \"control.sock\"; rules = \"rules\";\n"
	"inventory = { platforms = \"inventory/platforms.cfg\"; nodes = "
	"\"inventory/nodes.csv\";\n"
	"              links = \"inventory/links.csv\"; };\n"
	"listeners = (\n"
	"  { id = \"syslog\"; type = \"syslog-udp\"; address = \"127.0.0.1\"; port = 0; },\n"
	"  { id = \"traps\"; type = \"snmp-trap\"; address = \"127.0.0.1\"; port = 0; } );\n"
	"outputs = ( { id = \"tickets\"; type = \"file\"; path = \"alerts.json\"; } );\n"
	"routes = ( { id = \"all\"; outputs = [ \"tickets\" ]; } );\n";

bool derive_write(const char *folder, const struct network *network,
	const struct relation_model *relation, struct error *error)
{
	struct text platforms = {0}, nodes = {0}, links = {0}, conf = {0};
	char path[PATH_BYTES];
	bool done;

	snprintf(path, sizeof(path), "%s/inventory", folder);
	mkdir(path, 0777);
	put_platforms(&platforms, network);
	put_nodes(&nodes, network);
	put_links(&links, network);
	text_string(&conf, configuration);
	done = write_file(path, "platforms.cfg", &platforms, error) &&
	       write_file(path, "nodes.csv", &nodes, error) &&
	       write_file(path, "links.csv", &links, error) &&
	       write_file(folder, "correlator.conf", &conf, error) &&
	       derive_rules(folder, network->model, relation, error);
	text_free(&platforms);
	text_free(&nodes);
	text_free(&links);
	text_free(&conf);
	return done;
}
