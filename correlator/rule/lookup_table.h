/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Tables of the rule language: what a vendor's list says of each alarm number, say, read from a
 * CSV file beside the rules. `vendor.severity[$3]` in an expression or a text is the cell in
 * column `severity` of the row whose key is the third variable binding.
 */
#ifndef RULE_LOOKUP_TABLE_H
#define RULE_LOOKUP_TABLE_H

#include "rule/ruleset.h"

struct lookup_row {
	struct origin origin;
	const struct slice *cells; /* as many as there are columns; empty: not given */
};

struct lookup_table {
	const char *id;
	struct origin origin;
	uint64_t digest; /* of its definition and of all rows */
	const char *const *columns;
	size_t column_count;
	const size_t *key; /* which columns, in the order in which keys are written */
	size_t key_count;
	const struct lookup_row **rows;
	size_t row_count;
	struct table *by_key; /* private; the cells of the key joined */
};

enum { LOOKUP_KEY_MAXIMUM = 512 }; /* bytes of a key; a longer one is in no table */

/* Begins a table whose CSV file has these columns; all is kept, in the arena of the rule set.
 * NULL after reporting. */
struct lookup_table *lookup_table_new(struct ruleset *ruleset,
	const struct table_definition *definition, const char *const *columns,
	size_t column_count, struct report *report);
/* One row of the file; its cells are copied. False after reporting: too many cells, an empty
 * key, one that another row has. */
bool lookup_table_add(struct lookup_table *table, struct arena *arena, struct origin origin,
	const struct slice *cells, size_t count, struct report *report);
/* The column's number; SIZE_MAX: it has none of that name. */
size_t lookup_table_column(const struct lookup_table *table, struct slice name);

/* Resolves `word[keys]` for expressions; a sentence when there is no such table or column. */
bool lookup_resolve(struct ruleset *ruleset, struct slice word, const struct expression *keys,
	size_t count, struct name *out, struct error *error);
/* The cell now; VALUE_NONE when a part of the key is missing, no row has it, or it is empty.
 * `name` was resolved by lookup_resolve(). */
struct value lookup_value(const struct name *name, const struct values *values);
/* Which column of which table an operand reads; NULL when it is something else. */
const struct lookup_table *lookup_of(const struct expression *operand, size_t *column);

#endif
