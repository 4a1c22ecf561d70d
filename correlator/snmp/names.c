/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Lines are sorted by OID. Each knows the nearest line above it in the tree: the longest prefix
 * of an OID is the last line that does not sort after it, or one of those above that one. Names
 * are found by a hash of the part behind "::", so that both forms of a name take one table.
 */
#include "snmp/names.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/table.h"
#include "base/xalloc.h"
#include "snmp/names_line.h"

struct names {
	struct slice content;
	char *own; /* the content, if it is ours */
	struct name_line {
		size_t at;      /* where it begins in the content */
		uint32_t above; /* line + 1 of the one above it in the tree; 0: none */
	} * lines;
	size_t count, capacity;
	uint32_t *places; /* by hash of the short name: line + 1; 0: free */
	size_t place_count;
};

static struct slice line_at(const struct names *names, size_t n)
{
	struct slice rest = slice_from(names->content, names->lines[n].at), line;

	slice_line(&rest, &line);
	return line;
}

size_t names_count(const struct names *names)
{
	return names->count;
}

void names_at(const struct names *names, size_t n, struct name_entry *entry)
{
	const bool good = names_line_parse(line_at(names, n), entry, NULL);

	(void)good; /* it was checked when it was read */
}

/* The OID as it is written; a prefix of it ends before a dot. */
static struct slice oid_text(const struct names *names, size_t n)
{
	struct slice line = line_at(names, n);

	return slice_word(&line);
}

static bool is_above(struct slice oid, struct slice other)
{
	return oid.length > other.length && oid.data[other.length] == '.' &&
	       slice_equal(slice_part(oid, 0, other.length), other);
}

static void add_line(struct names *names, size_t at, struct slice oid)
{
	size_t above = names->count;

	while (above > 0 && !is_above(oid, oid_text(names, above - 1)))
		above = names->lines[above - 1].above;
	names->lines =
		xgrow(names->lines, names->count, &names->capacity, sizeof(*names->lines));
	names->lines[names->count++] = (struct name_line){at, (uint32_t)above};
}

static bool read_line(
	struct names *names, struct slice line, struct oid *last, struct error *error)
{
	const size_t at = (size_t)(line.data - names->content.data);
	struct slice rest = line, number = slice_word(&rest);
	struct name_entry entry;

	if (!names_line_parse(line, &entry, error))
		return false;
	if (names->count > 0 && oid_compare(last, &entry.oid) > 0)
		return error_set(
			error, "'%.*s' is not in the order of OIDs", SLICE_PRINT(number));
	*last = entry.oid;
	add_line(names, at, number);
	return true;
}

static bool read_lines(struct names *names, const char *file, struct error *error)
{
	struct slice rest = names->content, line;
	struct oid last = {.length = 0};
	struct error why;

	for (unsigned number = 1; slice_line(&rest, &line); number++)
		if (slice_trim(line).length > 0 && !read_line(names, line, &last, &why))
			return error_set(error, "%s:%u: %s", file, number, why.text);
	return true;
}

static struct slice short_name(struct slice full)
{
	return slice_from(full, slice_find_slice(full, slice_of("::")) + 2);
}

static struct slice full_name(const struct names *names, size_t n)
{
	struct slice line = line_at(names, n);

	slice_word(&line);
	return slice_word(&line);
}

/* Twice as many places as names, so that there is a free one at the end of each search. */
static void index_names(struct names *names)
{
	names->place_count = 16;
	while (names->place_count < names->count * 2)
		names->place_count *= 2;
	names->places = xcalloc(names->place_count, sizeof(*names->places));
	for (size_t i = 0; i < names->count; i++) {
		size_t place = table_hash(0, short_name(full_name(names, i)));

		while (names->places[place &= names->place_count - 1])
			place++;
		names->places[place] = (uint32_t)i + 1;
	}
}

struct names *names_read(const char *file, struct slice content, struct error *error)
{
	struct names *names = xcalloc(1, sizeof(*names));

	names->content = content;
	if (!read_lines(names, file, error)) {
		names_free(names);
		return NULL;
	}
	index_names(names);
	return names;
}

struct names *names_load(const char *file, struct error *error)
{
	struct names *names;
	struct text content = {0};

	if (!file_read(file, &content, error))
		return NULL;
	names = names_read(file, text_slice(&content), error);
	if (names)
		names->own = content.data;
	else
		text_free(&content);
	return names;
}

void names_free(struct names *names)
{
	if (!names)
		return;
	free(names->lines);
	free(names->places);
	free(names->own);
	free(names);
}

static bool same_object(const struct names *names, size_t a, size_t b)
{
	return slice_equal(oid_text(names, a), oid_text(names, b));
}

bool names_find(const struct names *names, struct slice name, struct name_entry *entry)
{
	const bool whole = slice_find_slice(name, slice_of("::")) != SIZE_MAX;
	const struct slice wanted = whole ? short_name(name) : name;
	size_t place = table_hash(0, wanted), found = SIZE_MAX;
	uint32_t line;

	for (; (line = names->places[place &= names->place_count - 1]); place++) {
		const struct slice full = full_name(names, line - 1);

		if (!slice_equal(whole ? full : short_name(full), name))
			continue;
		if (found != SIZE_MAX && !whole && !same_object(names, found, line - 1))
			return false;
		if (found == SIZE_MAX)
			found = line - 1;
	}
	if (found == SIZE_MAX)
		return false;
	names_at(names, found, entry);
	return true;
}

/* How many lines do not sort after the OID. */
static size_t not_after(const struct names *names, const struct oid *wanted)
{
	size_t low = 0, high = names->count;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		struct oid oid;

		if (oid_parse(oid_text(names, middle), &oid) && oid_compare(&oid, wanted) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool names_of(const struct names *names, const struct oid *oid, struct name_entry *entry)
{
	size_t line = not_after(names, oid);

	for (; line > 0; line = names->lines[line - 1].above) {
		names_at(names, line - 1, entry);
		if (oid_starts_with(oid, &entry->oid))
			return true;
	}
	return false;
}
