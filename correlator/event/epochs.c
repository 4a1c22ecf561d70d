/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "event/epochs.h"

#include <stdio.h>
#include <string.h>

struct epochs epochs_of(const char *name)
{
	struct epochs epochs = {.count = 0};

	epochs_add(&epochs, name, 0);
	return epochs;
}

bool epochs_add(struct epochs *epochs, const char *name, uint64_t from)
{
	struct epoch *epoch = &epochs->items[epochs->count];

	if (epochs->count == EPOCHS_MAXIMUM || (epochs->count == 0 && from != 0) ||
		(epochs->count > 0 && from < epoch[-1].from))
		return false;
	snprintf(epoch->name, sizeof(epoch->name), "%.*s", EPOCH_LENGTH, name);
	epoch->from = from;
	epochs->count++;
	return true;
}

size_t epochs_restores(const struct epochs *epochs, uint64_t applied)
{
	size_t place = epochs->count - 1;

	while (place > 0 && epochs->items[place].from > applied)
		place--;
	return place;
}

const char *epochs_at(const struct epochs *epochs, uint64_t applied)
{
	return epochs->items[epochs_restores(epochs, applied)].name;
}

const char *epochs_now(const struct epochs *epochs)
{
	return epochs->items[epochs->count - 1].name;
}

/* It was left behind when the record had been applied: under the name that the record's own ids
 * have. */
bool epochs_hold(const struct epochs *epochs, const char *name, uint64_t number)
{
	return strcmp(epochs_at(epochs, number ? number - 1 : 0), name) == 0;
}
