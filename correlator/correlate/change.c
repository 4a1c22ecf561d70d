/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "correlate/change.h"

#include <stdlib.h>

#include "base/xalloc.h"

struct change_list *change_list_new(void)
{
	struct change_list *list = xcalloc(1, sizeof(*list));

	list->arena = arena_new(0);
	return list;
}

void change_list_free(struct change_list *list)
{
	if (!list)
		return;
	arena_free(list->arena);
	free(list->items);
	free(list);
}

void change_list_reset(struct change_list *list)
{
	arena_reset(list->arena);
	list->count = 0;
	list->applied = list->noted = list->release = 0;
	list->whole = false;
}

struct change *change_list_add(struct change_list *list, enum change_kind kind, int64_t time)
{
	struct change *change;

	list->items = xgrow(list->items, list->count, &list->capacity, sizeof(*list->items));
	change = &list->items[list->count++];
	*change = (struct change){.kind = kind, .time = time};
	return change;
}
