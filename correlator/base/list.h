/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Doubly linked lists whose links are embedded in the items. A list is walked in the order in
 * which items were appended.
 *
 *     for (struct link *link = list->first; link; link = link->next) {
 *             struct alarm *alarm = CONTAINER(link, struct alarm, member);
 */
#ifndef BASE_LIST_H
#define BASE_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct link {
	struct link *next, *previous;
};

struct list { /* zero-initialise to begin */
	struct link *first, *last;
};

#define CONTAINER(pointer, type, member) ((type *)((char *)(pointer)-offsetof(type, member)))

static inline void list_append(struct list *list, struct link *link)
{
	link->next = NULL;
	link->previous = list->last;
	*(list->last ? &list->last->next : &list->first) = link;
	list->last = link;
}

static inline void list_remove(struct list *list, struct link *link)
{
	*(link->previous ? &link->previous->next : &list->first) = link->next;
	*(link->next ? &link->next->previous : &list->last) = link->previous;
	link->next = link->previous = NULL;
}

#endif
