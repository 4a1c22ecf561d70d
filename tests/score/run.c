/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "score/run.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/file.h"
#include "base/json.h"
#include "base/table.h"
#include "base/xalloc.h"

#define OURS "alarms of this incident affect it"

/* What is needed while reading. */
struct reading {
	struct run *run;
	struct table *by_record;   /* struct event */
	struct table *by_incident; /* struct incident */
	size_t event_capacity, incident_capacity, alert_capacity;
	const char *root;   /* scratch */
	const char **roots; /* of each fault, the symptom */
	struct error *error;
};

static bool each_line(const char *folder, const char *name,
	void (*take)(struct reading *reading, const json_t *line), struct reading *reading)
{
	char path[PATH_BYTES], *line = NULL;
	size_t capacity = 0;
	ssize_t length;
	bool good = true;
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "re");
	if (!file)
		return error_set(reading->error, "cannot read %s: %s", path, strerror(errno));
	while (good && (length = getline(&line, &capacity, file)) > 0) {
		json_t *json = json_parse(slice_make(line, (size_t)length), reading->error);

		good = json != NULL;
		if (json)
			take(reading, json);
		json_decref(json);
	}
	free(line);
	fclose(file);
	return good;
}

static json_t *whole(const char *folder, const char *name, struct error *error)
{
	char path[PATH_BYTES];
	json_error_t where;
	json_t *json;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	json = json_load_file(path, 0, &where);
	if (!json)
		error_set(error, "%s:%d: %s", path, where.line, where.text);
	return json;
}

static const char *copy(const struct run *run, const char *string)
{
	return arena_string(run->arena, slice_of(string));
}

static int64_t time_of(const json_t *json, const char *name)
{
	int64_t time = 0;

	time_parse(slice_of(json_member_string(json, name, "")), &time);
	return time;
}

static uint64_t service_bit(struct run *run, const char *name)
{
	for (size_t i = 0; i < run->service_count; i++)
		if (strcmp(run->services[i], name) == 0)
			return 1ULL << i;
	if (run->service_count == SERVICES_MAXIMUM)
		return 0;
	run->services[run->service_count] = copy(run, name);
	return 1ULL << run->service_count++;
}

static const char *platform_at(const struct run *run, const json_t *fault, size_t place)
{
	const char *platform =
		json_string_value(json_array_get(json_object_get(fault, "platforms"), place));

	return platform ? copy(run, platform) : NULL;
}

static void read_fault(struct reading *reading, const json_t *json, size_t place)
{
	struct run *run = reading->run;
	const json_t *services = json_object_get(json, "services");
	const char *first = platform_at(run, json, 0), *second = platform_at(run, json, 1);

	run->faults[place] = (struct fault){
		.class = copy(run, json_member_string(json, "class", "")),
		.platforms = {first, second ? second : first},
		.customers = json_member_integer(json, "customers", 0),
		.alike = json_is_true(json_object_get(json, "alike")),
		.misplaced = json_is_true(json_object_get(json, "misplaced")),
		.flapping = json_is_true(json_object_get(json, "flapping")),
	};
	for (size_t i = 0; i < json_array_size(services); i++)
		run->faults[place].services |=
			service_bit(run, json_string_value(json_array_get(services, i)));
	reading->roots[place] = copy(run, json_member_string(json, "root", ""));
}

static bool read_truth(struct reading *reading, const char *folder)
{
	struct run *run = reading->run;
	json_t *json = whole(folder, "truth.json", reading->error);
	const json_t *faults = json_object_get(json, "faults");

	if (!json)
		return false;
	run->folder = copy(run, folder);
	run->model = copy(run, json_member_string(json, "model", ""));
	run->nodes = json_member_integer(json, "nodes", 0);
	run->lost = json_member_integer(json, "lost", 0);
	run->overlap = json_member_integer(json, "overlap", 0);
	run->begin = time_of(json, "begin");
	run->end = time_of(json, "end");
	run->fault_count = json_array_size(faults);
	run->faults = arena_calloc(run->arena, run->fault_count, sizeof(struct fault));
	reading->roots = arena_calloc(run->arena, run->fault_count, sizeof(const char *));
	for (size_t i = 0; i < run->fault_count; i++)
		read_fault(reading, json_array_get(faults, i), i);
	json_decref(json);
	return true;
}

static enum said said_of(const char *deed)
{
	if (strcmp(deed, "clear") == 0)
		return SAID_CLEAR;
	return strcmp(deed, "repeat") == 0 ? SAID_REPEAT : SAID_RAISE;
}

/* Messages that arrived, but no second copies: they bring no news. */
static void read_event(struct reading *reading, const json_t *json)
{
	struct run *run = reading->run;
	int64_t fault = json_member_integer(json, "fault", 0);
	struct event event = {
		.record = (uint64_t)json_member_integer(json, "record", 0),
		.arrived = time_of(json, "arrived"),
		.said = said_of(json_member_string(json, "deed", "")),
	};

	if (!event.record || fault < 1 || (size_t)fault > run->fault_count ||
		json_is_true(json_object_get(json, "copy")))
		return;
	if (json_is_false(json_object_get(json, "listed"))) {
		run->unlisted++;
		return;
	}
	event.fault = &run->faults[fault - 1];
	event.fault->raises += event.said == SAID_RAISE;
	if (event.said == SAID_RAISE && !event.fault->first_root &&
		strcmp(reading->roots[fault - 1], json_member_string(json, "symptom", "")) == 0)
		event.fault->first_root = event.arrived;
	run->events = xgrow(
		run->events, run->event_count, &reading->event_capacity, sizeof(struct event));
	run->events[run->event_count++] = event;
}

static struct slice record_key(const struct event *event)
{
	return slice_make(&event->record, sizeof(event->record));
}

static void index_events(struct reading *reading)
{
	struct run *run = reading->run;

	for (size_t i = 0; i < run->event_count; i++)
		table_set(reading->by_record, record_key(&run->events[i]), &run->events[i]);
}

static struct incident *incident_of(struct reading *reading, const char *id)
{
	return id ? table_find(reading->by_incident, slice_of(id)) : NULL;
}

static void read_deed(struct reading *reading, const json_t *json)
{
	const struct run *run = reading->run;
	uint64_t record = (uint64_t)json_member_integer(json, "record", 0);
	struct event *event =
		table_find(reading->by_record, slice_make(&record, sizeof(record)));
	const char *did = json_member_string(json, "did", "");

	if (!event) {
		reading->run->strangers += strcmp(did, "raise") == 0;
		return;
	}
	if (strcmp(did, "nothing") == 0 || event->rule)
		return;
	event->rule = copy(run, json_member_string(json, "rule", ""));
	event->node = copy(run, json_member_string(json, "node", ""));
	event->platform = copy(run, json_member_string(json, "platform", ""));
	if (json_is_true(json_object_get(json, "announced")))
		event->incident =
			incident_of(reading, json_member_string(json, "incident", NULL));
}

static void read_incident(struct reading *reading, const json_t *json)
{
	struct run *run = reading->run;
	struct incident *incident = &run->incidents[run->incident_count++];

	*incident = (struct incident){
		.id = copy(run, json_member_string(json, "incident", "")),
		.platform = copy(run, json_member_string(json, "platform", "")),
		.class = copy(run, json_member_string(json, "class", "")),
		.customers =
			json_member_integer(json_object_get(json, "customers"), "peak", -1),
	};
	table_set(reading->by_incident, slice_of(incident->id), incident);
}

static void add_alert(struct reading *reading, const json_t *json)
{
	struct run *run = reading->run;
	struct incident *incident =
		incident_of(reading, json_member_string(json, "incident", NULL));
	const json_t *services = json_object_get(json, "services"), *service;
	size_t place;

	run->alerts =
		xgrow(run->alerts, run->alert_count, &reading->alert_capacity, sizeof(int64_t));
	run->alerts[run->alert_count++] = time_of(json, "at");
	if (!incident)
		return;
	incident->alerts++;
	if (!incident->opened)
		incident->opened = time_of(json, "at");
	json_array_foreach((json_t *)(uintptr_t)services, place, service)
	{
		/* Others may affect it too, and the alert says so. */
		if (strcmp(json_member_string(service, "state", ""), "affected") == 0 &&
			strcmp(json_member_string(service, "evidence", ""), OURS) == 0)
			incident->services |=
				service_bit(run, json_member_string(service, "service", ""));
	}
}

static bool read_replay(struct reading *reading, const char *folder)
{
	json_t *json = whole(folder, "replay.json", reading->error);
	const json_t *incidents = json_object_get(json, "incidents");
	const json_t *alerts = json_object_get(json, "alerts");

	if (!json)
		return false;
	reading->run->datagrams = (uint64_t)json_member_integer(json, "events", 0);
	reading->run->incidents =
		xcalloc(json_array_size(incidents) + 1, sizeof(struct incident));
	for (size_t i = 0; i < json_array_size(incidents); i++)
		read_incident(reading, json_array_get(incidents, i));
	for (size_t i = 0; i < json_array_size(alerts); i++)
		add_alert(reading, json_array_get(alerts, i));
	json_decref(json);
	return true;
}

struct run *run_load(const char *folder, struct error *error)
{
	struct run *run = xcalloc(1, sizeof(*run));
	struct reading reading = {.run = run,
		.by_record = table_new(0),
		.by_incident = table_new(0),
		.error = error};
	bool good;

	run->arena = arena_new(0);
	good = read_truth(&reading, folder) &&
	       each_line(folder, "events.jsonl", read_event, &reading);
	index_events(&reading);
	good = good && read_replay(&reading, folder) &&
	       each_line(folder, "deeds.jsonl", read_deed, &reading);
	table_free(reading.by_record);
	table_free(reading.by_incident);
	if (good)
		return run;
	run_free(run);
	return NULL;
}

void run_free(struct run *run)
{
	if (!run)
		return;
	free(run->events);
	free(run->incidents);
	free(run->alerts);
	arena_free(run->arena);
	free(run);
}
