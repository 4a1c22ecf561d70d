/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/deeds.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/duration.h"
#include "base/json.h"
#include "config/knowledge.h"
#include "input/syslog_parse.h"

static const char *const lines[] = {
	"<132>Aug 29 12:00:00 a disk: disk a full",
	"<132>Aug 29 12:00:01 a disk: disk a full",
	"<132>Aug 29 12:00:02 a disk: disk b free",
	"<132>Aug 29 12:00:03 a disk: disk a free",
	/* Two faults at first; the third line explains both. */
	"<132>Aug 29 12:01:00 a probe: answers late",
	"<132>Aug 29 12:01:01 a queue: queue full",
	"<132>Aug 29 12:01:02 a proc: process x down",
	"<132>Aug 29 12:01:03 a other: nothing that a rule knows",
};

enum { LINES = sizeof(lines) / sizeof(*lines) };

static const struct {
	int record;
	const char *rule, *did;
	int incident; /* the record of its alarm; 0: none */
} want[] = {
	{1, "disk", "raise", 1},
	{2, "disk", "repeat", 1},
	{3, "disk", "nothing", 0},
	{4, "disk", "clear", 1},
	{5, "answers", "raise", 5},
	{6, "queue", "raise", 5},
	{7, "process", "raise", 5},
};

static struct knowledge *load(void)
{
	const char *top = getenv("top_srcdir"), *path;
	struct report report = {0};
	struct knowledge *knowledge;
	struct text folder = {0};

	text_printf(&folder, "%s/tests/scenario/rules", top ? top : ".");
	path = text_get(&folder);
	knowledge = knowledge_load(&(struct knowledge_files){.rules = {&path, 1}}, &report);
	assert_int_equal(report.errors, 0);
	report_free(&report);
	text_free(&folder);
	return knowledge;
}

static void play(struct world *world)
{
	const struct syslog_context context = {.now = 1346241600 * SECONDS, .relayed = true};

	world->now = context.now;
	for (size_t i = 0; i < LINES; i++) {
		size_t size = syslog_parse(
			slice_of(lines[i]), &context, world_payload(world), EVENT_MAXIMUM);

		world->now += 20 * SECONDS; /* longer than any hold */
		world_append(world, RECORD_EVENT, size);
	}
	world_pass(world, world->now + MINUTES);
}

static void check_line(const json_t *json, size_t i, const char *const incidents[LINES + 1])
{
	const char *incident = json_member_string(json, "incident", "");

	assert_int_equal(json_member_integer(json, "record", 0), want[i].record);
	assert_string_equal(json_member_string(json, "rule", ""), want[i].rule);
	assert_string_equal(json_member_string(json, "did", ""), want[i].did);
	assert_string_equal(incident, want[i].incident ? incidents[want[i].incident] : "");
	assert_int_equal(
		json_is_true(json_object_get(json, "announced")), want[i].incident > 0);
	if (want[i].incident)
		assert_string_equal(json_member_string(json, "node", ""), "a");
}

/* The incident of an alarm is told as it was in the end. */
static void each_deed_is_told_with_its_incident(void **state)
{
	struct knowledge *knowledge = load();
	struct routes routes = {0};
	struct engine_settings settings = {.epoch = "lines",
		.rules = knowledge->rules,
		.inventory = knowledge->inventory,
		.routes = &routes};
	struct deeds *deeds = deeds_new();
	char *printed = NULL, *rest = NULL;
	size_t length, count = 0;
	FILE *to = open_memstream(&printed, &length);
	struct world world;
	const char *incidents[LINES + 1] = {NULL};

	(void)state;
	deeds_watch(deeds, &settings);
	world_init(&world, &settings);
	play(&world);
	deeds_print(deeds, &world.history, to);
	fclose(to);
	incidents[1] = history_incident(&world.history, 1)->id;
	incidents[5] = history_incident(&world.history, 2)->id;
	for (char *line = strtok_r(printed, "\n", &rest); line;
		line = strtok_r(NULL, "\n", &rest)) {
		json_t *json = json_parse(slice_of(line), NULL);

		assert_true(count < sizeof(want) / sizeof(*want));
		check_line(json, count++, incidents);
		json_decref(json);
	}
	assert_int_equal(count, sizeof(want) / sizeof(*want));
	free(printed);
	world_free(&world);
	deeds_free(deeds);
	knowledge_free(knowledge);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_deed_is_told_with_its_incident),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
