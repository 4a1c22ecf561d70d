/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "correlate/relation.h"

#include <stdlib.h>
#include <string.h>

#include "correlate/key.h"

/* The four kinds of keys an incident is entered under. */
enum {
	ROOT_IN_SCOPE = 'r',    /* its root's class, the root's scope instance */
	ROOT_ON_PLATFORM = 'p', /* its root's class, the root's platform */
	EFFECT_IN_SCOPE = 'e',  /* a class that would explain its root, that class's instance */
	EFFECT_ON_PLATFORM =
		'd', /* such a class downstream, a platform the root's depends on */
};

/* The instance of `fault`'s scope that the alarm lies in. An alarm without a site (or field)
 * is alone with its node: unknown must not join with unknown. */
static void scope_instance(
	const struct fault_rule *fault, const struct alarm *alarm, struct text *out)
{
	switch (fault->scope) {
	case SCOPE_PLATFORM:
		text_string(out, alarm->platform);
		break;
	case SCOPE_NODE:
		text_string(out, alarm->node);
		break;
	case SCOPE_SITE:
		text_printf(out, alarm->site[0] ? "s%s" : "n%s",
			alarm->site[0] ? alarm->site : alarm->node);
		break;
	case SCOPE_FIELDS:
		for (size_t i = 0; i < fault->scope_field_count; i++) {
			struct slice value = alarm_field(alarm, fault->scope_fields[i]);

			key_part(out, value.length ? value : slice_of(alarm->node));
		}
		break;
	}
}

static bool same_instance(
	const struct fault_rule *fault, const struct alarm *a, const struct alarm *b)
{
	struct text first = {0}, second = {0};
	bool same;

	if (fault->scope == SCOPE_PLATFORM)
		return strcmp(a->platform, b->platform) == 0;
	scope_instance(fault, a, &first);
	scope_instance(fault, b, &second);
	same = slice_equal(text_slice(&first), text_slice(&second));
	text_free(&first);
	text_free(&second);
	return same;
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

static bool reach_holds(
	const struct reach *reach, const struct alarm *a, const struct alarm *b, unsigned *hops)
{
	*hops = 0;
	if (!same_fields(reach, a, b))
		return false;
	if (!reach->downstream)
		return same_instance(reach->cause, a, b);
	*hops = hops_between(a, b);
	return *hops > 0;
}

/* Fewest hops, then what somebody wrote before "the same class". */
static bool better(const struct cause *candidate, const struct cause *best)
{
	if (!best->reach || candidate->hops != best->hops)
		return !best->reach || candidate->hops < best->hops;
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

		if (candidate.reach->cause == a->rule->fault &&
			reach_holds(candidate.reach, a, b, &candidate.hops) &&
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

static struct slice scope_key(
	struct text *out, char kind, const struct fault_rule *fault, const struct alarm *alarm)
{
	struct text instance = {0};

	scope_instance(fault, alarm, &instance);
	make_key(out, kind, fault->class, text_slice(&instance));
	text_free(&instance);
	return text_slice(out);
}

void relation_remove(struct registry *registry, struct incident *incident)
{
	registry_remove(registry, &incident->registrations);
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
			registry_add(registry,
				scope_key(key, EFFECT_IN_SCOPE, reach->cause, root), incident,
				NULL, &incident->registrations);
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
	struct text key = {0};

	relation_remove(registry, incident);
	registry_add(registry, scope_key(&key, ROOT_IN_SCOPE, root->rule->fault, root),
		incident, NULL, &incident->registrations);
	registry_add(registry,
		make_key(&key, ROOT_ON_PLATFORM, alarm_class(root), slice_of(root->platform)),
		incident, NULL, &incident->registrations);
	enter_effects(registry, incident, &key);
	text_free(&key);
}

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
			consider_all(registry,
				scope_key(&key, ROOT_IN_SCOPE, reach->cause, alarm), &choice);
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
	struct text key = {0};

	take_effects(registry, scope_key(&key, EFFECT_IN_SCOPE, alarm->rule->fault, alarm),
		alarm, take, context);
	take_effects(registry,
		make_key(&key, EFFECT_ON_PLATFORM, alarm_class(alarm),
			slice_of(alarm->platform)),
		alarm, take, context);
	text_free(&key);
}
