/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/sums.h"

#include <stddef.h>

#define SUM(member)                                                                            \
	{                                                                                      \
#member, offsetof(struct engine_counts, member)                                \
	}

static const struct sum {
	const char *name;
	size_t offset;
} sums[] = {SUM(events), SUM(matched), SUM(limited), SUM(raised), SUM(repeated), SUM(cleared),
	SUM(keyless), SUM(unlisted), SUM(clears_of_nothing), SUM(overflow), SUM(opened),
	SUM(closed), SUM(transient), SUM(merged), SUM(alive_alarms), SUM(alive_incidents)};

static uint64_t value_of(const struct engine_counts *counts, const struct sum *sum)
{
	return *(const uint64_t *)((const char *)counts + sum->offset);
}

bool sums_find(const struct engine_counts *counts, struct slice name, uint64_t *value)
{
	for (size_t i = 0; i < sizeof(sums) / sizeof(*sums); i++) {
		if (!slice_equals(name, sums[i].name))
			continue;
		*value = value_of(counts, &sums[i]);
		return true;
	}
	return false;
}

json_t *sums_json(const struct engine_counts *counts)
{
	json_t *json = json_object();

	for (size_t i = 0; i < sizeof(sums) / sizeof(*sums); i++)
		json_object_set_new(json, sums[i].name,
			json_integer((json_int_t)value_of(counts, &sums[i])));
	return json;
}
