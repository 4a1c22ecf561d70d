/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "config/ids.h"

#include <stdlib.h>
#include <string.h>

#include "base/option.h"
#include "base/xalloc.h"

static size_t find(const struct ids *ids, const char *id)
{
	size_t i = 0;
	while (i < ids->count && strcmp(ids->names[i], id) != 0)
		i++;
	return i;
}

bool ids_has(const struct ids *ids, const char *id)
{
	return find(ids, id) < ids->count;
}

bool ids_claim(struct ids *ids, const char *id, struct origin origin, struct report *report)
{
	if (!*id)
		return report_error(report, origin, "the id of this %s is empty", ids->what);
	size_t found = find(ids, id);
	if (found < ids->count)
		return report_error(report, origin,
			"there is another %s '%s' already, at %s:%u: every id must be unique",
			ids->what, id, ids->origins[found].file, ids->origins[found].line);
	ids->names = xgrow(ids->names, ids->count, &ids->capacity, sizeof(*ids->names));
	ids->origins =
		xgrow(ids->origins, ids->count, &ids->origin_capacity, sizeof(*ids->origins));
	ids->names[ids->count] = id;
	ids->origins[ids->count++] = origin;
	return true;
}

const char *ids_near(const struct ids *ids, const char *written)
{
	for (size_t i = 0; i < ids->count; i++)
		if (option_near(written, ids->names[i]))
			return ids->names[i];
	return NULL;
}

void ids_free(struct ids *ids)
{
	free(ids->names);
	free(ids->origins);
	*ids = (struct ids){0};
}
