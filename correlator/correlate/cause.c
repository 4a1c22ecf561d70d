/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "correlate/cause.h"

#include <string.h>

#include "correlate/key.h"

struct spot spot_of(const struct alarm *alarm)
{
	return (struct spot){alarm->node, alarm->platform, alarm->site};
}

size_t spots_of(const struct alarm *alarm, struct spot spots[SPOTS_MAXIMUM])
{
	size_t count = 0;

	spots[count++] = spot_of(alarm);
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

void scope_instance(const struct fault_rule *fault, const struct alarm *alarm,
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
	const struct spot own = spot_of(a);
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

bool cause_in_window(const struct alarm *a, const struct alarm *b)
{
	int64_t window = a->fault->window;

	if (b->raised_at < a->raised_at - window)
		return false;
	return a->raised || b->raised_at <= a->cleared_at + window;
}

bool cause_same_fields(const struct reach *reach, const struct alarm *a, const struct alarm *b)
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
	if (!cause_same_fields(how->reach, a, b))
		return false;
	if (!how->reach->downstream)
		return in_one_instance(how->reach->cause, a, b, &how->far);
	how->hops = hops_between(a, b);
	return how->hops > 0;
}

bool cause_better(const struct cause *candidate, const struct cause *best)
{
	if (!best->reach || candidate->hops != best->hops)
		return !best->reach || candidate->hops < best->hops;
	if (candidate->far != best->far)
		return best->far;
	return candidate->reach->steps > 0 && best->reach->steps == 0;
}

bool causes(const struct alarm *a, const struct alarm *b, struct cause *how)
{
	const struct fault_rule *effect = b->fault;
	struct cause best = {0};

	if (!cause_in_window(a, b))
		return false;
	for (size_t i = 0; i < effect->cause_count; i++) {
		struct cause candidate = {.reach = &effect->causes[i]};

		if (candidate.reach->cause == a->fault && reach_holds(a, b, &candidate) &&
			cause_better(&candidate, &best))
			best = candidate;
	}
	*how = best;
	return best.reach != NULL;
}
