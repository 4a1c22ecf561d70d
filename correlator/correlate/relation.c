/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "correlate/relation.h"

#include <stdlib.h>
#include <string.h>

#include "correlate/key.h"

/* The five kinds of keys an incident is entered under. */
enum {
	ROOT_OF_CLASS = 'c',    /* its root's class, wherever it lies */
	ROOT_IN_SCOPE = 'r',    /* its root's class, the root's scope instance */
	ROOT_ON_PLATFORM = 'p', /* its root's class, the root's platform */
	EFFECT_IN_SCOPE = 'e',  /* a class that would explain its root, that class's instance */
	EFFECT_ON_PLATFORM =
		'd', /* such a class downstream, a platform the root's depends on */
};

static struct slice make_key(
	struct text *out, char kind, const char *class, struct slice instance)
{
	text_reset(out);
	text_byte(out, kind);
	key_part(out, slice_of(class));
	text_append(out, instance);
	return text_slice(out);
}

static struct slice scope_key(struct text *out, char kind, const struct fault_rule *fault,
	const struct alarm *alarm, const struct spot *spot)
{
	struct text instance = {0};

	scope_instance(fault, alarm, spot, &instance);
	make_key(out, kind, fault->class, text_slice(&instance));
	text_free(&instance);
	return text_slice(out);
}

void relation_remove(struct registry *registry, struct incident *incident)
{
	registry_remove(registry, &incident->registrations);
}

/* At the ends of its link too. */
static void enter_effect(struct registry *registry, struct incident *incident,
	const struct fault_rule *cause, struct text *key)
{
	struct spot spots[SPOTS_MAXIMUM];
	size_t count = spots_of(incident->root, spots);

	for (size_t i = 0; i < count; i++)
		registry_add(registry,
			scope_key(key, EFFECT_IN_SCOPE, cause, incident->root, &spots[i]),
			incident, NULL, &incident->registrations);
}

/* Enters the incident where an alarm that would explain its root will look. */
static void enter_effects(
	struct registry *registry, struct incident *incident, struct text *key)
{
	const struct alarm *root = incident->root;
	const struct fault_rule *class = root->fault;

	for (size_t i = 0; i < class->cause_count; i++) {
		const struct reach *reach = &class->causes[i];

		if (reach->steps == 0)
			continue;
		if (!reach->downstream) {
			enter_effect(registry, incident, reach->cause, key);
			continue;
		}
		for (size_t u = 0;
			root->known_platform && u < root->known_platform->upstream_count; u++)
			registry_add(registry,
				make_key(key, EFFECT_ON_PLATFORM, reach->cause->class,
					slice_of(root->known_platform->upstreams[u]
							 .platform->id)),
				incident, NULL, &incident->registrations);
	}
}

void relation_enter(struct registry *registry, struct incident *incident)
{
	const struct alarm *root = incident->root;
	const struct spot spot = spot_of(root);
	struct text key = {0};

	relation_remove(registry, incident);
	registry_add(registry, scope_key(&key, ROOT_IN_SCOPE, root->fault, root, &spot),
		incident, NULL, &incident->registrations);
	registry_add(registry,
		make_key(&key, ROOT_ON_PLATFORM, alarm_class(root), slice_of(root->platform)),
		incident, NULL, &incident->registrations);
	registry_add(registry,
		make_key(&key, ROOT_OF_CLASS, alarm_class(root), (struct slice){0}), incident,
		NULL, &incident->registrations);
	enter_effects(registry, incident, &key);
	text_free(&key);
}

enum {
	GUESSES_MAXIMUM = 100, /* incidents of a class that are looked at */
	NEARER = 10,           /* times, in time: by far */
};

struct choice {
	const struct alarm *alarm;
	struct incident *best;
	struct cause how;
	int64_t distance;
};

static int64_t distance_between(const struct alarm *a, const struct alarm *b)
{
	int64_t distance = b->raised_at - a->raised_at;

	return distance < 0 ? -distance : distance;
}

/* Takes the incident if it is a better cause than the best so far. */
static void consider(struct choice *choice, struct incident *incident)
{
	struct cause how;
	int64_t distance;
	bool wins;

	if (!causes(incident->root, choice->alarm, &how))
		return;
	distance = distance_between(incident->root, choice->alarm);
	if (!choice->best || cause_better(&how, &choice->how))
		wins = true;
	else if (cause_better(&choice->how, &how))
		wins = false;
	else if (distance != choice->distance)
		wins = distance < choice->distance;
	else
		wins = incident->rank < choice->best->rank;
	if (wins) {
		choice->best = incident;
		choice->how = how;
		choice->distance = distance;
	}
}

static void consider_all(
	const struct registry *registry, struct slice key, struct choice *choice)
{
	const struct list *found = registry_find(registry, key);

	for (struct link *link = found ? found->first : NULL; link; link = link->next)
		consider(choice, CONTAINER(link, struct registration, link)->owner);
}

static void consider_scope(const struct registry *registry, const struct fault_rule *cause,
	struct text *key, struct choice *choice)
{
	struct spot spots[SPOTS_MAXIMUM];
	size_t count = spots_of(choice->alarm, spots);

	for (size_t i = 0; i < count; i++)
		consider_all(registry,
			scope_key(key, ROOT_IN_SCOPE, cause, choice->alarm, &spots[i]), choice);
}

struct incident *relation_cause_of(
	const struct registry *registry, const struct alarm *alarm, struct cause *how)
{
	const struct fault_rule *class = alarm->fault;
	const struct platform *platform = alarm->known_platform;
	struct choice choice = {.alarm = alarm};
	struct text key = {0};

	for (size_t i = 0; i < class->cause_count; i++) {
		const struct reach *reach = &class->causes[i];

		if (!reach->downstream) {
			consider_scope(registry, reach->cause, &key, &choice);
			continue;
		}
		for (size_t u = 0; platform && u < platform->upstream_count; u++)
			consider_all(registry,
				make_key(&key, ROOT_ON_PLATFORM, reach->cause->class,
					slice_of(platform->upstreams[u].platform->id)),
				&choice);
	}
	text_free(&key);
	*how = choice.how;
	return choice.best;
}

static void take_effects(const struct registry *registry, struct slice key,
	const struct alarm *alarm, void (*take)(void *context, struct incident *incident),
	void *context)
{
	const struct list *found = registry_find(registry, key);
	struct cause how;

	for (struct link *link = found ? found->first : NULL; link; link = link->next) {
		struct incident *incident = CONTAINER(link, struct registration, link)->owner;

		if (causes(alarm, incident->root, &how))
			take(context, incident);
	}
}

void relation_effects_of(const struct registry *registry, const struct alarm *alarm,
	void (*take)(void *context, struct incident *incident), void *context)
{
	const struct spot spot = spot_of(alarm);
	struct text key = {0};

	take_effects(registry,
		scope_key(&key, EFFECT_IN_SCOPE, alarm->fault, alarm, &spot), alarm, take,
		context);
	take_effects(registry,
		make_key(&key, EFFECT_ON_PLATFORM, alarm_class(alarm),
			slice_of(alarm->platform)),
		alarm, take, context);
	text_free(&key);
}

/* Whether B could lie where A causes it, if what the inventory says of B's node counts for
 * nothing. A node that it does not know is not A's, which it does; it may be a neighbour, and
 * at the other end of A's link if that one is not known. */
static bool may_lie(const struct reach *reach, const struct alarm *a, const struct alarm *b)
{
	if (!a->known_platform)
		return false;
	if (reach->downstream)
		return true;
	switch (reach->cause->scope) {
	case SCOPE_PLATFORM:
	case SCOPE_SITE:
		return true;
	case SCOPE_NODE:
		return !b->known_platform && reach->steps > 0;
	case SCOPE_LINK:
		return !b->known_platform && !a->known_link;
	case SCOPE_FIELDS:
		return !b->known_platform;
	}
	return false;
}

static bool may_cause(const struct reach *reach, const struct alarm *a, const struct alarm *b)
{
	return distance_between(a, b) <= reach->cause->window && cause_in_window(a, b) &&
	       may_lie(reach, a, b) && cause_same_fields(reach, a, b);
}

/* The nearest in time of those that would explain it. */
struct guess {
	struct incident *best;
	const struct reach *reach;
	int64_t nearest, next; /* distances of the best and of the second */
};

/* Newest first, and not all of those that stay for ever. */
static void guess_among(const struct list *found, const struct reach *reach,
	const struct alarm *alarm, struct guess *guess)
{
	struct link *link = found ? found->last : NULL;

	for (int i = 0; link && i < GUESSES_MAXIMUM; i++, link = link->previous) {
		struct incident *incident = CONTAINER(link, struct registration, link)->owner;
		int64_t distance;

		if (incident == guess->best || incident == alarm->incident ||
			!may_cause(reach, incident->root, alarm))
			continue;
		distance = distance_between(incident->root, alarm);
		if (distance < guess->nearest) {
			guess->next = guess->nearest;
			guess->nearest = distance;
			guess->best = incident;
			guess->reach = reach;
		} else if (distance < guess->next) {
			guess->next = distance;
		}
	}
}

struct incident *relation_guess(
	const struct registry *registry, const struct alarm *alarm, struct cause *how)
{
	const struct fault_rule *class = alarm->fault;
	struct guess guess = {.nearest = INT64_MAX, .next = INT64_MAX};
	struct text key = {0};

	for (size_t i = 0; i < class->cause_count; i++) {
		const struct reach *reach = &class->causes[i];

		guess_among(registry_find(
				    registry, make_key(&key, ROOT_OF_CLASS, reach->cause->class,
						      (struct slice){0})),
			reach, alarm, &guess);
	}
	text_free(&key);
	*how = (struct cause){.reach = guess.reach};
	return guess.best && guess.next / NEARER >= guess.nearest ? guess.best : NULL;
}
