/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What operators order in a scenario.
 */
#include "base/json.h"
#include "tool/scenario.h"

/* The id of the n-th alarm that was raised. */
static const char *alarm_id(struct scenario *scenario, struct slice ordinal)
{
	struct link *link = scenario->world.history.alarms.first;
	int64_t number;

	if (!slice_to_integer(ordinal, &number) || number < 1)
		number = 0;
	for (int64_t i = 1; link && i < number; i++)
		link = link->next;
	if (number > 0 && link)
		return CONTAINER(link, struct past, link)->id;
	scenario_wrong(scenario, "there is no alarm '%.*s': they are counted from 1",
		SLICE_PRINT(ordinal));
	return NULL;
}

/* 1 by alice NOTE, or alarm 1 by alice NOTE */
bool scenario_order(struct scenario *scenario, const char *name, struct slice rest)
{
	struct slice ordinal = slice_word(&rest), by, person;
	bool alarm = slice_equals(ordinal, "alarm");
	const char *id;
	json_t *command;

	if (alarm)
		ordinal = slice_word(&rest);
	by = slice_word(&rest);
	person = scenario_word(scenario, &rest);
	id = alarm ? alarm_id(scenario, ordinal) : scenario_incident(scenario, ordinal);
	if (!id)
		return false;
	if (!slice_equals(by, "by") || person.length == 0)
		return scenario_wrong(scenario,
			"%s is written: %s 1 by alice, with a note or without", name, name);
	command = json_object();
	json_object_set_new(command, "command", json_text(name));
	json_object_set_new(command, alarm ? "alarm" : "incident", json_text(id));
	json_object_set_new(command, "by", json_clean(person));
	json_object_set_new(command, "note", json_clean(slice_trim(rest)));
	scenario_record(scenario, RECORD_COMMAND, command);
	return true;
}
