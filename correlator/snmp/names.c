/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Entries lie in one array, sorted by OID. Each knows the nearest entry above it in the tree:
 * the longest prefix of an OID is the last entry that does not sort after it, or one of those
 * above that one.
 */
#include "snmp/names.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/table.h"
#include "base/xalloc.h"

struct names {
	struct arena *arena;
	struct name_entry *entries;
	size_t count, capacity;
	size_t *above;         /* index + 1 of the entry above; 0: none */
	struct table *by_full; /* "MODULE::name" */
	struct table *by_name; /* "name"; `ambiguous` where two objects have it */
};

/* Where the reader is. */
struct reader {
	const char *file;
	unsigned line;
	struct error *error;
};

static const struct name_entry ambiguous;

static bool complain(const struct reader *reader, const char *what, struct slice value)
{
	return error_set(reader->error, "%s:%u: '%.*s' is %s", reader->file, reader->line,
		SLICE_PRINT(value), what);
}

/* As in the file: number by number, the shorter first. */
static int compare(const struct oid *a, const struct oid *b)
{
	for (size_t i = 0; i < a->length && i < b->length; i++)
		if (a->numbers[i] != b->numbers[i])
			return a->numbers[i] < b->numbers[i] ? -1 : 1;
	return (a->length > b->length) - (a->length < b->length);
}

static bool read_label(struct names *names, const struct reader *reader, struct slice word,
	struct name_label *label)
{
	size_t equals = slice_find(word, 0, '=');

	if (equals == 0 || equals == SIZE_MAX ||
		!slice_to_integer(slice_from(word, equals + 1), &label->number))
		return complain(reader, "no label=number", word);
	label->text = arena_string(names->arena, slice_part(word, 0, equals));
	return true;
}

static bool read_labels(struct names *names, const struct reader *reader, struct slice rest,
	struct name_entry *entry)
{
	struct name_label *labels = NULL;
	size_t count = 0, capacity = 0;
	struct slice word;
	bool good = true;

	while (good && (word = slice_word(&rest)).length > 0) {
		labels = xgrow(labels, count, &capacity, sizeof(*labels));
		good = read_label(names, reader, word, &labels[count++]);
	}
	if (good && count > 0) {
		entry->labels = memcpy(arena_alloc(names->arena, count * sizeof(*labels)),
			labels, count * sizeof(*labels));
		entry->label_count = count;
	}
	free(labels);
	return good;
}

static bool is_kind(struct slice word)
{
	static const char *const kinds[] = {"node", "notification", "integer", "string", "oid",
		"address", "counter", "gauge", "timeticks", "other"};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (slice_equals(word, kinds[i]))
			return true;
	return false;
}

static bool read_entry(struct names *names, const struct reader *reader, struct slice line)
{
	struct slice number = slice_word(&line), full = slice_word(&line);
	struct slice kind = slice_word(&line);
	struct name_entry entry = {.label_count = 0};

	if (!oid_parse(number, &entry.oid))
		return complain(reader, "no OID; a line is: OID MODULE::name kind", number);
	if (slice_find_slice(full, slice_of("::")) == SIZE_MAX)
		return complain(reader, "no MODULE::name", full);
	if (!is_kind(kind))
		return complain(reader, "no kind of object", kind);
	if (names->count > 0 && compare(&names->entries[names->count - 1].oid, &entry.oid) > 0)
		return complain(reader, "not in the order of OIDs", number);
	entry.full = arena_string(names->arena, full);
	entry.kind = arena_string(names->arena, kind);
	if (!read_labels(names, reader, line, &entry))
		return false;
	names->entries =
		xgrow(names->entries, names->count, &names->capacity, sizeof(*names->entries));
	names->entries[names->count++] = entry;
	return true;
}

static bool read_lines(struct names *names, struct reader *reader, FILE *from)
{
	char *line = NULL;
	size_t size = 0;
	ssize_t length;
	bool good = true;

	while (good && (length = getline(&line, &size, from)) > 0) {
		struct slice text = slice_trim(slice_make(line, (size_t)length));

		reader->line++;
		if (text.length > 0)
			good = read_entry(names, reader, text);
	}
	free(line);
	return good && (!ferror(from) || error_set(reader->error, "%s: %s", reader->file,
						 strerror(errno)));
}

static void link_entries(struct names *names)
{
	names->above = xcalloc(names->count + 1, sizeof(*names->above));
	for (size_t i = 1; i < names->count; i++) {
		size_t above = i;

		while (above > 0 && !oid_starts_with(&names->entries[i].oid,
					    &names->entries[above - 1].oid))
			above = names->above[above - 1];
		names->above[i] = above;
	}
}

static void index_entry(struct names *names, struct name_entry *entry)
{
	struct slice full = slice_of(entry->full);
	struct slice name = slice_from(full, slice_find_slice(full, slice_of("::")) + 2);
	const struct name_entry *other = table_find(names->by_name, name);

	if (!table_find(names->by_full, full))
		table_set(names->by_full, full, entry);
	if (!other)
		table_set(names->by_name, name, entry);
	else if (other != &ambiguous && !oid_equal(&other->oid, &entry->oid))
		table_set(names->by_name, name, (void *)&ambiguous);
}

struct names *names_load(const char *file, struct error *error)
{
	struct reader reader = {.file = file, .error = error};
	FILE *from = fopen(file, "re");
	struct names *names;
	bool good;

	if (!from) {
		error_set(error, "cannot read %s: %s", file, strerror(errno));
		return NULL;
	}
	names = xcalloc(1, sizeof(*names));
	names->arena = arena_new(0);
	names->by_full = table_new(0);
	names->by_name = table_new(0);
	good = read_lines(names, &reader, from);
	fclose(from);
	if (!good) {
		names_free(names);
		return NULL;
	}
	link_entries(names);
	for (size_t i = 0; i < names->count; i++)
		index_entry(names, &names->entries[i]);
	return names;
}

void names_free(struct names *names)
{
	if (!names)
		return;
	table_free(names->by_full);
	table_free(names->by_name);
	arena_free(names->arena);
	free(names->entries);
	free(names->above);
	free(names);
}

const struct name_entry *names_find(const struct names *names, struct slice name)
{
	const struct name_entry *entry = table_find(names->by_full, name);

	if (!entry)
		entry = table_find(names->by_name, name);
	return entry == &ambiguous ? NULL : entry;
}

/* How many entries do not sort after the OID. */
static size_t not_after(const struct names *names, const struct oid *wanted)
{
	size_t low = 0, high = names->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare(&names->entries[middle].oid, wanted) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct name_entry *names_of(const struct names *names, const struct oid *oid)
{
	size_t place = not_after(names, oid);

	while (place > 0 && !oid_starts_with(oid, &names->entries[place - 1].oid))
		place = names->above[place - 1];
	return place > 0 ? &names->entries[place - 1] : NULL;
}
