/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tests/tools/evidence.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/json.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "event/event.h"
#include "journal/reader.h"
#include "store/store.h"

/* Between the receiver's clock and engine time. */
#define SLACK (20 * MILLISECONDS)

void evidence_init(struct evidence *evidence)
{
	*evidence = (struct evidence){
		.arena = arena_new(0), .keys = table_new(1), .incidents = table_new(2)};
}

void evidence_free(struct evidence *evidence)
{
	table_free(evidence->keys);
	table_free(evidence->incidents);
	free(evidence->lines);
	free(evidence->faults);
	arena_free(evidence->arena);
}

static struct line *line_at(struct evidence *evidence, uint64_t number)
{
	size_t count = evidence->line_count;

	if (number >= count) {
		evidence->line_count = (size_t)number + 1 + count / 2;
		evidence->lines = xreallocarray(
			evidence->lines, evidence->line_count, sizeof(*evidence->lines));
		memset(evidence->lines + count, 0,
			(evidence->line_count - count) * sizeof(*evidence->lines));
	}
	return &evidence->lines[number];
}

static struct fault *fault_at(struct evidence *evidence, uint64_t object)
{
	size_t count = evidence->fault_count;

	if (object >= count) {
		evidence->fault_count = (size_t)object + 1 + count / 2;
		evidence->faults = xreallocarray(
			evidence->faults, evidence->fault_count, sizeof(*evidence->faults));
		memset(evidence->faults + count, 0,
			(evidence->fault_count - count) * sizeof(*evidence->faults));
	}
	return &evidence->faults[object];
}

static struct alert *alert_of(struct evidence *evidence, const char *incident, uint64_t seq)
{
	const char *key = arena_printf(evidence->arena, "%s:%" PRIu64, incident, seq);
	struct alert *alert = table_find(evidence->keys, slice_of(key));

	if (alert)
		return alert;
	alert = arena_calloc(evidence->arena, 1, sizeof(*alert));
	alert->incident = slice_part(slice_of(key), 0, strlen(incident));
	alert->seq = seq;
	table_set(evidence->keys, slice_of(key), alert);
	list_append(&evidence->alerts, &alert->link);
	return alert;
}

bool evidence_read_sent(struct evidence *evidence, const char *file, struct error *error)
{
	FILE *from = fopen(file, "re");
	uint64_t number;
	int64_t time;

	if (!from)
		return error_set(error, "%s: %s", file, strerror(errno));
	while (fscanf(from, "%" SCNu64 " %" SCNd64, &number, &time) == 2) {
		line_at(evidence, number)->sent = time;
		evidence->sent++;
	}
	fclose(from);
	return true;
}

/* "n=400 o2 down" */
static void take_message(struct evidence *evidence, struct slice message, int64_t time)
{
	char text[128], what[16] = "";
	uint64_t number, object;
	struct line *line;
	int found;

	snprintf(text, sizeof(text), "%.*s", SLICE_PRINT(message));
	found = sscanf(text, "n=%" SCNu64 " o%" SCNu64 " %15s", &number, &object, what);
	if (found < 1)
		return;
	line = line_at(evidence, number);
	evidence->foreign += !line->sent;
	evidence->doubled += line->journaled != 0;
	evidence->journaled += line->journaled == 0;
	line->journaled = time;
	if (found < 3)
		return;
	if (strcmp(what, "down") == 0)
		fault_at(evidence, object)->down = true;
	else
		fault_at(evidence, object)->up = true;
}

static void take_outcome(struct evidence *evidence, const struct record *record)
{
	json_t *json = json_parse(record_payload(record), NULL);
	struct alert *alert = alert_of(evidence, json_member_string(json, "incident", ""),
		(uint64_t)json_member_integer(json, "seq", 0));

	if (alert->outcomes++ == 0)
		alert->outcome = record->time;
	json_decref(json);
}

static void take_loss(struct evidence *evidence, const struct record *record)
{
	json_t *json = json_parse(record_payload(record), NULL);

	evidence->dropped += (uint64_t)json_member_integer(json, "count", 0);
	json_decref(json);
}

static void take_record(struct evidence *evidence, const struct record *record, int64_t since)
{
	const struct event *event = (const struct event *)(record + 1);

	evidence->records++;
	if (record->kind == RECORD_EVENT)
		take_message(evidence, event_get(event, EVENT_MESSAGE), record->time);
	else if (record->kind == RECORD_OUTCOME)
		take_outcome(evidence, record);
	else if (record->kind == RECORD_LOSS && record->time >= since)
		take_loss(evidence, record);
}

bool evidence_read_journal(
	struct evidence *evidence, const char *folder, int64_t since, struct error *error)
{
	struct reader *reader = reader_open(folder, 1, error);
	const struct record *record;
	struct reader_gap gap;

	if (!reader)
		return false;
	while ((record = reader_next(reader))) {
		if (reader_gap(reader, &gap))
			evidence->holes += gap.to - gap.from + 1;
		take_record(evidence, record, since);
	}
	reader_close(reader);
	return true;
}

bool evidence_read_replay(struct evidence *evidence, const char *file, struct error *error)
{
	json_t *json = json_load_file(file, 0, NULL), *item;
	size_t i;

	if (!json)
		return error_set(error, "%s is no JSON", file);
	json_array_foreach(json_object_get(json, "alerts"), i, item)
		alert_of(evidence, json_member_string(item, "incident", ""),
			(uint64_t)json_member_integer(item, "seq", 0))
			->replayed = true;
	json_decref(json);
	return true;
}

static void take_alerts(struct evidence *evidence, struct store *store, const char *incident)
{
	struct text text = {0};
	json_t *shown = NULL, *item;
	struct error error;
	size_t i;

	if (store_show(store, incident, &text, &error))
		shown = json_parse(text_slice(&text), &error);
	json_array_foreach(json_object_get(shown, "alerts"), i, item)
		alert_of(evidence, incident, (uint64_t)json_member_integer(item, "seq", 0))
			->stored = true;
	json_decref(shown);
	text_free(&text);
}

static void take_incident(struct evidence *evidence, struct store *store, const json_t *json)
{
	const char *key = json_member_string(json_object_get(json, "root"), "key", "");
	struct fault *fault;
	uint64_t object;

	if (sscanf(key, "o%" SCNu64, &object) != 1) {
		evidence->nameless++;
		return;
	}
	fault = fault_at(evidence, object);
	fault->incidents++;
	fault->closed = strcmp(json_member_string(json, "state", ""), "closed") == 0;
	take_alerts(evidence, store, json_member_string(json, "incident", ""));
}

static const struct epochs *epochs_in(struct reader *reader)
{
	while (reader_next(reader))
		;
	return reader_epochs(reader);
}

bool evidence_read_database(
	struct evidence *evidence, const char *file, const char *journal, struct error *error)
{
	struct reader *reader = reader_open(journal, UINT64_MAX, error);
	struct store *store = reader ? store_open(file, epochs_in(reader), error) : NULL;
	struct text list = {0};
	json_t *json, *item;
	size_t i;

	reader_close(reader);
	if (!store)
		return false;
	store_incidents(store, true, INT32_MAX, &list);
	json = json_parse(text_slice(&list), error);
	text_free(&list);
	json_array_foreach(json, i, item) take_incident(evidence, store, item);
	store_close(store);
	json_decref(json);
	return json != NULL;
}

/* Behind a run whose records are lost numbers go on at the next million. */
static bool follows(uint64_t seq, uint64_t last)
{
	return seq == last + 1 || (seq > last && seq % 1000000 == 1);
}

/* Alerts of an incident are first tried one after the other. */
static void take_first(struct evidence *evidence, const struct alert *alert)
{
	uint64_t *last = table_find(evidence->incidents, alert->incident);

	if (!last) {
		last = arena_calloc(evidence->arena, 1, sizeof(*last));
		table_set(evidence->incidents, alert->incident, last);
	}
	evidence->overtaken += !follows(alert->seq, *last);
	if (alert->seq > *last)
		*last = alert->seq;
}

static void take_request(struct evidence *evidence, const json_t *json)
{
	const char *key = json_member_string(json, "key", "");
	const char *colon = strchr(key, ':');
	char incident[64];
	struct alert *alert;
	bool recorded;

	if (!colon)
		return;
	snprintf(incident, sizeof(incident), "%.*s", (int)(colon - key), key);
	alert = alert_of(evidence, incident, strtoull(colon + 1, NULL, 10));
	if (alert->arrived++ == 0)
		take_first(evidence, alert);
	recorded = alert->outcomes > 0 &&
		   json_member_integer(json, "time", 0) > alert->outcome + SLACK;
	alert->after_outcome += recorded;
	alert->after_answer += alert->answered && !recorded;
	alert->unrecorded =
		alert->unrecorded || json_is_true(json_object_get(json, "unrecorded"));
	alert->answered = alert->answered || !json_is_true(json_object_get(json, "lost"));
}

bool evidence_read_ledger(struct evidence *evidence, const char *file, struct error *error)
{
	FILE *from = fopen(file, "re");
	char line[1024];

	if (!from)
		return error_set(error, "%s: %s", file, strerror(errno));
	while (fgets(line, sizeof(line), from)) {
		json_t *json = json_parse(slice_of(line), NULL);

		take_request(evidence, json);
		json_decref(json);
	}
	fclose(from);
	return true;
}

bool evidence_read_kills(struct evidence *evidence, const char *file, struct error *error)
{
	FILE *from = fopen(file, "re");
	uint64_t lost, beyond;

	if (!from)
		return error_set(error, "%s: %s", file, strerror(errno));
	while (fscanf(from, "%*u %*u %" SCNu64 " %" SCNu64, &lost, &beyond) == 2) {
		evidence->kills++;
		evidence->durable_lost += lost;
		evidence->undurable_lost += beyond;
	}
	fclose(from);
	return true;
}
