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

/* Where an alarm lies: where its node is, and where the ends of its link are. */
struct spot {
	const char *node, *platform, *site;
};

static struct spot own_spot(const struct alarm *alarm)
{
	return (struct spot){alarm->node, alarm->platform, alarm->site};
}

enum { SPOTS_MAXIMUM = 3 }; /* a third node may speak of a link */

/* Its own first; returns how many. */
static size_t spots_of(const struct alarm *alarm, struct spot spots[SPOTS_MAXIMUM])
{
	size_t count = 0;

	spots[count++] = own_spot(alarm);
	for (size_t i = 0; alarm->known_link && i < 2; i++) {
		const struct node *end = alarm->known_link->ends[i].node;

		if (strcmp(end->name, alarm->node) != 0)
			spots[count++] = (struct spot){end->name,
				end->platform ? end->platform->id : end->name, end->site};
	}
	return count;
}

static void link_instance(const struct alarm *alarm, struct text *out)
{
	if (alarm->known_link)
		text_printf(out, "l%s", alarm->link);
	else
		text_printf(out, "n%s %s", alarm->node, alarm->link);
}

/* The instance of `fault`'s scope in which the alarm lies at that spot. An alarm without a site
 * (or field) is alone with its node: unknown must not join with unknown. */
static void scope_instance(const struct fault_rule *fault, const struct alarm *alarm,
	const struct spot *spot, struct text *out)
{
	switch (fault->scope) {
	case SCOPE_PLATFORM:
		text_string(out, spot->platform);
		break;
	case SCOPE_NODE:
		text_string(out, spot->node);
		break;
	case SCOPE_SITE:
		text_printf(out, spot->site[0] ? "s%s" : "n%s",
			spot->site[0] ? spot->site : spot->node);
		break;
	case SCOPE_LINK:
		link_instance(alarm, out);
		break;
	case SCOPE_FIELDS:
		for (size_t i = 0; i < fault->scope_field_count; i++) {
			struct slice value = alarm_field(alarm, fault->scope_fields[i]);

			key_part(out, value.length ? value : slice_of(alarm->node));
		}
		break;
	}
}

static bool same_instance(const struct fault_rule *fault, const struct alarm *a,
	const struct alarm *b, const struct spot *spot)
{
	const struct spot own = own_spot(a);
	struct text first = {0}, second = {0};
	bool same;

	if (fault->scope == SCOPE_PLATFORM)
		return strcmp(own.platform, spot->platform) == 0;
	scope_instance(fault, a, &own, &first);
	scope_instance(fault, b, spot, &second);
	same = slice_equal(text_slice(&first), text_slice(&second));
	text_free(&first);
	text_free(&second);
	return same;
}

/* The cause lies where it is; what it causes lies at the ends of its link too. */
static bool in_one_instance(
	const struct fault_rule *fault, const struct alarm *a, const struct alarm *b, bool *far)
{
	struct spot spots[SPOTS_MAXIMUM];
	size_t count = spots_of(b, spots);

	for (size_t i = 0; i < count; i++) {
		*far = i > 0;
		if (same_instance(fault, a, b, &spots[i]))
			return true;
	}
	return false;
}

/* Dependencies from b's platform up to a's; 0 when there is no way. */
static unsigned hops_between(const struct alarm *a, const struct alarm *b)
{
	const struct platform *from = b->known_platform;

	if (!from || !a->known_platform)
		return 0;
	for (size_t i = 0; i < from->upstream_count; i++)
		if (from->upstreams[i].platform == a->known_platform)
			return from->upstreams[i].hops;
	return 0;
}

static bool in_window(const struct alarm *a, const struct alarm *b)
{
	int64_t window = a->rule->fault->window;

	if (b->raised_at < a->raised_at - window)
		return false;
	return a->raised || b->raised_at <= a->cleared_at + window;
}

static bool same_fields(const struct reach *reach, const struct alarm *a, const struct alarm *b)
{
	for (size_t i = 0; i < reach->same_count; i++) {
		struct slice value = alarm_field(a, reach->same[i]);

		if (!value.length || !slice_equal(value, alarm_field(b, reach->same[i])))
			return false;
	}
	return true;
}

static bool reach_holds(const struct alarm *a, const struct alarm *b, struct cause *how)
{
	if (!same_fields(how->reach, a, b))
		return false;
	if (!how->reach->downstream)
		return in_one_instance(how->reach->cause, a, b, &how->far);
	how->hops = hops_between(a, b);
	return how->hops > 0;
}

/* Fewest hops, then the place itself, then what somebody wrote before "the same class". */
static bool better(const struct cause *candidate, const struct cause *best)
{
	if (!best->reach || candidate->hops != best->hops)
		return !best->reach || candidate->hops < best->hops;
	if (candidate->far != best->far)
		return best->far;
	return candidate->reach->steps > 0 && best->reach->steps == 0;
}

bool relation_causes(const struct alarm *a, const struct alarm *b, struct cause *how)
{
	const struct fault_rule *effect = b->rule->fault;
	struct cause best = {0};

	if (!in_window(a, b))
		return false;
	for (size_t i = 0; i < effect->cause_count; i++) {
		struct cause candidate = {.reach = &effect->causes[i]};

		if (candidate.reach->cause == a->rule->fault && reach_holds(a, b, &candidate) &&
			better(&candidate, &best))
			best = candidate;
	}
	*how = best;
	return best.reach != NULL;
}

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
	const struct fault_rule *class = root->rule->fault;

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
	const struct spot spot = own_spot(root);
	struct text key = {0};

	relation_remove(registry, incident);
	registry_add(registry, scope_key(&key, ROOT_IN_SCOPE, root->rule->fault, root, &spot),
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

enum { GUESSES_MAXIMUM = 100 }; /* incidents of a class that are looked at */

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

	if (!relation_causes(incident->root, choice->alarm, &how))
		return;
	distance = distance_between(incident->root, choice->alarm);
	if (!choice->best || better(&how, &choice->how))
		wins = true;
	else if (better(&choice->how, &how))
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
	const struct fault_rule *class = alarm->rule->fault;
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

		if (relation_causes(alarm, incident->root, &how))
			take(context, incident);
	}
}

void relation_effects_of(const struct registry *registry, const struct alarm *alarm,
	void (*take)(void *context, struct incident *incident), void *context)
{
	const struct spot spot = own_spot(alarm);
	struct text key = {0};

	take_effects(registry,
		scope_key(&key, EFFECT_IN_SCOPE, alarm->rule->fault, alarm, &spot), alarm, take,
		context);
	take_effects(registry,
		make_key(&key, EFFECT_ON_PLATFORM, alarm_class(alarm),
			slice_of(alarm->platform)),
		alarm, take, context);
	text_free(&key);
}

/* Whether an alarm that lies nobody knows where could lie in one instance with the cause: not
 * on the same node, for that one is known; and on its link only if that one's other end is not.
 */
static bool may_lie(const struct reach *reach, const struct alarm *a)
{
	if (!a->known_platform)
		return false;
	switch (reach->cause->scope) {
	case SCOPE_NODE:
		return reach->downstream || reach->steps > 0;
	case SCOPE_LINK:
		return reach->downstream || !a->link;
	default:
		return true;
	}
}

static bool may_cause(const struct reach *reach, const struct alarm *a, const struct alarm *b)
{
	return distance_between(a, b) <= reach->cause->window && in_window(a, b) &&
	       may_lie(reach, a) && same_fields(reach, a, b);
}

/* Newest first, and not all of those that stay for ever. False when there is a second one. */
static bool guess_among(const struct list *found, const struct reach *reach,
	const struct alarm *alarm, struct incident **only)
{
	struct link *link = found ? found->last : NULL;

	for (int i = 0; link && i < GUESSES_MAXIMUM; i++, link = link->previous) {
		struct incident *incident = CONTAINER(link, struct registration, link)->owner;

		if (incident == *only || incident == alarm->incident ||
			!may_cause(reach, incident->root, alarm))
			continue;
		if (*only)
			return false;
		*only = incident;
	}
	return true;
}

struct incident *relation_guess(
	const struct registry *registry, const struct alarm *alarm, struct cause *how)
{
	const struct fault_rule *class = alarm->rule->fault;
	struct incident *only = NULL;
	struct text key = {0};
	bool sure = true;

	for (size_t i = 0; sure && i < class->cause_count; i++) {
		const struct reach *reach = &class->causes[i];
		struct incident *before = only;

		sure = guess_among(registry_find(registry,
					   make_key(&key, ROOT_OF_CLASS, reach->cause->class,
						   (struct slice){0})),
			reach, alarm, &only);
		if (only != before)
			*how = (struct cause){.reach = reach};
	}
	text_free(&key);
	return sure ? only : NULL;
}
