/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "correlate/route.h"

static const char *const names[] = {
	"opened",
	"escalated",
	"updated",
	"acknowledged",
	"cleared",
	"reopened",
	"closed",
	"merged",
};

_Static_assert(sizeof(names) / sizeof(*names) == TRANSITIONS, "a name each");

const char *transition_name(enum transition transition)
{
	return names[transition];
}

int transition_parse(struct slice name)
{
	for (int i = 0; i < TRANSITIONS; i++)
		if (slice_equals(name, names[i]))
			return i;
	return -1;
}
