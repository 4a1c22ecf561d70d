/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Keys are joined with a byte that no cell holds, so that ("1", "23") is not ("12", "3").
 */
#include "rule/lookup_table.h"

#include <string.h>

#include "base/option.h"
#include "rule/expression_node.h"
#include "rule/ruleset_parts.h"

#define SEPARATOR '\x1f'

/* What `huawei.severity[hwAlarmId]` refers to once it is resolved. */
struct lookup {
	const struct lookup_table *table;
	size_t column;
	const struct expression *keys;
};

static void release(void *object)
{
	struct lookup_table *table = object;

	table_free(table->by_key);
}

size_t lookup_table_column(const struct lookup_table *table, struct slice name)
{
	for (size_t i = 0; i < table->column_count; i++)
		if (slice_equals(name, table->columns[i]))
			return i;
	return SIZE_MAX;
}

static const char *list_columns(struct arena *arena, const struct lookup_table *table)
{
	const char *list = "";

	for (size_t i = 0; i < table->column_count; i++)
		list = arena_printf(arena, "%s%s%s", list, i ? ", " : "", table->columns[i]);
	return list;
}

static bool set_key(struct ruleset *ruleset, struct lookup_table *table,
	const struct string_list *names, struct report *report)
{
	size_t *key = arena_alloc(ruleset->arena, (names->count + 1) * sizeof(*key));

	for (size_t i = 0; i < names->count; i++) {
		key[i] = lookup_table_column(table, slice_of(names->items[i]));
		if (key[i] == SIZE_MAX)
			return report_error(report, table->origin,
				"the key of table '%s' names '%s', but the columns of its file "
				"are %s",
				table->id, names->items[i],
				list_columns(ruleset->arena, table));
	}
	table->key = key;
	table->key_count = names->count;
	return names->count > 0 ||
	       report_error(report, table->origin,
		       "table '%s' has no key: name the columns by which a row is found "
		       "(key = [ \"%s\" ])",
		       table->id, table->columns[0]);
}

static struct lookup_table *find_table(const struct ruleset *ruleset, struct slice id)
{
	for (size_t i = 0; i < ruleset->table_count; i++)
		if (slice_equals(id, ruleset->tables[i]->id))
			return ruleset->tables[i];
	return NULL;
}

static bool check_id(const struct ruleset *ruleset, const struct table_definition *definition,
	struct report *report)
{
	const struct lookup_table *first = find_table(ruleset, slice_of(definition->id));

	if (first)
		return report_error(report, definition->origin,
			"table '%s' exists already (%s:%u)", definition->id, first->origin.file,
			first->origin.line);
	if (strspn(definition->id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				   "0123456789_-") == strlen(definition->id))
		return true;
	return report_error(report, definition->origin,
		"the id '%s' of a table may only hold letters, digits, '_' and '-': rules "
		"write ID.column[key]",
		definition->id);
}

struct lookup_table *lookup_table_new(struct ruleset *ruleset,
	const struct table_definition *definition, const char *const *columns,
	size_t column_count, struct report *report)
{
	struct lookup_table *table = arena_calloc(ruleset->arena, 1, sizeof(*table));

	if (!check_id(ruleset, definition, report))
		return NULL;
	*table = (struct lookup_table){
		.id = definition->id,
		.origin = definition->origin,
		.digest = definition->digest,
		.columns = columns,
		.column_count = column_count,
	};
	if (!set_key(ruleset, table, &definition->key, report))
		return NULL;
	table->by_key = table_new(0);
	arena_on_reset(ruleset->arena, release, table);
	ruleset->tables = ruleset_grow(ruleset->arena, ruleset->tables, ruleset->table_count,
		sizeof(struct lookup_table *));
	ruleset->tables[ruleset->table_count++] = table;
	return table;
}

/* The cells of the key, joined, in the arena. NULL after reporting. */
static const char *join_key(const struct lookup_table *table, struct arena *arena,
	const struct lookup_row *row, struct report *report)
{
	const char *key = "";

	for (size_t i = 0; i < table->key_count; i++) {
		struct slice cell = row->cells[table->key[i]];

		if (cell.length == 0) {
			report_error(report, row->origin,
				"the row has no '%s', by which it is found",
				table->columns[table->key[i]]);
			return NULL;
		}
		key = i ? arena_printf(arena, "%s%c%.*s", key, SEPARATOR, SLICE_PRINT(cell))
			: arena_string(arena, cell);
	}
	if (strlen(key) <= LOOKUP_KEY_MAXIMUM)
		return key;
	report_error(report, row->origin, "the key of this row is longer than %d characters",
		LOOKUP_KEY_MAXIMUM);
	return NULL;
}

bool lookup_table_add(struct lookup_table *table, struct arena *arena, struct origin origin,
	const struct slice *cells, size_t count, struct report *report)
{
	struct slice *copies = arena_calloc(arena, table->column_count, sizeof(*copies));
	struct lookup_row *row = arena_calloc(arena, 1, sizeof(*row));
	const struct lookup_row *other;
	const char *key;

	if (count > table->column_count)
		return report_error(report, origin,
			"the row has %zu cells, but the first line names %zu columns", count,
			table->column_count);
	for (size_t i = 0; i < count; i++) {
		copies[i] = arena_copy(arena, cells[i]);
		table->digest = table_hash(table->digest, cells[i]);
	}
	*row = (struct lookup_row){origin, copies};
	key = join_key(table, arena, row, report);
	if (!key)
		return false;
	other = table_find(table->by_key, slice_of(key));
	if (other)
		return report_error(
			report, origin, "line %u has the same key already", other->origin.line);
	table_set(table->by_key, slice_of(key), row);
	table->rows = ruleset_grow(
		arena, table->rows, table->row_count, sizeof(const struct lookup_row *));
	table->rows[table->row_count++] = row;
	return true;
}

static bool unknown_table(struct ruleset *ruleset, struct slice id, struct error *error)
{
	const char *written = arena_string(ruleset->arena, id);

	for (size_t i = 0; i < ruleset->table_count; i++)
		if (option_near(written, ruleset->tables[i]->id))
			return error_set(error, "there is no table '%s'; did you mean '%s'?",
				written, ruleset->tables[i]->id);
	return error_set(error,
		"there is no table '%s'; NAME.column[key] reads one that `tables` lists",
		written);
}

bool lookup_resolve(struct ruleset *ruleset, struct slice word, const struct expression *keys,
	size_t count, struct name *out, struct error *error)
{
	const size_t dot = slice_find(word, 0, '.');
	struct slice id = slice_part(word, 0, dot);
	struct slice column = dot == SIZE_MAX ? slice_of("") : slice_from(word, dot + 1);
	const struct lookup_table *table = find_table(ruleset, id);
	struct lookup *lookup = arena_calloc(ruleset->arena, 1, sizeof(*lookup));

	if (!table)
		return unknown_table(ruleset, id, error);
	if (count != table->key_count)
		return error_set(error, "the key of table '%s' has %zu part%s, not %zu",
			table->id, table->key_count, table->key_count == 1 ? "" : "s", count);
	*lookup = (struct lookup){table, lookup_table_column(table, column), keys};
	if (lookup->column == SIZE_MAX)
		return error_set(error, "table '%s' has no column '%.*s'; its columns are %s",
			table->id, SLICE_PRINT(column), list_columns(ruleset->arena, table));
	*out = (struct name){.type = VALUE_STRING, .lookup = true, .reference = lookup};
	return true;
}

/* Appends without ever allocating; false when it is full. */
static bool append_value(char *key, size_t *length, const struct value *value)
{
	char space[VALUE_TEXT];
	struct slice written = value_slice(value, space);

	if (written.length > LOOKUP_KEY_MAXIMUM - *length)
		return false;
	memcpy(key + *length, written.data, written.length);
	*length += written.length;
	return true;
}

struct value lookup_value(const struct name *name, const struct values *values)
{
	const struct lookup *lookup = name->reference;
	const struct expression *part = lookup->keys;
	const struct lookup_row *row;
	char key[LOOKUP_KEY_MAXIMUM + 1];
	size_t length = 0;

	for (; part; part = part->next) {
		const struct value value = expression_value(part, values);

		if (part != lookup->keys && length < LOOKUP_KEY_MAXIMUM)
			key[length++] = SEPARATOR;
		if (value.type == VALUE_NONE || !append_value(key, &length, &value))
			return (struct value){.type = VALUE_NONE};
	}
	row = table_find(lookup->table->by_key, slice_make(key, length));
	if (!row || row->cells[lookup->column].length == 0)
		return (struct value){.type = VALUE_NONE};
	return value_string(row->cells[lookup->column]);
}

const struct lookup_table *lookup_of(const struct expression *operand, size_t *column)
{
	const struct lookup *lookup;

	if (!operand || operand->kind != EXPRESSION_NAME || !operand->name.lookup)
		return NULL;
	lookup = operand->name.reference;
	*column = lookup->column;
	return lookup->table;
}
