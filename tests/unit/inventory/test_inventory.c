/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "inventory/inventory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct origin nodes_csv = {"nodes.csv", 7};

static struct address at(const char *text)
{
	struct address address;

	assert_true(address_parse(slice_of(text), &address));
	return address;
}

static struct inventory *voicemail(struct report *report)
{
	struct inventory *inventory = inventory_new();
	struct service *service = inventory_add_service(inventory,
		&(struct service){.id = "voicemail", .users = 26000000},
		(struct origin){"platforms.cfg", 3}, report);
	struct carriage carriage = {service, 800000};
	const char *needs[] = {"hlr"};
	struct platform *vms = inventory_add_platform(inventory,
		&(struct platform){.id = "vms-paris-2",
			.services = &carriage,
			.service_count = 1,
			.depends_on = needs,
			.depends_count = 1},
		report);
	const char *aliases[] = {"VMS7", "vms-par2-07-oam"};
	struct address addresses[] = {at("10.1.0.7"), at("2001:db8::7")};

	inventory_add_platform(inventory, &(struct platform){.id = "hlr", .units = 27}, report);
	inventory_add_node(inventory,
		&(struct node){.name = "vms-par2-07",
			.origin = nodes_csv,
			.platform = vms,
			.site = "paris-2",
			.role = "vms",
			.addresses = addresses,
			.address_count = 2,
			.aliases = aliases,
			.alias_count = 2},
		report);
	inventory_add_node(
		inventory, &(struct node){.name = "vms-par2-08.core", .platform = vms}, report);
	return inventory;
}

static void test_finds_nodes(void **state)
{
	static const struct {
		const char *written, *want; /* NULL: none */
	} rows[] = {
		{"vms-par2-07", "vms-par2-07"},
		{"VMS-PAR2-07", "vms-par2-07"},
		{"vms7", "vms-par2-07"},
		{"VMS-par2-07-OAM", "vms-par2-07"},
		{"vms-par2-07.example.net", "vms-par2-07"},
		{"vms-par2-08.core", "vms-par2-08.core"},
		{"vms-par2-08", NULL},
		{"vms-par2-09", NULL},
		{".example.net", NULL},
		{"", NULL},
	};
	struct report report = {0};
	struct inventory *inventory = voicemail(&report);

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct node *node = inventory_node(inventory, slice_of(rows[i].written));

		if (rows[i].want)
			assert_string_equal(node->name, rows[i].want);
		else
			assert_null(node);
	}
	assert_int_equal(report.count, 0);
	inventory_free(inventory);
}

static void test_takes_no_part_of_an_address_for_a_name(void **state)
{
	struct report report = {0};
	struct inventory *inventory = inventory_new();

	(void)state;
	inventory_add_node(inventory, &(struct node){.name = "10"}, &report);
	assert_null(inventory_node(inventory, slice_of("10.1.2.3")));
	assert_non_null(inventory_node(inventory, slice_of("10.example.net")));
	inventory_free(inventory);
}

static void test_long_names_are_unknown(void **state)
{
	struct report report = {0};
	struct inventory *inventory = voicemail(&report);
	char name[4096];

	(void)state;
	memset(name, 'a', sizeof(name));
	assert_null(inventory_node(inventory, slice_make(name, sizeof(name))));
	inventory_free(inventory);
}

static void test_finds_by_address_and_id(void **state)
{
	struct report report = {0};
	struct inventory *inventory = voicemail(&report);
	struct address known = at("2001:db8::7"), unknown = at("10.1.0.8");
	const struct node *node = inventory_node_at(inventory, &known);

	(void)state;
	assert_string_equal(node->site, "paris-2");
	assert_string_equal(node->role, "vms");
	assert_string_equal(node->platform->id, "vms-paris-2");
	assert_string_equal(node->platform->services[0].service->id, "voicemail");
	assert_null(inventory_node_at(inventory, &unknown));
	assert_ptr_equal(
		inventory_platform(inventory, slice_of("hlr")), inventory->platforms[1]);
	assert_null(inventory_platform(inventory, slice_of("HLR")));
	assert_ptr_equal(
		inventory_service(inventory, slice_of("voicemail")), inventory->services[0]);
	assert_null(inventory_service(inventory, slice_of("sms")));
	inventory_free(inventory);
}

static void test_defaults(void **state)
{
	struct report report = {0};
	struct inventory *inventory = voicemail(&report);

	(void)state;
	inventory_finish(inventory, &report);
	assert_int_equal(report.count, 0);
	assert_int_equal(inventory->base, UNKNOWN_CUSTOMERS);
	assert_string_equal(inventory->services[0]->population, "voicemail");
	assert_int_equal(inventory->platforms[0]->units, 2);  /* its nodes */
	assert_int_equal(inventory->platforms[1]->units, 27); /* as given */
	assert_string_equal(inventory->nodes[1]->site, "");
	inventory_free(inventory);
}

static void test_refuses_what_exists(void **state)
{
	struct report report = {0};
	struct inventory *inventory = voicemail(&report);
	const struct origin here = {"more.csv", 2};
	struct address taken = at("10.1.0.7");
	const char *alias = "VMS-PAR2-07";

	(void)state;
	assert_null(inventory_add_service(
		inventory, &(struct service){.id = "voicemail"}, here, &report));
	assert_null(inventory_add_platform(
		inventory, &(struct platform){.id = "hlr", .origin = here}, &report));
	assert_null(inventory_add_node(
		inventory, &(struct node){.name = "VMS7", .origin = here}, &report));
	assert_null(inventory_add_node(inventory,
		&(struct node){
			.name = "new", .origin = here, .aliases = &alias, .alias_count = 1},
		&report));
	assert_null(inventory_add_node(inventory,
		&(struct node){
			.name = "new", .origin = here, .addresses = &taken, .address_count = 1},
		&report));
	assert_null(inventory_node(inventory, slice_of("new")));
	assert_int_equal(report.errors, 5);
	assert_string_equal(report.problems[0].text,
		"service 'voicemail' exists already (platforms.cfg:3)");
	assert_string_equal(report.problems[2].text,
		"the name 'VMS7' belongs to node 'vms-par2-07' already (nodes.csv:7)");
	assert_string_equal(report.problems[4].text,
		"the address 10.1.0.7 of node 'new' belongs to node 'vms-par2-07' already "
		"(nodes.csv:7)");
	report_free(&report);
	inventory_free(inventory);
}

static void test_copies_what_it_is_given(void **state)
{
	struct report report = {0};
	struct inventory *inventory = inventory_new();
	char name[] = "mme-1", site[] = "lyon";

	(void)state;
	inventory_add_node(inventory, &(struct node){.name = name, .site = site}, &report);
	memset(name, 'x', sizeof(name) - 1);
	memset(site, 'x', sizeof(site) - 1);
	assert_string_equal(inventory_node(inventory, slice_of("mme-1"))->site, "lyon");
	inventory_free(inventory);
}

static void test_holds_many(void **state)
{
	struct report report = {0};
	struct inventory *inventory = inventory_new();
	char name[32];

	(void)state;
	for (int i = 0; i < 3000; i++) {
		snprintf(name, sizeof(name), "node-%d", i);
		inventory_add_node(inventory, &(struct node){.name = name}, &report);
	}
	for (size_t i = 0; i < inventory->node_count; i++)
		assert_ptr_equal(inventory_node(inventory, slice_of(inventory->nodes[i]->name)),
			inventory->nodes[i]);
	assert_int_equal(inventory->node_count, 3000);
	inventory_free(inventory);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_finds_nodes),
		cmocka_unit_test(test_takes_no_part_of_an_address_for_a_name),
		cmocka_unit_test(test_long_names_are_unknown),
		cmocka_unit_test(test_finds_by_address_and_id),
		cmocka_unit_test(test_defaults),
		cmocka_unit_test(test_refuses_what_exists),
		cmocka_unit_test(test_copies_what_it_is_given),
		cmocka_unit_test(test_holds_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
