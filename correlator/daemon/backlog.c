/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/backlog.h"

#include <stdlib.h>

#include "base/xalloc.h"

enum { CHANGES_MAXIMUM = 100000 };

static void handover_free(struct handover *handover)
{
	change_list_free(handover->changes);
	if (handover->snapshot)
		text_free(handover->snapshot);
	free(handover->snapshot);
	free(handover);
}

void backlog_free(struct backlog *backlog)
{
	while (backlog_first(backlog))
		backlog_drop(backlog);
}

bool backlog_is_full(const struct backlog *backlog)
{
	return backlog->changes >= CHANGES_MAXIMUM;
}

void backlog_add(struct backlog *backlog, struct handover *handover)
{
	list_append(&backlog->handovers, &handover->link);
	backlog->changes += handover->changes->count;
}

static struct handover *handover_at(struct link *link)
{
	return link ? CONTAINER(link, struct handover, link) : NULL;
}

struct handover *backlog_first(const struct backlog *backlog)
{
	return handover_at(backlog->handovers.first);
}

void backlog_drop(struct backlog *backlog)
{
	struct handover *handover = backlog_first(backlog);

	list_remove(&backlog->handovers, &handover->link);
	backlog->changes -= handover->changes->count;
	handover_free(handover);
}

static struct delivery *delivery_of(const struct change *change)
{
	struct delivery *delivery = xcalloc(1, sizeof(*delivery));

	delivery->incident = xstrdup(change->incident);
	delivery->seq = change->seq;
	delivery->output = xstrdup(change->output);
	delivery->transition = xstrdup(change->state);
	delivery->remote = change->remote ? xstrdup(change->remote) : NULL;
	delivery->document = xstrdup(change->document);
	return delivery;
}

void backlog_bypass(struct backlog *backlog, uint64_t durable,
	void (*take)(void *context, struct delivery *delivery), void *context)
{
	struct handover *handover = backlog_first(backlog);

	for (; handover; handover = handover_at(handover->link.next)) {
		const struct change_list *changes = handover->changes;

		for (size_t i = 0; i < changes->count && !handover->bypassed; i++) {
			struct delivery *delivery;

			if (changes->items[i].kind != CHANGE_DELIVERY)
				continue;
			delivery = delivery_of(&changes->items[i]);
			delivery->unrecorded = changes->release > durable;
			take(context, delivery);
		}
		handover->bypassed = true;
	}
}
