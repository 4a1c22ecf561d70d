/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/template.h"

#include "rule/expression.h"

/* Some text, then an operand (NULL at the end of the template). */
struct part {
	struct slice text;
	const struct expression *operand;
	struct part *next;
};

/* "template" is a word of C++ to the formatter. */
/* clang-format off */
struct template {
	struct part *first;
};
/* clang-format on */

struct reader {
	struct arena *arena;
	struct slice text;
	size_t at;
	const struct naming *naming;
	struct error *error;
};

/* Offset of the '}' that ends the operand at `start`; braces in strings do not count. */
static size_t find_end(struct slice text, size_t start)
{
	bool quoted = false;

	for (size_t i = start; i < text.length; i++) {
		if (text.data[i] == '\'')
			quoted = !quoted;
		else if (text.data[i] == '}' && !quoted)
			return i;
	}
	return SIZE_MAX;
}

static bool read_operand(struct reader *reader, struct part *part)
{
	size_t start = reader->at + 2;
	size_t end = find_end(reader->text, start);
	struct error error;

	if (end == SIZE_MAX)
		return error_set(
			reader->error, "'${' at character %zu has no '}'", reader->at + 1);

	struct slice inside = slice_part(reader->text, start, end - start);
	part->operand = expression_parse_operand(reader->arena, inside, reader->naming, &error);
	if (!part->operand)
		return error_set(
			reader->error, "in ${%.*s}, %s", SLICE_PRINT(inside), error.text);
	reader->at = end + 1;
	return true;
}

/* At a '$': text that goes on behind "$$", or an operand. */
static bool read_dollar(struct reader *reader, struct part *part, struct text *text)
{
	struct slice rest = slice_from(reader->text, reader->at);

	if (slice_starts_with(rest, "$$")) {
		text_byte(text, '$');
		reader->at += 2;
		return true;
	}
	if (slice_starts_with(rest, "${"))
		return read_operand(reader, part);
	return error_set(reader->error,
		"'$' at character %zu begins no ${name}; write '$$' for the character itself",
		reader->at + 1);
}

static bool read_text(struct reader *reader, struct part *part, struct text *text)
{
	while (reader->at < reader->text.length && !part->operand) {
		char byte = reader->text.data[reader->at];

		if (byte == '$') {
			if (!read_dollar(reader, part, text))
				return false;
			continue;
		}
		text_byte(text, byte);
		reader->at++;
	}
	return true;
}

static struct part *read_part(struct reader *reader)
{
	struct part *part = arena_calloc(reader->arena, 1, sizeof(*part));
	struct text text = {0};
	bool good = read_text(reader, part, &text);

	part->text = arena_copy(reader->arena, text_slice(&text));
	text_free(&text);
	return good ? part : NULL;
}

struct template *template_parse(struct arena *arena, struct slice text,
	const struct naming *naming, struct error *error)
{
	struct template *template = arena_calloc(arena, 1, sizeof(*template));
	struct reader reader = {arena, text, 0, naming, error};
	struct part **end = &template->first;

	while (reader.at < text.length) {
		*end = read_part(&reader);
		if (!*end)
			return NULL;
		end = &(*end)->next;
	}
	return template;
}

const struct expression *template_operand(const struct template *template)
{
	const struct part *part = template ? template->first : NULL;

	return part && !part->next && part->text.length == 0 ? part->operand : NULL;
}

bool template_render(
	const struct template *template, const struct values *values, struct text *out)
{
	bool complete = true;

	for (const struct part *part = template->first; part; part = part->next) {
		text_append(out, part->text);
		if (!part->operand)
			continue;

		struct value value = expression_value(part->operand, values);
		complete = complete && value.type != VALUE_NONE;
		value_print(&value, out);
	}
	return complete;
}
