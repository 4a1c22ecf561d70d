/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "inventory/place.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/xalloc.h"

static struct event *make(const char *host, const char *peer, uint16_t flags)
{
	struct event_writer writer;
	void *space = xmalloc(EVENT_MAXIMUM);
	struct address address;

	event_writer_begin(&writer, space, EVENT_MAXIMUM, EVENT_SYSLOG);
	writer.event->flags |= flags;
	if (host)
		event_writer_add(&writer, EVENT_HOST, slice_of(host));
	if (peer) {
		assert_true(address_parse(slice_of(peer), &address));
		event_writer_add(
			&writer, EVENT_PEER, slice_make(address.bytes, sizeof(address.bytes)));
	}
	event_writer_finish(&writer);
	return space;
}

static struct inventory *two_nodes(void)
{
	struct inventory *inventory = inventory_new();
	struct report report = {0};
	struct address address;
	const struct platform *vms = inventory_add_platform(
		inventory, &(struct platform){.id = "vms-paris-2"}, &report);

	assert_true(address_parse(slice_of("10.1.0.7"), &address));
	inventory_add_node(inventory,
		&(struct node){.name = "vms-par2-07",
			.platform = vms,
			.addresses = &address,
			.address_count = 1},
		&report);
	inventory_add_node(inventory, &(struct node){.name = "relay"}, &report);
	assert_int_equal(report.count, 0);
	return inventory;
}

static void test_places(void **state)
{
	static const struct {
		const char *host, *peer;
		uint16_t flags;
		bool known;
		const char *node, *platform;
	} rows[] = {
		{"anything", "10.1.0.7", 0, true, "vms-par2-07", "vms-paris-2"},
		{"vms-par2-07", "10.9.9.9", 0, false, "10.9.9.9", "10.9.9.9"},
		{"VMS-PAR2-07.core", "10.9.9.9", EVENT_RELAYED, true, "vms-par2-07",
			"vms-paris-2"},
		{"10.1.0.7", "10.9.9.9", EVENT_RELAYED, true, "vms-par2-07", "vms-paris-2"},
		{"10.1.0.8", "10.9.9.9", EVENT_RELAYED, false, "10.1.0.8", "10.1.0.8"},
		{"mystery", "10.1.0.7", EVENT_RELAYED, false, "mystery", "mystery"},
		{"relay", NULL, EVENT_RELAYED, true, "relay", "relay"},
		{NULL, "10.1.0.7", EVENT_RELAYED, true, "vms-par2-07", "vms-paris-2"},
		{"vms-par2-07", NULL, 0, true, "vms-par2-07", "vms-paris-2"},
		{NULL, NULL, 0, false, "unknown", "unknown"},
	};
	struct inventory *inventory = two_nodes();

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct event *event = make(rows[i].host, rows[i].peer, rows[i].flags);
		struct place place;

		place_event(inventory, event, &place);
		assert_int_equal(place.known != NULL, rows[i].known);
		assert_true(slice_equals(place.node, rows[i].node));
		assert_true(slice_equals(place.platform, rows[i].platform));
		free(event);
	}
	inventory_free(inventory);
}

static void test_without_inventory(void **state)
{
	struct event *event = make(NULL, "2001:db8::1", 0);
	struct place place;

	(void)state;
	place_event(NULL, event, &place);
	assert_null(place.known);
	assert_true(slice_equals(place.node, "2001:db8::1"));
	assert_true(slice_equals(place.platform, "2001:db8::1"));
	free(event);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_without_inventory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
