/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "correlate/unknown.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/table.h"
#include "base/xalloc.h"
#include "event/oid.h"
#include "rule/shape.h"

enum {
	NAME_MAXIMUM = 128, /* bytes; the rest is left out, as of all of these */
	ID_MAXIMUM = SHAPE_MAXIMUM + NAME_MAXIMUM + 32,
	SAMPLE_MAXIMUM = 1024,
	SOURCES = 8, /* told of a shape at a time */
	SOURCE_MAXIMUM = 64,
	PLACES_EACH = 2, /* a power of two, as the number of shapes is */
};

/* One shape, as often as it came since we told last. "program sshd: Connection from <address>",
 * where "sshd" is the name. */
struct sighting {
	uint64_t hash;
	size_t name, shape, length; /* where they begin in the id, and where that ends */
	char id[ID_MAXIMUM];
	uint64_t count;
	int64_t first, last; /* T */
	size_t sample_length, source_count;
	char sample[SAMPLE_MAXIMUM];
	char sources[SOURCES][SOURCE_MAXIMUM];
};

struct unknown {
	uint64_t seed;
	int64_t span, told; /* T */
	uint64_t known, noted;
	struct text id, sample; /* of the event in hand */
	size_t name, shape;
	struct sighting others;
	size_t maximum, count;
	struct sighting *sightings; /* in the order in which they came */
	uint32_t *places;           /* number from 1; 0: free */
};

struct unknown *unknown_new(uint64_t seed, size_t shapes, int64_t span, uint64_t known)
{
	struct unknown *unknown = xcalloc(1, sizeof(*unknown));

	unknown->seed = seed;
	unknown->span = span;
	unknown->known = unknown->noted = known;
	unknown->maximum = shapes;
	unknown->sightings = xcalloc(shapes, sizeof(*unknown->sightings));
	unknown->places = xcalloc(shapes * PLACES_EACH, sizeof(*unknown->places));
	return unknown;
}

void unknown_free(struct unknown *unknown)
{
	if (!unknown)
		return;
	text_free(&unknown->id);
	text_free(&unknown->sample);
	free(unknown->sightings);
	free(unknown->places);
	free(unknown);
}

/* A trap is known by its OID; a line by what network elements call it, else by its program. */
static const char *put_name(const struct event *event, struct text *out)
{
	struct slice name = event_get(event, EVENT_TAG);
	struct oid oid;

	if (event->kind == EVENT_TRAP) {
		if (oid_from_ber(event_get(event, EVENT_TRAP_OID), &oid))
			oid_print(&oid, out);
		return "trap";
	}
	if (event->kind == EVENT_SELF) {
		text_append(out, event_get(event, EVENT_MSGID));
		return "self";
	}
	if (name.length > 0) {
		text_append(out, slice_part(name, 0, NAME_MAXIMUM));
		return "tag";
	}
	name = event_get(event, EVENT_PROGRAM);
	text_append(out, slice_part(name, 0, NAME_MAXIMUM));
	return name.length > 0 ? "program" : "line";
}

static void put_shape(const struct event *event, struct text *out)
{
	struct slice message = event_get(event, EVENT_MESSAGE);

	if (event->kind != EVENT_TRAP)
		shape_of(message.data ? message : event_get(event, EVENT_RAW), out);
}

static void describe(struct unknown *unknown, const struct event *event)
{
	struct text *id = &unknown->id;
	char name[NAME_MAXIMUM + 1];
	const char *word;

	text_reset(id);
	word = put_name(event, id);
	snprintf(name, sizeof(name), "%.*s", SLICE_PRINT(text_slice(id)));
	text_reset(id);
	text_printf(id, "%s ", word);
	unknown->name = id->length;
	text_printf(id, "%s: ", name);
	unknown->shape = id->length;
	put_shape(event, id);
}

static struct sighting *begin(
	struct unknown *unknown, uint64_t hash, const struct record *record)
{
	struct sighting *sighting = &unknown->sightings[unknown->count++];

	sighting->hash = hash;
	sighting->name = unknown->name;
	sighting->shape = unknown->shape;
	sighting->length = unknown->id.length;
	memcpy(sighting->id, unknown->id.data, unknown->id.length);
	sighting->count = 0;
	sighting->first = record->time;
	sighting->source_count = 0;
	text_reset(&unknown->sample);
	event_describe(record_event(record), &unknown->sample);
	sighting->sample_length = unknown->sample.length < SAMPLE_MAXIMUM
					  ? unknown->sample.length
					  : SAMPLE_MAXIMUM;
	memcpy(sighting->sample, text_get(&unknown->sample), sighting->sample_length);
	return sighting;
}

/* That of the event in hand; there is one for all that find no place. */
static struct sighting *find(struct unknown *unknown, const struct record *record)
{
	const struct slice id = text_slice(&unknown->id);
	const uint64_t hash = table_hash(unknown->seed, id);
	const size_t mask = unknown->maximum * PLACES_EACH - 1;
	size_t place = hash & mask;

	for (; unknown->places[place]; place = (place + 1) & mask) {
		struct sighting *sighting = &unknown->sightings[unknown->places[place] - 1];

		if (sighting->hash == hash &&
			slice_equal(id, slice_make(sighting->id, sighting->length)))
			return sighting;
	}
	if (unknown->count < unknown->maximum) {
		unknown->places[place] = (uint32_t)unknown->count + 1;
		return begin(unknown, hash, record);
	}
	if (unknown->others.count == 0)
		unknown->others.first = record->time;
	return &unknown->others;
}

static void note_source(struct sighting *sighting, struct slice node)
{
	const struct slice source = slice_part(node, 0, SOURCE_MAXIMUM - 1);
	char *free_place;

	for (size_t i = 0; i < sighting->source_count; i++)
		if (slice_equals(source, sighting->sources[i]))
			return;
	if (sighting->source_count == SOURCES || source.length == 0)
		return;
	free_place = sighting->sources[sighting->source_count++];
	memcpy(free_place, source.data, source.length);
	free_place[source.length] = '\0';
}

void unknown_note(
	struct unknown *unknown, const struct record *record, const struct event_matches *event)
{
	struct sighting *sighting;

	if (record->number <= unknown->known)
		return;
	describe(unknown, record_event(record));
	sighting = find(unknown, record);
	sighting->count += record_times(record);
	sighting->last = record->time;
	if (sighting != &unknown->others)
		note_source(sighting, event->place.node);
	unknown->noted = record->number;
}

int64_t unknown_next(const struct unknown *unknown)
{
	return unknown->count > 0 ? unknown->told + unknown->span : INT64_MAX;
}

static json_t *clean_part(const struct sighting *sighting, size_t from, size_t to)
{
	return json_clean(slice_make(sighting->id + from, to - from));
}

static void print_document(const struct sighting *sighting, struct text *out)
{
	const size_t colon = sighting->shape - strlen(": ");
	json_t *json = json_object();

	json_object_set_new(json, "kind", clean_part(sighting, 0, sighting->name - 1));
	json_object_set_new(json, "name", clean_part(sighting, sighting->name, colon));
	json_object_set_new(
		json, "shape", clean_part(sighting, sighting->shape, sighting->length));
	json_object_set_new(json, "sample",
		json_clean(slice_make(sighting->sample, sighting->sample_length)));
	json_print(json, out);
	json_decref(json);
}

static struct change *add(struct change_list *list, enum change_kind kind, const char *id,
	const struct sighting *sighting)
{
	struct change *change = change_list_add(list, kind, sighting->last);

	change->shape = id;
	return change;
}

static void tell(const struct sighting *sighting, struct change_list *list)
{
	struct text text = {0};
	struct change *change;
	const char *id;

	text_clean(&text, slice_make(sighting->id, sighting->length));
	id = arena_string(list->arena, text_slice(&text));
	change = add(list, CHANGE_UNKNOWN, id, sighting);
	change->seq = sighting->count;
	change->since = sighting->first;
	text_reset(&text);
	print_document(sighting, &text);
	change->document = arena_string(list->arena, text_slice(&text));
	for (size_t i = 0; i < sighting->source_count; i++) {
		text_reset(&text);
		text_clean(&text, slice_of(sighting->sources[i]));
		add(list, CHANGE_UNKNOWN_SOURCE, id, sighting)->by =
			arena_string(list->arena, text_slice(&text));
	}
	text_free(&text);
}

static void tell_others(const struct sighting *others, struct change_list *list)
{
	struct change *change;

	if (others->count == 0)
		return;
	change = add(list, CHANGE_UNKNOWN, UNKNOWN_OTHERS, others);
	change->seq = others->count;
	change->since = others->first;
	change->document = "{}";
}

void unknown_tell(struct unknown *unknown, int64_t now, struct change_list *list)
{
	for (size_t i = 0; i < unknown->count; i++)
		tell(&unknown->sightings[i], list);
	tell_others(&unknown->others, list);
	list->noted = unknown->noted;
	memset(unknown->places, 0, unknown->maximum * PLACES_EACH * sizeof(*unknown->places));
	unknown->count = 0;
	unknown->others = (struct sighting){.count = 0};
	unknown->told = now;
}
