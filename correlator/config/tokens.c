/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "config/tokens.h"

#include <ctype.h>
#include <string.h>

struct tokens tokens_of(struct slice content)
{
	if (slice_starts_with(content, "\xef\xbb\xbf"))
		content = slice_from(content, 3); /* a byte order mark */
	return (struct tokens){.rest = content, .line = 1};
}

bool token_is(const struct token *token, char mark)
{
	return token->kind == TOKEN_MARK && token->text.data[0] == mark;
}

/* Cuts `length` bytes off, counting lines. */
static struct slice cut(struct tokens *tokens, size_t length)
{
	struct slice text = slice_part(tokens->rest, 0, length);
	for (size_t i = 0; i < text.length; i++)
		tokens->line += text.data[i] == '\n';
	tokens->rest = slice_from(tokens->rest, length);
	return text;
}

static size_t line_length(struct slice text)
{
	size_t end = slice_find(text, 0, '\n');
	return end == SIZE_MAX ? text.length : end;
}

static size_t blank_length(struct slice text)
{
	size_t length = 0;
	while (length < text.length && strchr(" \t\r\n\f", text.data[length]) &&
		text.data[length])
		length++;
	return length;
}

/* Length of the comment at the start, or 0. */
static size_t comment_length(struct slice text)
{
	if (slice_starts_with(text, "#") || slice_starts_with(text, "//"))
		return line_length(text);
	if (!slice_starts_with(text, "/*"))
		return 0;
	size_t end = slice_find_slice(slice_from(text, 2), slice_of("*/"));
	return end == SIZE_MAX ? text.length : end + 4;
}

static void skip(struct tokens *tokens)
{
	for (;;) {
		size_t length = blank_length(tokens->rest);
		if (!length)
			length = comment_length(tokens->rest);
		if (!length)
			return;
		cut(tokens, length);
	}
}

static size_t string_length(struct slice text, bool *closed)
{
	size_t length = 1;
	while (length < text.length && text.data[length] != '"')
		length += text.data[length] == '\\' ? 2 : 1;
	*closed = length < text.length;
	if (*closed)
		return length + 1;
	return text.length;
}

static size_t word_length(struct slice text, const char *also)
{
	size_t length = 1;
	while (length < text.length &&
		(isalnum((unsigned char)text.data[length]) ||
			(text.data[length] && strchr(also, text.data[length]))))
		length++;
	return length;
}

static bool begins_number(struct slice text)
{
	size_t sign = text.data[0] == '-' || text.data[0] == '+' ? 1 : 0;
	size_t point = sign < text.length && text.data[sign] == '.' ? sign + 1 : sign;
	return point < text.length && isdigit((unsigned char)text.data[point]);
}

/* @include "file": the quoted name; an empty slice when it is something else. */
static struct slice include_name(struct slice text)
{
	struct slice line = slice_part(text, 0, line_length(text));
	size_t first = slice_find(line, 0, '"');
	size_t last = first == SIZE_MAX ? SIZE_MAX : slice_find(line, first + 1, '"');
	if (!slice_starts_with(line, "@include") || last == SIZE_MAX)
		return (struct slice){0};
	return slice_part(line, first + 1, last - first - 1);
}

static enum token_kind word_kind(struct slice word)
{
	bool boolean =
		slice_equals_caseless(word, "true") || slice_equals_caseless(word, "false");
	return boolean ? TOKEN_BOOLEAN : TOKEN_NAME;
}

/* Kind and length of the token at the start of `text`, which is not empty. */
static size_t classify(struct slice text, struct token *token)
{
	size_t length = 1;
	token->kind = TOKEN_OTHER;
	if (text.data[0] == '"') {
		token->kind = TOKEN_STRING;
		length = string_length(text, &token->closed);
	} else if (begins_number(text)) {
		token->kind = TOKEN_NUMBER;
		length = word_length(text, "+-._");
	} else if (isalpha((unsigned char)text.data[0]) || text.data[0] == '*') {
		length = word_length(text, "-_*");
		token->kind = word_kind(slice_part(text, 0, length));
	} else if (text.data[0] && strchr("=:;,()[]{}", text.data[0])) {
		token->kind = TOKEN_MARK;
	}
	return length;
}

struct token tokens_next(struct tokens *tokens)
{
	skip(tokens);
	struct token token = {.line = tokens->line, .last_line = tokens->line};
	if (tokens->rest.length == 0)
		return token;
	struct slice include = include_name(tokens->rest);
	if (include.data) {
		token.kind = TOKEN_INCLUDE;
		token.text = include;
		size_t end = (size_t)(include.data + include.length + 1 - tokens->rest.data);
		cut(tokens, end);
		return token;
	}
	token.text = cut(tokens, classify(tokens->rest, &token));
	token.last_line = tokens->line;
	return token;
}
