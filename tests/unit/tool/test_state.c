/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * State that earlier versions wrote loads, and goes on. Each version of the state has a file in
 * tests/golden/state, written once, by the program of that version, and never again:
 *
 *     top_srcdir=. WRITE_STATE=tests/golden/state/version-N tests/unit/tool/test_state
 */
#include "tool/feed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/duration.h"
#include "base/file.h"
#include "config/knowledge.h"
#include "event/positions.h"
#include "event/snmp_engines.h"

static const char *const versions[] = {"version-2", "version-3", "version-4", "version-5"};

/* What had happened: two disks full, one of them free again; two of three failed logins that
 * make an alarm; a fan that stopped. */
static const char before[] = "<132>1 2012-08-29T12:00:00Z a disk - - - disk sda full\n"
			     "<132>1 2012-08-29T12:00:01Z b disk - - - disk sdb full\n"
			     "<132>1 2012-08-29T12:00:02Z a login - - - login failed\n"
			     "<132>1 2012-08-29T12:00:03Z a login - - - login failed\n"
			     "<132>1 2012-08-29T12:00:04Z c fan - - - fan stopped\n"
			     "<132>1 2012-08-29T12:00:30Z b disk - - - disk sdb free\n";

static const char after[] = "<132>1 2012-08-29T12:00:40Z a login - - - login failed\n"
			    "<132>1 2012-08-29T12:00:41Z a disk - - - disk sda free\n"
			    "<132>1 2012-08-29T12:00:42Z a disk - - - disk sda free\n";

struct fixture {
	struct report report;
	struct knowledge *knowledge;
	struct routes routes;
	struct engine_settings settings;
	const char *top;
};

static int setup(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	const char *path;
	struct text folder = {0};

	fixture->top = getenv("top_srcdir") ? getenv("top_srcdir") : ".";
	text_printf(&folder, "%s/tests/scenario/rules", fixture->top);
	path = text_get(&folder);
	fixture->knowledge = knowledge_load(
		&(struct knowledge_files){.rules = {&path, 1}}, &fixture->report);
	text_free(&folder);
	fixture->settings = (struct engine_settings){.epoch = "state",
		.rules = fixture->knowledge->rules,
		.inventory = fixture->knowledge->inventory,
		.routes = &fixture->routes};
	*state = fixture;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *fixture = *state;

	knowledge_free(fixture->knowledge);
	report_free(&fixture->report);
	free(fixture);
	return 0;
}

static void feed(struct world *world, const char *lines)
{
	FILE *file = fmemopen((void *)(uintptr_t)lines, strlen(lines), "r");
	struct flow flow = {0};
	struct error error;

	assert_true(feed_lines(world, file, "lines", 0, NULL, &flow, &error));
	fclose(file);
}

/* Since version 3: a file that is followed. */
static const struct position followed = {7, 4096, 99};

static void follow(struct world *world)
{
	struct text payload = {0};

	position_print(&followed, &payload);
	world_add(world, RECORD_POSITION, text_slice(&payload));
	text_free(&payload);
}

static void knows_position(const struct world *world)
{
	struct position position;

	assert_true(positions_find(
		engine_positions(world->pipeline.engine), followed.file, &position));
	assert_memory_equal(&position, &followed, sizeof(position));
}

/* Since version 5: an SNMP engine that has sent something. */
static const struct snmp_engine_time sent = {7, 5000};

static struct snmp_engine_id engine_id(void)
{
	struct snmp_engine_id id;

	assert_true(snmp_engine_id_parse(slice_of("80001f8804636f72722d74657374"), &id));
	return id;
}

static void hear(struct world *world)
{
	const struct snmp_engine_id id = engine_id();
	struct event_writer writer;

	event_writer_begin(&writer, world_payload(world), EVENT_MAXIMUM, EVENT_TRAP);
	event_writer_add(&writer, EVENT_USER, slice_of("noc"));
	snmp_engine_write(&writer, &id, sent);
	world_append(world, RECORD_EVENT, event_writer_finish(&writer));
}

static void knows_engine(const struct world *world)
{
	const struct snmp_engine_id id = engine_id();
	const struct snmp_engine *engine =
		snmp_engines_find(engine_remotes(world->pipeline.engine), &id);

	assert_non_null(engine);
	assert_int_equal(snmp_engine_time_compare(engine->time, sent), 0);
	assert_string_equal(engine->user, "noc");
}

static void read_state(const char *path, struct text *out)
{
	FILE *file = fopen(path, "r");
	char block[4096];
	size_t got;

	if (!file)
		fail_msg("cannot open %s", path);
	while ((got = fread(block, 1, sizeof(block), file)) > 0)
		text_append(out, slice_make(block, got));
	fclose(file);
}

static void goes_on(struct fixture *fixture, const char *version)
{
	struct text path = {0}, state = {0};
	struct world world;
	struct error error;
	struct engine_counts counts;

	text_printf(&path, "%s/tests/golden/state/%s", fixture->top, version);
	read_state(text_get(&path), &state);
	world_init(&world, &fixture->settings);
	if (!engine_load(world.pipeline.engine, text_slice(&state), &error))
		fail_msg("%s: %s", version, error.text);
	if (strcmp(version, "version-2") != 0)
		knows_position(&world);
	if (strcmp(version, "version-5") >= 0)
		knows_engine(&world);
	counts = engine_counts(world.pipeline.engine);
	assert_int_equal(counts.raised_alarms, 2);
	assert_int_equal(counts.raised, 3);
	world.last = engine_applied(world.pipeline.engine);
	world.now = engine_now(world.pipeline.engine);
	feed(&world, after);
	counts = engine_counts(world.pipeline.engine);
	assert_int_equal(counts.raised, 4); /* the third login makes it an alarm */
	assert_int_equal(counts.cleared, 2);
	assert_int_equal(counts.raised_alarms, 2);
	world_free(&world);
	text_free(&path);
	text_free(&state);
}

static void state_of_each_version_goes_on(void **state)
{
	for (size_t i = 0; i < sizeof(versions) / sizeof(*versions); i++)
		goes_on(*state, versions[i]);
}

static void write_state(void **state)
{
	struct fixture *fixture = *state;
	struct world world;
	struct text text = {0};
	struct error error;

	world_init(&world, &fixture->settings);
	feed(&world, before);
	follow(&world);
	hear(&world);
	engine_save(world.pipeline.engine, &text);
	assert_true(file_replace(
		getenv("WRITE_STATE"), (struct slice[]){text_slice(&text)}, 1, &error));
	text_free(&text);
	world_free(&world);
}

int main(void)
{
	const struct CMUnitTest writing[] = {
		cmocka_unit_test_setup_teardown(write_state, setup, teardown)};
	const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(
		state_of_each_version_goes_on, setup, teardown)};

	if (getenv("WRITE_STATE"))
		return cmocka_run_group_tests(writing, NULL, NULL);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
