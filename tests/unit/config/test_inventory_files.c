/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "config/inventory_files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/duration.h"
#include "folder.h"

static const char platforms[] =
	"base = 26000000;\n"
	"services = (\n"
	"  { id = \"voicemail\"; users = 25000000; population = \"mobile\"; "
	"normal_within = \"10m\"; },\n"
	"  { id = \"sms\"; } );\n"
	"platforms = (\n"
	"  { id = \"voicemail\"; units = 12; spare = 1; depends_on = [ \"subscribers\" ];\n"
	"    services = ( { service = \"voicemail\"; customers = 800000; } ); },\n"
	"  { id = \"subscribers\"; } );\n";

struct fixture {
	struct folder folder;
	struct inventory *inventory;
	struct sources *sources;
	struct report report;
};

static int setup(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	folder_make(&fixture->folder);
	fixture->inventory = inventory_new();
	fixture->sources = sources_new(NULL);
	*state = fixture;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *fixture = *state;
	folder_remove(&fixture->folder);
	report_free(&fixture->report);
	inventory_free(fixture->inventory);
	sources_free(fixture->sources);
	free(fixture);
	return 0;
}

static void load(struct fixture *fixture, const char *platforms_cfg, const char *nodes_csv)
{
	folder_write(&fixture->folder, "platforms.cfg", platforms_cfg);
	folder_write(&fixture->folder, "nodes.csv", nodes_csv);
	char *path = folder_file(&fixture->folder, "platforms.cfg");
	bool known = inventory_platforms_read(
		fixture->inventory, fixture->sources, path, &fixture->report);
	free(path);
	path = folder_file(&fixture->folder, "nodes.csv");
	inventory_nodes_read(
		fixture->inventory, fixture->sources, path, known, &fixture->report);
	free(path);
	inventory_finish(fixture->inventory, &fixture->report);
}

static void assert_told(struct fixture *fixture, const char *want)
{
	char *text = folder_report(&fixture->folder, &fixture->report);
	assert_string_equal(text, want);
	free(text);
}

static void both_files_are_read(void **state)
{
	struct fixture *fixture = *state;
	const struct inventory *inventory = fixture->inventory;
	load(fixture, platforms,
		"role,node,platform,addresses,site,aliases\n"
		"vms,vms-par2-07,voicemail,10.1.0.7 2001:db8::7,par2,vms7 voice7\n"
		"db,hlr-1,subscribers,,\"par2, north\",\n");
	assert_told(fixture, "");
	assert_int_equal(inventory->base, 26000000);
	assert_int_equal(inventory->services[0]->users, 25000000);
	assert_int_equal(inventory->services[0]->normal_within, 10 * MINUTES);
	assert_int_equal(inventory->services[1]->users, UNKNOWN_CUSTOMERS);
	assert_string_equal(inventory->services[1]->population, "sms");
	const struct platform *voicemail = inventory->platforms[0];
	assert_int_equal(voicemail->units, 12);
	assert_int_equal(voicemail->spare, 1);
	assert_int_equal(voicemail->services[0].customers, 800000);
	assert_int_equal(voicemail->upstream_count, 1);
	assert_int_equal(voicemail->origin.line, 6);
	const struct node *node = inventory_node(inventory, slice_of("voice7"));
	assert_non_null(node);
	assert_string_equal(node->name, "vms-par2-07");
	assert_ptr_equal(node->platform, voicemail);
	assert_int_equal(node->address_count, 2);
	assert_int_equal(node->origin.line, 2);
	assert_string_equal(inventory_node(inventory, slice_of("hlr-1"))->site, "par2, north");
}

static void mistakes_are_told_with_their_lines(void **state)
{
	struct fixture *fixture = *state;
	load(fixture,
		"base = 5000000000L;\n"
		"services = ( { id = \"sms\"; user = 1; } );\n"
		"platforms = (\n"
		"  { id = \"a\"; services = ( { service = \"smss\"; }, { service = \"voice\"; "
		"} ); },\n"
		"  { id = \"a\"; },\n"
		"  { units = -1; } );\n",
		"node,adresses,platform,addresses\n"
		"n1,10.0.0.256,b,10.0.0.256\n"
		"n2,x,other,10.0.0.2\n"
		",,other,\n"
		"\"n3,,,\n");
	assert_told(fixture,
		"nodes.csv:1: doubt: the column 'adresses' is not used: those used are node, "
		"addresses, aliases, platform, site, role\n"
		"nodes.csv:2: error: '10.0.0.256' is no address: write 10.1.2.3 or "
		"2001:db8::1, and "
		"blanks between several\n"
		"nodes.csv:2: error: unknown platform 'b': platforms.cfg has no platform of "
		"this "
		"id\n"
		"nodes.csv:3: error: unknown platform 'other': platforms.cfg has no platform "
		"of "
		"this id\n"
		"nodes.csv:4: error: this row names no node\n"
		"nodes.csv:5: error: a quote (\") opens a cell here and is never closed\n"
		"platforms.cfg:1: error: 'base' is 5000000000, but must be 0 to 2000000000\n"
		"platforms.cfg:2: error: unknown setting 'user': did you mean 'users'?\n"
		"platforms.cfg:4: error: unknown service 'smss': no entry of 'services' has "
		"this "
		"id\n"
		"platforms.cfg:4: error: unknown service 'voice': no entry of 'services' has "
		"this "
		"id\n"
		"platforms.cfg:5: error: platform 'a' exists already (platforms.cfg:4)\n"
		"platforms.cfg:6: error: 'units' is -1, but must be 0 to 1000000\n"
		"platforms.cfg:6: error: 'id' is missing: the name of the platform\n");
}

static void the_first_line_must_name_the_nodes(void **state)
{
	struct fixture *fixture = *state;
	load(fixture, "", "n1,10.0.0.1\n");
	assert_told(fixture,
		"nodes.csv:1: doubt: the column 'n1' is not used: those used are node, "
		"addresses, "
		"aliases, platform, site, role\n"
		"nodes.csv:1: doubt: the column '10.0.0.1' is not used: those used are node, "
		"addresses, aliases, platform, site, role\n"
		"nodes.csv:1: error: the first line must name the columns, and one of them "
		"must be "
		"'node'\n");
	load(fixture, "", "");
	assert_told(fixture, "nodes.csv: doubt: the file is empty\n");
}

static void load_links(struct fixture *fixture, const char *links_csv)
{
	folder_write(&fixture->folder, "links.csv", links_csv);
	char *path = folder_file(&fixture->folder, "links.csv");
	inventory_links_read(fixture->inventory, fixture->sources, path, &fixture->report);
	free(path);
}

static void a_link_is_found_by_either_end(void **state)
{
	struct fixture *fixture = *state;
	const struct inventory *inventory = fixture->inventory;
	load(fixture, "", "node,aliases\na,\nb,bb\n");
	load_links(fixture, "node,port,node_b,port_b,link\na,ge-0/0/1,bb,1/1,\na,2,b,2,ring\n");
	assert_told(fixture, "");
	assert_int_equal(inventory->link_count, 2);
	const struct node *a = inventory_node(inventory, slice_of("a"));
	const struct node *b = inventory_node(inventory, slice_of("b"));
	const struct inventory_link *link = inventory_link_at(inventory, b, slice_of("1/1"));
	assert_ptr_equal(link, inventory->links[0]);
	assert_string_equal(link->id, "a ge-0/0/1 - b 1/1");
	assert_ptr_equal(inventory_link_at(inventory, a, slice_of("ge-0/0/1")), link);
	assert_ptr_equal(inventory_link(inventory, slice_of(link->id)), link);
	assert_string_equal(inventory_link_at(inventory, a, slice_of("2"))->id, "ring");
	assert_null(inventory_link_at(inventory, a, slice_of("1/1")));
	assert_null(inventory_link_at(inventory, NULL, slice_of("2")));
	assert_null(inventory_link(inventory, slice_of("a")));
}

/* Two exports may write the same link from different ends, and call its nodes differently. */
static void a_link_is_the_same_from_both_ends(void **state)
{
	struct fixture *fixture = *state;
	const struct inventory *inventory = fixture->inventory;
	load(fixture, "", "node,aliases\na,\nb,bb\n");
	load_links(fixture, "node,port,node_b,port_b\nB,2,a,1\n");
	assert_told(fixture, "");
	char *id = strdup(inventory->links[0]->id);
	uint64_t digest = inventory->links[0]->digest;
	assert_string_equal(id, "a 1 - b 2");
	inventory_free(fixture->inventory);
	fixture->inventory = inventory_new();
	load(fixture, "", "node,aliases\na,\nb,bb\n");
	load_links(fixture, "port_b,node_b,port,node,rate\n2,bb,1,A,10G\n");
	free(folder_report(&fixture->folder, &fixture->report));
	assert_string_equal(fixture->inventory->links[0]->id, id);
	assert_true(fixture->inventory->links[0]->digest == digest);
	free(id);
}

/* As many as a large network has: an end is found by hashing, never by walking. */
static void many_links_are_found(void **state)
{
	enum { LINKS = 50000 };
	struct fixture *fixture = *state;
	struct text nodes = {0}, links = {0};
	text_string(&nodes, "node\n");
	text_string(&links, "node,port,node_b,port_b\n");
	for (int i = 0; i <= LINKS; i++)
		text_printf(&nodes, "n%d\n", i);
	for (int i = 0; i < LINKS; i++)
		text_printf(&links, "n%d,east,n%d,west\n", i, i + 1);
	load(fixture, "", text_get(&nodes));
	load_links(fixture, text_get(&links));
	assert_told(fixture, "");
	const struct inventory *inventory = fixture->inventory;
	assert_int_equal(inventory->link_count, LINKS);
	for (size_t i = 0; i < LINKS; i++) {
		assert_ptr_equal(
			inventory_link_at(inventory, inventory->nodes[i], slice_of("east")),
			inventory->links[i]);
		assert_ptr_equal(
			inventory_link_at(inventory, inventory->nodes[i + 1], slice_of("west")),
			inventory->links[i]);
	}
	text_free(&nodes);
	text_free(&links);
}

static void mistakes_of_links_are_told_with_their_lines(void **state)
{
	struct fixture *fixture = *state;
	load(fixture, "", "node\na\nb\n");
	load_links(fixture, "node,port,node_b,port_b,link,speed\n"
			    "a,1,b,1,,10G\n"
			    "a,1,b,2,,\n"
			    "a,2,c,1,,\n"
			    "a,3,b,,,\n"
			    "a,4,b,4,x,\n"
			    "a,5,b,5,x,\n"
			    "b,6,b,6,,\n"
			    "b,7,b,8,,\n"
			    "b,9,c,1\n");
	assert_told(fixture,
		"links.csv:1: doubt: the column 'speed' is not used: those used are node, "
		"port, node_b, port_b, link\n"
		"links.csv:3: error: port '1' of node 'a' has the link 'a 1 - b 1' already "
		"(links.csv:2)\n"
		"links.csv:4: doubt: the link is left out: nodes.csv has no node 'c'\n"
		"links.csv:5: error: a link has a node and a port at both ends, and 'port_b' "
		"is empty here\n"
		"links.csv:7: error: link 'x' exists already (links.csv:6)\n"
		"links.csv:8: error: both ends of the link are port '6' of node 'b'\n"
		"links.csv:10: doubt: the link is left out: nodes.csv has no node 'c'\n");
	assert_int_equal(fixture->inventory->link_count, 3);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(both_files_are_read),
		TEST(mistakes_are_told_with_their_lines),
		TEST(the_first_line_must_name_the_nodes),
		TEST(a_link_is_found_by_either_end),
		TEST(a_link_is_the_same_from_both_ends),
		TEST(many_links_are_found),
		TEST(mistakes_of_links_are_told_with_their_lines),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
