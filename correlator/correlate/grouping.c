/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Which incident an alarm belongs to. A raised alarm joins the incident whose root causes it;
 * otherwise it takes over the incidents whose roots it causes; otherwise it opens one. Nothing
 * is ever split. When a root clears and others stay, the best remaining one is elected.
 */
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "correlate/engine_state.h"
#include "correlate/relation.h"

static const char *relation_name(const struct cause *how)
{
	if (how->reach->steps == 0)
		return "same class";
	return how->reach->downstream ? "downstream" : "explains";
}

static void set_why(struct alarm *alarm, const struct alarm *root, const struct cause *how)
{
	alarm_set_why(alarm, relation_name(how), alarm_class(root), how->reach->origin,
		how->hops, alarm->raised_at - root->raised_at);
}

/* The root decides who joins from here on. */
static void set_root(struct engine *engine, struct incident *incident, struct alarm *root)
{
	incident->root = root;
	relation_enter(engine->relations, incident);
}

/* Members keep what is known of their way to an earlier cause where this one has none. */
static void explain(struct engine *engine, struct alarm *alarm, const struct alarm *cause)
{
	struct cause how;

	if (causes(cause, alarm, &how))
		set_why(alarm, cause, &how);
	announce_alarm(engine, alarm);
}

/* The cause is the root that names the fault. It stays when it clears before its consequences
 * do: the fault is still what it was. */
static void set_cause(struct engine *engine, struct incident *incident, struct alarm *cause)
{
	incident->cause = cause;
	alarm_set_why(cause, "root", "", cause->fault->origin, 0, 0);
	for (struct link *link = incident->members.first; link; link = link->next)
		if (&cause->member != link)
			explain(engine, CONTAINER(link, struct alarm, member), cause);
	set_root(engine, incident, cause);
}

/* The incidents that an alarm takes over, each once. */
struct takeover {
	struct incident **items;
	size_t count, capacity;
};

static void takeover_add(void *context, struct incident *incident)
{
	struct takeover *takeover = context;

	for (size_t i = 0; i < takeover->count; i++)
		if (takeover->items[i] == incident)
			return;
	takeover->items = xgrow(takeover->items, takeover->count, &takeover->capacity,
		sizeof(*takeover->items));
	takeover->items[takeover->count++] = incident;
}

/* The oldest announced one, else the oldest. */
static struct incident *survivor(const struct takeover *takeover)
{
	struct incident *best = NULL;

	for (size_t i = 0; i < takeover->count; i++) {
		struct incident *each = takeover->items[i];

		if (!best || each->announced.done > best->announced.done ||
			(each->announced.done == best->announced.done &&
				each->rank < best->rank))
			best = each;
	}
	return best;
}

/* Somebody else works on it: it stays on its own. */
static bool is_taken(const struct incident *incident, const struct incident *by)
{
	return incident->acknowledged_by &&
	       (!by->acknowledged_by ||
		       strcmp(incident->acknowledged_by, by->acknowledged_by) != 0);
}

static void move_members(struct engine *engine, struct incident *from, struct incident *to)
{
	while (from->members.first) {
		struct alarm *alarm = CONTAINER(from->members.first, struct alarm, member);

		incident_remove(from, alarm);
		incident_add(to, alarm);
		explain(engine, alarm, to->cause);
	}
}

static void absorb(struct engine *engine, struct incident *incident, struct incident *into)
{
	move_members(engine, incident, into);
	for (size_t i = 0; i < incident->gap_count; i++)
		incident_add_gap(into, incident->gaps[i].from, incident->gaps[i].to,
			incident->gaps[i].loss);
	lifecycle_merged(engine, incident, into);
}

bool grouping_guess(struct engine *engine, struct incident *incident)
{
	const struct alarm *root = incident->root;
	struct cause how;
	struct incident *into;

	if ((root->known_platform && !root->fault->symptom) || root->rule->about_self)
		return false;
	into = relation_guess(engine->relations, root, &how);
	if (!into || is_taken(into, incident))
		return false;
	for (struct link *link = incident->members.first; link; link = link->next) {
		struct alarm *alarm = CONTAINER(link, struct alarm, member);

		alarm_set_why(alarm, "guess", alarm_class(into->root), how.reach->origin, 0,
			alarm->raised_at - into->root->raised_at);
	}
	absorb(engine, incident, into);
	lifecycle_touch(engine, into, "alarms of a node that the inventory may have wrong");
	return true;
}

/* The alarm becomes the cause of the incidents whose roots it explains, as one; false when
 * there are none. */
static bool take_over(struct engine *engine, struct alarm *alarm)
{
	struct takeover found = {0};
	struct incident *into;

	relation_effects_of(engine->relations, alarm, takeover_add, &found);
	into = survivor(&found);
	if (into) {
		incident_add(into, alarm);
		set_cause(engine, into, alarm);
		lifecycle_explained(engine, into, alarm);
	}
	for (size_t i = 0; i < found.count; i++)
		if (found.items[i] != into && !is_taken(found.items[i], into))
			absorb(engine, found.items[i], into);
	free(found.items);
	return into != NULL;
}

static void place_new(struct engine *engine, struct alarm *alarm)
{
	struct cause how = {0};
	struct incident *incident = relation_cause_of(engine->relations, alarm, &how);

	if (incident) {
		set_why(alarm, incident->root, &how);
		incident_add(incident, alarm);
		if (!incident->root->raised)
			set_root(engine, incident, alarm);
		return;
	}
	if (take_over(engine, alarm))
		return;
	incident = lifecycle_open(engine, alarm);
	incident_add(incident, alarm);
	set_cause(engine, incident, alarm);
}

/* An alarm of a living incident is raised again: it may be a better cause than the one that the
 * incident has, or at least the best of what is raised now. */
static void raised_again(struct engine *engine, struct alarm *alarm)
{
	struct incident *incident = alarm->incident;
	struct cause how;

	if (causes(alarm, incident->cause, &how) && how.reach->steps > 0)
		set_cause(engine, incident, alarm);
	else
		set_root(engine, incident, incident_best_root(incident));
}

void grouping_raised(struct engine *engine, struct alarm *alarm)
{
	if (alarm->incident)
		raised_again(engine, alarm);
	else
		place_new(engine, alarm);
	announce_alarm(engine, alarm);
	lifecycle_touch(engine, alarm->incident, "alarms raised");
}

void grouping_cleared(struct engine *engine, struct alarm *alarm)
{
	struct incident *incident = alarm->incident;
	struct alarm *best = incident_best_root(incident);

	if (alarm == incident->root && best)
		set_root(engine, incident, best);
	lifecycle_touch(engine, incident, "alarms cleared");
}
