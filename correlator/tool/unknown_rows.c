/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/unknown_rows.h"

#include <stdlib.h>

#include "base/duration.h"
#include "base/xalloc.h"

static void add_name(json_t *row, const struct names *names)
{
	struct name_entry entry;
	struct oid oid;

	if (!oid_parse(slice_of(view_string(row, "name")), &oid))
		return;
	if (names_of(names, &oid, &entry) && oid_equal(&entry.oid, &oid))
		json_object_set_new(row, "trap", json_clean(entry.full));
}

void unknown_add_names(json_t *rows, const struct names *names)
{
	json_t *row;
	size_t i;

	json_array_foreach(rows, i, row) if (names) add_name(row, names);
}

static void add_time(json_t *json, const char *name, int64_t time)
{
	char text[TIME_TEXT];

	json_object_set_new(json, name, json_text(time_print(time, text)));
}

static json_t *row_of(const struct change *change)
{
	json_t *row = json_parse(slice_of(change->document), NULL);

	if (json_object_size(row) == 0)
		json_object_set_new(row, "others", json_true());
	json_object_set_new(row, "count", json_integer((json_int_t)change->seq));
	add_time(row, "first", change->since);
	add_time(row, "last", change->time);
	json_object_set_new(row, "sources", json_array());
	return row;
}

/* The most frequent first, the sum of the others last. */
static int compare(const void *a, const void *b)
{
	const json_t *x = *(json_t *const *)a, *y = *(json_t *const *)b;
	const bool x_others = json_object_get(x, "others"),
		   y_others = json_object_get(y, "others");
	const int64_t x_count = json_member_integer(x, "count", 0);
	const int64_t y_count = json_member_integer(y, "count", 0);

	if (x_others != y_others)
		return x_others - y_others;
	return (x_count < y_count) - (x_count > y_count);
}

json_t *unknown_rows(struct unknown *unknown)
{
	struct change_list *list = change_list_new();
	json_t **rows, *array = json_array();
	size_t count = 0;

	unknown_tell(unknown, 0, list);
	rows = xcalloc(list->count + 1, sizeof(json_t *));
	for (size_t i = 0; i < list->count; i++) {
		const struct change *change = &list->items[i];

		if (change->kind == CHANGE_UNKNOWN)
			rows[count++] = row_of(change);
		else
			json_array_append_new(json_object_get(rows[count - 1], "sources"),
				json_text(change->by));
	}
	qsort(rows, count, sizeof(json_t *), compare);
	for (size_t i = 0; i < count; i++)
		json_array_append_new(array, rows[i]);
	free(rows);
	change_list_free(list);
	return array;
}
