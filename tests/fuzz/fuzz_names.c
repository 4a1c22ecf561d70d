/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A names file. What is read is found again by name and by OID, as a linear scan finds it; any
 * numbers may stand behind an object as its instance.
 */
#include "fuzz.h"

#include <assert.h>

#include "snmp/names_instance.h"

enum { NAMES_MAXIMUM = 200 }; /* the scan is quadratic */

/* The longest OID that it begins with; of equal ones the last. */
static bool scan(const struct names *names, const struct oid *oid, struct name_entry *found)
{
	struct name_entry entry;
	bool any = false;

	for (size_t i = 0; i < names_count(names); i++) {
		names_at(names, i, &entry);
		if (!oid_starts_with(oid, &entry.oid) ||
			(any && entry.oid.length < found->oid.length))
			continue;
		*found = entry;
		any = true;
	}
	return any;
}

static void check_oid(const struct names *names, const struct oid *oid)
{
	struct name_entry entry = {0}, other = {0};

	assert(names_of(names, oid, &entry) == scan(names, oid, &other));
	if (names_of(names, oid, &entry))
		assert(slice_equal(entry.full, other.full));
}

static void check_instance(const struct names *names, const struct name_entry *entry)
{
	static const uint32_t numbers[] = {3, 97, 98, 99, 4, 10, 0, 0, 1, 4294967295u};
	struct slice index = names_index_of(names, entry);
	struct oid oid = entry->oid;
	size_t at = oid.length;
	struct name_index part;
	struct text value = {0};

	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers) && oid.length < OID_MAXIMUM;
		i++)
		oid.numbers[oid.length++] = numbers[i];
	check_oid(names, &oid);
	while (names_part(&index, &oid, &at, &part, &value))
		assert(at <= oid.length);
	text_free(&value);
}

static void check_entry(const struct names *names, size_t n)
{
	struct name_entry entry, found;
	struct name_label label;
	struct slice labels;
	struct text hint = {0};

	names_at(names, n, &entry);
	assert(names_find(names, entry.full, &found));
	assert(slice_equal(found.full, entry.full));
	check_oid(names, &entry.oid);
	check_instance(names, &entry);
	labels = entry.labels;
	while (names_label(&labels, &label))
		assert(label.text.length > 0);
	assert(labels.length == 0);
	names_hint(&entry, &hint);
	text_free(&hint);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct error error;
	struct names *names = names_read("fuzz", slice_make(data, size), &error);

	for (size_t i = 0; names && i < names_count(names) && i < NAMES_MAXIMUM; i++)
		check_entry(names, i);
	names_free(names);
	return 0;
}
