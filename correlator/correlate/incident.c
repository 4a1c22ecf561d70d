/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "correlate/incident.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

const char *incident_state_name(enum incident_state state)
{
	static const char *const names[] = {
		"pending", "open", "cleared", "closed", "transient", "merged"};

	_Static_assert(sizeof(names) / sizeof(*names) == INCIDENT_STATES, "a name each");
	return names[state];
}

struct incident *incident_new(const char *id, uint64_t rank, int64_t now)
{
	struct incident *incident = xcalloc(1, sizeof(*incident));

	snprintf(incident->id, sizeof(incident->id), "%s", id);
	incident->rank = rank;
	incident->since = now;
	incident->peak = UNKNOWN_CUSTOMERS;
	incident->announced.customers = UNKNOWN_CUSTOMERS;
	deadline_init(&incident->phase, DEADLINE_PHASE, incident);
	deadline_init(&incident->update, DEADLINE_UPDATE, incident);
	deadline_init(&incident->refresh, DEADLINE_REFRESH, incident);
	return incident;
}

static void told_free(struct told *told)
{
	free(told->output);
	free(told->remote);
	free(told);
}

void incident_free(struct incident *incident)
{
	while (incident->members.first) {
		struct alarm *alarm = CONTAINER(incident->members.first, struct alarm, member);

		list_remove(&incident->members, &alarm->member);
		alarm_free(alarm);
	}
	while (incident->told.first) {
		struct told *told = CONTAINER(incident->told.first, struct told, link);

		list_remove(&incident->told, &told->link);
		told_free(told);
	}
	heap_free(&incident->candidates);
	heap_free(&incident->untold);
	impact_free(&incident->impact);
	free(incident->acknowledged_by);
	free(incident->note);
	free(incident);
}

void incident_count_in(struct incident *incident, struct alarm *alarm)
{
	if (!alarm->raised)
		return;
	incident->raised++;
	incident->severities[alarm->severity]++;
	impact_add(&incident->impact, alarm);
	alarm->candidate.first = alarm->fault->depth;
	alarm->candidate.second = (uint64_t)alarm->raised_at;
	alarm->candidate.third = alarm->rank;
	heap_put(&incident->candidates, &alarm->candidate);
}

void incident_count_out(struct incident *incident, struct alarm *alarm)
{
	if (!alarm->raised)
		return;
	incident->raised--;
	incident->severities[alarm->severity]--;
	impact_remove(&incident->impact, alarm);
	heap_remove(&incident->candidates, &alarm->candidate);
}

void incident_note(struct incident *incident, struct alarm *alarm)
{
	alarm->is_untold = true;
	alarm->untold.first = (int64_t)alarm->rank;
	heap_put(&incident->untold, &alarm->untold);
}

void incident_unnote(struct incident *incident, struct alarm *alarm)
{
	alarm->is_untold = false;
	heap_remove(&incident->untold, &alarm->untold);
}

void incident_add(struct incident *incident, struct alarm *alarm)
{
	alarm->incident = incident;
	list_append(&incident->members, &alarm->member);
	incident->total++;
	incident->events += alarm->count;
	if (alarm->raised_at < incident->since)
		incident->since = alarm->raised_at;
	incident_count_in(incident, alarm);
	if (alarm->is_untold)
		incident_note(incident, alarm);
}

void incident_remove(struct incident *incident, struct alarm *alarm)
{
	incident_count_out(incident, alarm);
	heap_remove(&incident->untold, &alarm->untold);
	list_remove(&incident->members, &alarm->member);
	incident->total--;
	incident->events -= alarm->count;
	alarm->incident = NULL;
}

enum severity incident_severity(const struct incident *incident)
{
	for (int severity = SEVERITIES - 1; severity > 0; severity--)
		if (incident->severities[severity])
			return (enum severity)severity;
	return SEVERITY_CLEARED;
}

struct alarm *incident_best_root(const struct incident *incident)
{
	struct heap_item *item = heap_first(&incident->candidates);

	return item ? CONTAINER(item, struct alarm, candidate) : NULL;
}

bool incident_is_leftover(const struct incident *incident)
{
	const struct alarm *root = incident->root, *cause = incident->cause;

	return root->raised && (root->fault != cause->fault ||
				       strcmp(root->platform, cause->platform) != 0);
}

struct told *incident_told(const struct incident *incident, const char *output)
{
	for (struct link *link = incident->told.first; link; link = link->next) {
		struct told *told = CONTAINER(link, struct told, link);

		if (strcmp(told->output, output) == 0)
			return told;
	}
	return NULL;
}

struct told *incident_tell(struct incident *incident, const char *output)
{
	struct told *told = incident_told(incident, output);

	if (told)
		return told;
	told = xcalloc(1, sizeof(*told));
	told->output = xstrdup(output);
	list_append(&incident->told, &told->link);
	return told;
}

void incident_add_gap(struct incident *incident, int64_t from, int64_t to, bool loss)
{
	struct evidence_gap *last = NULL;

	if (incident->gap_count)
		last = &incident->gaps[incident->gap_count - 1];
	/* Many small losses in a storm are one stretch; a full list stretches its last. */
	if (last && (incident->gap_count == GAPS_MAXIMUM ||
			    (last->loss == loss && from <= last->to))) {
		last->to = to > last->to ? to : last->to;
		return;
	}
	incident->gaps[incident->gap_count++] = (struct evidence_gap){from, to, loss};
}

static void fixed_codec(struct codec *codec, char text[ID_TEXT])
{
	char *copy = text;

	codec_string(codec, &copy);
	if (!codec->loading)
		return;
	snprintf(text, ID_TEXT, "%s", copy ? copy : "");
	free(copy);
}

static void announced_codec(struct codec *codec, struct announced *announced)
{
	int severity = announced->severity;

	codec_bool(codec, &announced->done);
	codec_number(codec, &announced->at);
	codec_index(codec, &severity, SEVERITIES);
	fixed_codec(codec, announced->cause);
	codec_bool(codec, &announced->leftover);
	codec_unsigned(codec, &announced->services);
	codec_number(codec, &announced->customers);
	announced->severity = (enum severity)severity;
}

static void told_codec(struct codec *codec, struct incident *incident)
{
	size_t count = 0;
	struct link *link = incident->told.first;

	for (struct link *each = link; each; each = each->next)
		count++;
	codec_size(codec, &count);
	for (size_t i = 0; i < count && !codec->failed; i++) {
		struct told *told = codec->loading ? xcalloc(1, sizeof(*told))
						   : CONTAINER(link, struct told, link);

		codec_string(codec, &told->output);
		codec_string(codec, &told->remote);
		if (!codec->loading)
			link = link->next;
		else if (told->output)
			list_append(&incident->told, &told->link);
		else
			told_free(told);
	}
}

static void gaps_codec(struct codec *codec, struct incident *incident)
{
	int count = (int)incident->gap_count;

	codec_index(codec, &count, GAPS_MAXIMUM + 1);
	incident->gap_count = (size_t)count;
	for (int i = 0; i < count; i++) {
		codec_number(codec, &incident->gaps[i].from);
		codec_number(codec, &incident->gaps[i].to);
		codec_bool(codec, &incident->gaps[i].loss);
	}
}

void incident_codec(struct deadlines *deadlines, struct codec *codec, struct incident *incident)
{
	int state = incident->state;

	fixed_codec(codec, incident->id);
	codec_unsigned(codec, &incident->rank);
	codec_index(codec, &state, INCIDENT_STATES);
	incident->state = (enum incident_state)state;
	codec_number(codec, &incident->peak);
	codec_number(codec, &incident->since);
	codec_number(codec, &incident->cleared_at);
	codec_unsigned(codec, &incident->seq);
	announced_codec(codec, &incident->announced);
	told_codec(codec, incident);
	codec_string(codec, &incident->acknowledged_by);
	codec_string(codec, &incident->note);
	fixed_codec(codec, incident->merged_into);
	gaps_codec(codec, incident);
	codec_number(codec, &incident->shown_at);
	deadline_codec(deadlines, codec, &incident->phase);
	deadline_codec(deadlines, codec, &incident->update);
	deadline_codec(deadlines, codec, &incident->refresh);
}
