/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * All alarms there are: by key, by the part of the key that a common clear names, and how many
 * raised ones affect each service.
 */
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "correlate/engine_state.h"
#include "correlate/key.h"

void alarms_affect(struct engine *engine, const struct alarm *alarm, int change)
{
	for (size_t i = 0; i < alarm->rule->affects_count; i++) {
		const struct service *service = inventory_service(
			engine->settings.inventory, slice_of(alarm->rule->affects[i]));

		if (service)
			engine->affecting[service->index] += (size_t)change;
	}
	engine->counts.raised_alarms += (uint64_t)(int64_t)change;
}

/* The key under which a clear_all of this rule finds the alarm: the named parts alone. */
static void clear_all_key(const struct alarm *alarm, struct text *out)
{
	key_begin(out, slice_of(alarm->rule->id));
	for (size_t i = 0; i < alarm->rule->clear_all_count; i++)
		key_part(out, key_get(alarm->key, alarm->rule->clear_all_key[i]));
}

void alarms_enter(struct engine *engine, struct alarm *alarm)
{
	struct text key = {0};

	table_set(engine->alarms, alarm->key, alarm);
	engine->unknown += alarm->known_platform == NULL;
	if (alarm->raised)
		alarms_affect(engine, alarm, +1);
	if (alarm->rule->clear_all_count == 0)
		return;
	clear_all_key(alarm, &key);
	registry_add(engine->clear_all, text_slice(&key), alarm, NULL, &alarm->registrations);
	text_free(&key);
}

void alarms_forget(struct engine *engine, struct alarm *alarm)
{
	table_remove(engine->alarms, alarm->key);
	registry_remove(engine->clear_all, &alarm->registrations);
	deadline_cancel(&engine->deadlines, &alarm->age);
	engine->unknown -= alarm->known_platform == NULL;
	if (alarm->raised)
		alarms_affect(engine, alarm, -1);
}

/* By the name of the link in its key, else by the port there. A name that is no link's stands
 * for itself. */
static void place_link(struct engine *engine, struct alarm *alarm, const struct node *known)
{
	const struct inventory *inventory = engine->settings.inventory;
	const struct slice name = alarm_key(alarm, "link"), port = alarm_key(alarm, LINK_PORT);
	const struct inventory_link *link =
		name.length ? inventory_link(inventory, name) : NULL;
	struct text text = {0};

	if (!link && port.length)
		link = inventory_link_at(inventory, known, port);
	if (link || (!name.length && port.length))
		inventory_link_print(link, slice_of(alarm->node), port, &text);
	else
		text_append(&text, name);
	free(alarm->link);
	alarm->link = slice_string(text_slice(&text));
	alarm->known_link = link;
	text_free(&text);
}

void alarms_place(struct engine *engine, struct alarm *alarm, struct slice node)
{
	const struct node *known = inventory_node(engine->settings.inventory, node);
	char *name = known ? xstrdup(known->name) : slice_string(node);

	free(alarm->node);
	free(alarm->platform);
	free(alarm->site);
	alarm->node = name;
	alarm->known_platform = known ? known->platform : NULL;
	alarm->platform = xstrdup(alarm->known_platform ? alarm->known_platform->id : name);
	alarm->site = xstrdup(known ? known->site : "");
	place_link(engine, alarm, known);
}
