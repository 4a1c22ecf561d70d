/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Another links.csv comes into force while alarms are open: they lie where it says from there
 * on, and what was one stays one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/duration.h"
#include "config/knowledge.h"
#include "input/syslog_parse.h"
#include "tool/world.h"
#include "unit/config/folder.h"

static const char rules[] =
	"events = (\n"
	"  { id = \"down\"; program = \"ifmgr\"; message = \"port (?<port>\\\\w+) down\"; },\n"
	"  { id = \"up\"; program = \"ifmgr\"; message = \"port (?<port>\\\\w+) up\"; },\n"
	"  { id = \"cut\"; program = \"trunk\"; message = \"trunk (?<port>\\\\w+) cut\"; } );\n"
	"alarms = (\n"
	"  { id = \"port\"; raise = \"down\"; clear = \"up\"; key = [ \"node\", \"port\" ];\n"
	"    class = \"port down\"; },\n"
	"  { id = \"trunk\"; raise = \"cut\"; key = \"link\"; class = \"trunk cut\"; age = "
	"\"1h\"; } );\n"
	"faults = ( { class = \"port down\"; scope = \"link\"; },\n"
	"  { class = \"trunk cut\"; scope = \"link\"; } );\n";

static const char nodes[] = "node,addresses\na,10.0.0.1\nb,10.0.0.2\n";

struct fixture {
	struct folder folder;
	struct report report;
	struct knowledge *first, *second;
	struct routes routes;
	struct engine_settings settings;
	struct world world;
};

static struct knowledge *load(struct fixture *fixture, const char *links)
{
	char *pack = folder_file(&fixture->folder, "rules");
	char *nodes_csv = folder_file(&fixture->folder, "nodes.csv");
	char *links_csv = folder_file(&fixture->folder, "links.csv");
	struct knowledge *knowledge;

	folder_write(&fixture->folder, "links.csv", links);
	knowledge =
		knowledge_load(&(struct knowledge_files){.rules = {(const char *[]){pack}, 1},
				       .nodes = nodes_csv,
				       .links = links_csv},
			&fixture->report);
	assert_int_equal(fixture->report.errors, 0);
	free(pack);
	free(nodes_csv);
	free(links_csv);
	return knowledge;
}

static void use(struct fixture *fixture, const struct knowledge *knowledge)
{
	fixture->settings = (struct engine_settings){.epoch = "links",
		.rules = knowledge->rules,
		.inventory = knowledge->inventory,
		.routes = &fixture->routes};
}

/* The world begins with these links. */
static void begin(struct fixture *fixture, const char *links)
{
	fixture->first = load(fixture, links);
	use(fixture, fixture->first);
	world_init(&fixture->world, &fixture->settings);
	fixture->world.now = SECONDS;
}

/* And goes on with those. */
static void go_on(struct fixture *fixture, const char *links)
{
	static const char payload[] = "{\"rules\": \"2\", \"by\": \"alice\"}";
	struct world *world = &fixture->world;
	struct record *record = world->room;

	fixture->second = load(fixture, links);
	use(fixture, fixture->second);
	*record = (struct record){.kind = RECORD_SET, .length = sizeof(payload) - 1};
	memcpy(record + 1, payload, sizeof(payload));
	record_seal(record, ++world->last, world->now);
	pipeline_set(&world->pipeline, &fixture->settings, record, world->changes);
}

/* What the audit says of it. */
static void assert_audit(struct fixture *fixture, const char *detail)
{
	const struct change_list *changes = fixture->world.changes;
	bool found = false;

	for (size_t i = 0; i < changes->count; i++)
		found = found || (changes->items[i].document &&
					 strstr(changes->items[i].document, detail));
	assert_true(found);
	change_list_reset(fixture->world.changes);
}

static void hear(struct fixture *fixture, const char *from, const char *line)
{
	struct world *world = &fixture->world;
	struct address peer;
	struct syslog_context context = {.now = world->now, .peer = &peer};

	assert_true(address_parse(slice_of(from), &peer));
	world->now += SECONDS;
	world_append(world, RECORD_EVENT,
		syslog_parse(slice_of(line), &context, world_payload(world), EVENT_MAXIMUM));
}

static struct engine_counts counts(const struct fixture *fixture)
{
	return engine_counts(fixture->world.pipeline.engine);
}

static int setup(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));

	folder_make(&fixture->folder);
	folder_write(&fixture->folder, "rules/pack.rules", rules);
	folder_write(&fixture->folder, "nodes.csv", nodes);
	*state = fixture;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *fixture = *state;

	world_free(&fixture->world);
	knowledge_free(fixture->first);
	knowledge_free(fixture->second);
	report_free(&fixture->report);
	folder_remove(&fixture->folder);
	free(fixture);
	return 0;
}

#define HEADER "node,port,node_b,port_b,link\n"

static void a_new_link_joins_what_comes_then(void **state)
{
	struct fixture *fixture = *state;

	begin(fixture, HEADER);
	hear(fixture, "10.0.0.1", "<132>ifmgr: port p1 down");
	go_on(fixture, HEADER "a,p1,b,p2,ring\n");
	assert_audit(fixture, "1 alarm lies on another link");
	hear(fixture, "10.0.0.2", "<132>ifmgr: port p2 down");
	assert_int_equal(counts(fixture).alive_alarms, 2);
	assert_int_equal(counts(fixture).alive_incidents, 1);
}

static void a_link_that_is_gone_joins_nothing_more(void **state)
{
	struct fixture *fixture = *state;

	begin(fixture, HEADER "a,p1,b,p2,ring\na,p3,b,p3,\n");
	hear(fixture, "10.0.0.1", "<132>ifmgr: port p1 down");
	hear(fixture, "10.0.0.2", "<132>ifmgr: port p2 down");
	hear(fixture, "10.0.0.1", "<132>ifmgr: port p3 down");
	assert_int_equal(counts(fixture).alive_incidents, 2);
	go_on(fixture, HEADER "b,p9,a,p3,\n");
	assert_audit(fixture, "3 alarms lie on another link");
	assert_int_equal(counts(fixture).alive_incidents, 2); /* nothing is ever split */
	hear(fixture, "10.0.0.2", "<132>ifmgr: port p3 down");
	assert_int_equal(counts(fixture).alive_incidents, 3);
	hear(fixture, "10.0.0.2", "<132>ifmgr: port p9 down");
	assert_int_equal(counts(fixture).alive_incidents, 3);
	assert_int_equal(counts(fixture).alive_alarms, 5);
}

/* The key of an alarm is what it was raised with: an export that writes the other end first
 * must not make another object of the link. */
static void an_export_turned_round_changes_nothing(void **state)
{
	struct fixture *fixture = *state;

	begin(fixture, HEADER "a,p1,b,p2,\n");
	hear(fixture, "10.0.0.1", "<132>trunk: trunk p1 cut");
	go_on(fixture, HEADER "B,p2,A,p1,\n");
	change_list_reset(fixture->world.changes);
	hear(fixture, "10.0.0.2", "<132>trunk: trunk p2 cut");
	assert_int_equal(counts(fixture).alive_alarms, 1);
	assert_int_equal(counts(fixture).repeated, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_new_link_joins_what_comes_then, setup, teardown),
		cmocka_unit_test_setup_teardown(
			a_link_that_is_gone_joins_nothing_more, setup, teardown),
		cmocka_unit_test_setup_teardown(
			an_export_turned_round_changes_nothing, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
