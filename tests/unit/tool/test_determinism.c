/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/determinism.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "config/knowledge.h"
#include "event/self_event.h"
#include "input/syslog_parse.h"

/* A small storm in a world that keeps its log. */
struct fixture {
	struct report report;
	struct knowledge *knowledge;
	struct routes routes;
	struct world world;
};

static void hear(struct world *world, const char *line)
{
	struct syslog_context context = {.now = world->now};
	struct address peer;

	address_parse(slice_of("10.0.1.1"), &peer);
	context.peer = &peer;
	world->now += 1000000000;
	world_append(world, RECORD_EVENT,
		syslog_parse(slice_of(line), &context, world_payload(world), EVENT_MAXIMUM));
}

static void add(struct world *world, enum record_kind kind, const char *payload)
{
	world->now += 1000000000;
	world_add(world, kind, slice_of(payload));
}

/* Records of every other kind, and events that each of them matters to. */
static void hear_the_rest(struct world *world)
{
	struct event *event = calloc(1, EVENT_MAXIMUM);
	size_t size = self_event_from_words(event, slice_of("loss: 12 datagrams"));

	world->grant = true;
	world_append(world, RECORD_REPEAT,
		repeat_write(world_payload(world), 300, slice_make(event, size)));
	free(event);
	for (int i = 0; i < 30; i++) {
		hear(world, "<132>costly: aaaaaaaaaaaaaaaaaaaaaaaaaaaab");
		hear(world, "<132>costly: aaa");
	}
	add(world, RECORD_QUARANTINE, "{\"rule\": \"disk.full\"}");
	add(world, RECORD_POSITION,
		"{\"file\": \"0000000000000001\", \"offset\": 7, \"check\": 9}");
	add(world, RECORD_CLOCK, "{\"wall\": 1325376000000000000}");
	add(world, RECORD_LOSS, "{\"from\": 1325376100000000000, \"to\": 1325376200000000000}");
	add(world, RECORD_DOWN, "{\"from\": 1325376100000000000, \"to\": 1325376300000000000}");
	add(world, RECORD_COMMAND, "{\"command\": \"ack\", \"incident\": \"test0-1.0\"}");
	add(world, RECORD_OUTCOME, "{\"incident\": \"test0-1.0\", \"seq\": 1}");
	add(world, RECORD_SET, "{\"rules\": \"1\"}");
	/* What is no JSON, or not the right one, is passed over in the same way. */
	for (int kind = RECORD_TIME; kind < RECORD_KINDS; kind++)
		add(world, (enum record_kind)kind, "{\"rule\": [");
	for (int i = 0; i < 10; i++) {
		hear(world, "<132>disk: disk b full");
		hear(world, "<132>temp: temperature high");
	}
}

static int setup(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	const char *top = getenv("top_srcdir");
	struct text folder = {0};
	const char *path;
	struct engine_settings settings = {.epoch = "test0", .routes = &fixture->routes};

	text_printf(&folder, "%s/tests/scenario/rules", top ? top : ".");
	path = text_get(&folder);
	fixture->knowledge = knowledge_load(
		&(struct knowledge_files){.rules = {&path, 1}}, &fixture->report);
	text_free(&folder);
	settings.rules = fixture->knowledge->rules;
	settings.inventory = fixture->knowledge->inventory;
	world_init(&fixture->world, &settings);
	fixture->world.keep = true;
	fixture->world.now = 1325376000000000000;
	for (int i = 0; i < 50; i++) {
		hear(&fixture->world, "<132>disk: disk a full");
		hear(&fixture->world, "<132>port: port ge1 down");
		hear(&fixture->world, "<132>proc: process cart down");
	}
	hear_the_rest(&fixture->world);
	world_pass(&fixture->world, fixture->world.now + 60000000000);
	*state = fixture;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *fixture = *state;

	world_free(&fixture->world);
	knowledge_free(fixture->knowledge);
	report_free(&fixture->report);
	free(fixture);
	return 0;
}

static void equal_runs_are_equal(void **state)
{
	struct fixture *fixture = *state;
	struct text difference = {0};

	assert_true(fixture->world.stream.length > 1000);
	for (uint64_t seed = 1; seed < 5; seed++)
		assert_true(determinism_check(&fixture->world, seed, &difference));
	text_free(&difference);
}

static void a_changed_byte_is_found(void **state)
{
	struct fixture *fixture = *state;
	struct text difference = {0};

	fixture->world.stream.data[fixture->world.stream.length - 2] ^= 1;
	assert_false(determinism_check(&fixture->world, 1, &difference));
	assert_non_null(strstr(text_get(&difference), "with another hash seed"));
	assert_non_null(strstr(text_get(&difference), "the first change that differs"));
	text_free(&difference);
}

static void a_missing_change_is_found(void **state)
{
	struct fixture *fixture = *state;
	struct text difference = {0};

	text_string(&fixture->world.stream, "one more\n");
	assert_false(determinism_check(&fixture->world, 1, &difference));
	assert_non_null(strstr(text_get(&difference), "one more"));
	text_free(&difference);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(equal_runs_are_equal, setup, teardown),
		cmocka_unit_test_setup_teardown(a_changed_byte_is_found, setup, teardown),
		cmocka_unit_test_setup_teardown(a_missing_change_is_found, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
