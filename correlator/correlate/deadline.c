/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "correlate/deadline.h"

#include "base/list.h"

void deadline_init(struct deadline *deadline, enum deadline_kind kind, void *owner)
{
	*deadline = (struct deadline){.kind = kind, .owner = owner};
}

void deadline_arm(struct deadlines *deadlines, struct deadline *deadline, int64_t time)
{
	deadline->item.first = time;
	deadline->item.second = deadlines->record;
	deadline->item.third = ++deadlines->armed;
	heap_put(&deadlines->heap, &deadline->item);
}

void deadline_shift(struct deadlines *deadlines, struct deadline *deadline, int64_t span)
{
	if (!deadline_armed(deadline))
		return;
	deadline->item.first += span;
	heap_put(&deadlines->heap, &deadline->item);
}

void deadline_cancel(struct deadlines *deadlines, struct deadline *deadline)
{
	heap_remove(&deadlines->heap, &deadline->item);
}

struct deadline *deadline_due(struct deadlines *deadlines, int64_t now)
{
	struct heap_item *item = heap_first(&deadlines->heap);

	if (!item || item->first > now)
		return NULL;
	heap_remove(&deadlines->heap, item);
	return CONTAINER(item, struct deadline, item);
}

void deadline_codec(struct deadlines *deadlines, struct codec *codec, struct deadline *deadline)
{
	bool armed = deadline_armed(deadline);

	codec_bool(codec, &armed);
	if (!armed)
		return;
	codec_number(codec, &deadline->item.first);
	codec_unsigned(codec, &deadline->item.second);
	codec_unsigned(codec, &deadline->item.third);
	if (codec->loading && !codec->failed)
		heap_put(&deadlines->heap, &deadline->item);
}
