/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "correlate/impact.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xalloc.h"
#include "correlate/alarm.h"
#include "correlate/impact_parts.h"

static void tally_free(struct tally *tally)
{
	free(tally->name);
	free(tally);
}

static struct tally *tally_new(const char *name)
{
	struct tally *tally = xcalloc(1, sizeof(*tally));

	tally->name = xstrdup(name);
	return tally;
}

static void tallies_free(struct list *tallies)
{
	while (tallies->first) {
		struct tally *tally = CONTAINER(tallies->first, struct tally, link);

		list_remove(tallies, &tally->link);
		tally_free(tally);
	}
}

static void part_free(struct impact *impact, struct part *part)
{
	list_remove(&impact->parts, &part->link);
	tallies_free(&part->services);
	tallies_free(&part->units);
	table_free(part->by_node);
	free(part->platform);
	free(part);
}

static struct part *part_find(const struct impact *impact, const char *platform)
{
	for (struct link *link = impact->parts.first; link; link = link->next) {
		struct part *part = CONTAINER(link, struct part, link);

		if (strcmp(part->platform, platform) == 0)
			return part;
	}
	return NULL;
}

/* Inserts so that the list stays sorted: the formula then does not depend on the order in
 * which alarms came. */
static void part_insert(struct list *parts, struct part *part)
{
	struct list sorted = {0};

	while (parts->first) {
		struct part *first = CONTAINER(parts->first, struct part, link);

		if (part && strcmp(part->platform, first->platform) < 0) {
			list_append(&sorted, &part->link);
			part = NULL;
		}
		list_remove(parts, &first->link);
		list_append(&sorted, &first->link);
	}
	if (part)
		list_append(&sorted, &part->link);
	*parts = sorted;
}

static struct part *part_new(struct impact *impact, const struct alarm *alarm)
{
	struct part *part = xcalloc(1, sizeof(*part));

	part->platform = xstrdup(alarm->platform);
	part->known = alarm->known_platform;
	part->by_node = table_new(0);
	part_insert(&impact->parts, part);
	return part;
}

struct tally *part_service(const struct part *part, const char *service)
{
	for (struct link *link = part->services.first; link; link = link->next) {
		struct tally *tally = CONTAINER(link, struct tally, link);

		if (strcmp(tally->name, service) == 0)
			return tally;
	}
	return NULL;
}

static void part_count_node(struct part *part, const char *node)
{
	struct tally *unit = table_find(part->by_node, slice_of(node));

	if (!unit) {
		unit = tally_new(node);
		list_append(&part->units, &unit->link);
		table_set(part->by_node, slice_of(unit->name), unit);
		part->down++;
	}
	unit->alarms++;
}

void impact_add(struct impact *impact, const struct alarm *alarm)
{
	struct part *part;

	if (alarm->rule->affects_count == 0)
		return;
	part = part_find(impact, alarm->platform);
	if (!part)
		part = part_new(impact, alarm);
	part_count_node(part, alarm->node);
	for (size_t i = 0; i < alarm->rule->affects_count; i++) {
		struct tally *service = part_service(part, alarm->rule->affects[i]);

		if (!service) {
			service = tally_new(alarm->rule->affects[i]);
			list_append(&part->services, &service->link);
		}
		service->alarms++;
	}
}

static void part_discount_service(struct part *part, const char *name)
{
	struct tally *service = part_service(part, name);

	if (!service || --service->alarms > 0)
		return;
	list_remove(&part->services, &service->link);
	tally_free(service);
}

void impact_remove(struct impact *impact, const struct alarm *alarm)
{
	struct part *part = part_find(impact, alarm->platform);
	struct tally *unit;

	if (!part || alarm->rule->affects_count == 0)
		return;
	unit = table_find(part->by_node, slice_of(alarm->node));
	if (unit && --unit->alarms == 0) {
		table_remove(part->by_node, slice_of(unit->name));
		list_remove(&part->units, &unit->link);
		tally_free(unit);
		part->down--;
	}
	for (size_t i = 0; i < alarm->rule->affects_count; i++)
		part_discount_service(part, alarm->rule->affects[i]);
	if (part->down == 0)
		part_free(impact, part);
}

void impact_free(struct impact *impact)
{
	while (impact->parts.first)
		part_free(impact, CONTAINER(impact->parts.first, struct part, link));
}

bool impact_affects(const struct impact *impact, const char *service)
{
	for (struct link *link = impact->parts.first; link; link = link->next)
		if (part_service(CONTAINER(link, struct part, link), service))
			return true;
	return false;
}

uint64_t impact_fingerprint(const struct impact *impact, const struct inventory *inventory)
{
	uint64_t print = 0;

	for (size_t i = 0; i < inventory->service_count; i++)
		if (impact_affects(impact, inventory->services[i]->id))
			print = print * 1000003u + i + 1;
	return print;
}

size_t impact_units(const struct impact *impact)
{
	size_t units = 0;

	for (struct link *link = impact->parts.first; link; link = link->next)
		units += CONTAINER(link, struct part, link)->down;
	return units;
}
