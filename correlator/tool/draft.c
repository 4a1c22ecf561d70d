/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/draft.h"

#include <string.h>

#include "rule/shape.h"

enum { ID_WORDS = 4, ID_MAXIMUM = 60 };

static bool is_word(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9');
}

/* "sshd: Connection from <address>" has "sshd.connection.from". */
static void put_id_part(struct slice part, size_t begin, size_t *words, struct text *out)
{
	bool inside = false;

	for (size_t i = 0; i < part.length && out->length - begin < ID_MAXIMUM; i++) {
		char byte = part.data[i];

		if (!is_word(byte)) {
			inside = false;
			continue;
		}
		if (!inside && ++*words > ID_WORDS)
			return;
		if (!inside && out->length > begin)
			text_byte(out, '.');
		inside = true;
		text_byte(out, (char)(byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte));
	}
}

static void put_id(const char *name, const char *shape, struct text *out)
{
	struct slice rest = slice_of(shape), literal;
	const size_t begin = out->length;
	const char *placeholder;
	size_t words = 0;

	put_id_part(slice_of(name), begin, &words, out);
	while (shape_next(&rest, &literal, &placeholder) && words < ID_WORDS)
		if (!placeholder)
			put_id_part(literal, begin, &words, out);
	if (out->length == begin)
		text_string(out, "message");
}

/* As libconfig reads it. */
static void put_quoted(const char *string, struct text *out)
{
	text_byte(out, '"');
	for (; *string; string++) {
		if (*string == '"' || *string == '\\')
			text_byte(out, '\\');
		text_byte(out, *string);
	}
	text_byte(out, '"');
}

/* Bytes as a pattern, in a string of libconfig. What was a control character or a backslash may
 * be anything. */
static void put_literal(struct slice literal, struct text *out)
{
	for (size_t i = 0; i < literal.length; i++) {
		const char byte = literal.data[i];

		if (byte == '\\') {
			text_string(out, ".*");
			i += slice_starts_with(slice_from(literal, i), "\\x") ? strlen("xNN")
									      : 0;
		} else if (byte == '"') {
			text_string(out, "\\\"");
		} else {
			if (strchr("^$.|?*+()[]{}", byte))
				text_string(out, "\\\\");
			text_byte(out, byte);
		}
	}
}

static void put_pattern(const char *shape, struct text *out)
{
	struct slice rest = slice_of(shape), literal;
	const char *placeholder;

	text_string(out, "\"^");
	while (shape_next(&rest, &literal, &placeholder)) {
		if (!placeholder)
			put_literal(literal, out);
		else
			text_string(out, strcmp(placeholder, "number") == 0 ? "[\\\\d.:]+"
					 : strcmp(placeholder, "text") == 0 ? ".*"
									    : "\\\\S+");
	}
	text_byte(out, '"');
}

static void put_line_rule(const json_t *row, const char *kind, struct text *out)
{
	const char *sample = json_member_string(row, "sample", "");

	if (strcmp(kind, "line") != 0) {
		text_printf(out, "    %s = ", kind);
		put_quoted(json_member_string(row, "name", ""), out);
		text_string(out, ";\n");
	}
	text_string(out, "    message = ");
	put_pattern(json_member_string(row, "shape", ""), out);
	text_byte(out, ';');
	/* What was cleaned is not what came. */
	if (!strchr(sample, '\\')) {
		text_string(out, "\n    examples = ( { line = ");
		put_quoted(sample, out);
		text_string(out, "; } );");
	}
}

bool draft_rule(const json_t *row, struct text *out)
{
	const char *kind = json_member_string(row, "kind", "");
	const char *name = json_member_string(row, "name", "");
	const bool trap = strcmp(kind, "trap") == 0;

	if (!kind[0] || strcmp(kind, "self") == 0 || (trap && !name[0]))
		return false;
	text_string(out, "events = (\n  { id = \"");
	put_id(json_member_string(row, "trap", name), json_member_string(row, "shape", ""),
		out);
	text_string(out, "\";\n");
	if (trap) {
		text_string(out, "    trap = ");
		put_quoted(json_member_string(row, "trap", name), out);
		text_byte(out, ';');
	} else {
		put_line_rule(row, kind, out);
	}
	text_string(out, " }\n);\n");
	return true;
}
