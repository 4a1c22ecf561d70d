/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/expression_token.h"

#include <stdarg.h>
#include <string.h>

#include "event/oid.h"

enum { NEAR_MAXIMUM = 40, SENTENCE_MAXIMUM = 400 };

bool expression_token_error(
	struct slice text, struct slice where, struct error *error, const char *format, ...)
{
	char sentence[SENTENCE_MAXIMUM];
	size_t at = where.data ? (size_t)(where.data - text.data) : text.length;
	struct slice near = slice_part(text, at, NEAR_MAXIMUM);
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(sentence, sizeof(sentence), format, arguments);
	va_end(arguments);
	if (near.length == 0)
		return error_set(error, "at the end: %s", sentence);
	return error_set(
		error, "at character %zu (%.*s): %s", at + 1, SLICE_PRINT(near), sentence);
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_word(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || is_digit(byte) ||
	       (byte != 0 && strchr("_.:$/@-", byte));
}

static bool read_fixed(struct slice rest, struct token *token)
{
	/* Longer ones first. */
	static const struct {
		const char *text;
		enum token_kind kind;
	} fixed[] = {
		{"==", TOKEN_EQUAL},
		{"!=", TOKEN_UNEQUAL},
		{"<=", TOKEN_LESS_EQUAL},
		{">=", TOKEN_GREATER_EQUAL},
		{"<", TOKEN_LESS},
		{">", TOKEN_GREATER},
		{"(", TOKEN_OPEN},
		{")", TOKEN_CLOSE},
		{"[", TOKEN_OPEN_LIST},
		{"]", TOKEN_CLOSE_LIST},
		{",", TOKEN_COMMA},
	};

	for (size_t i = 0; i < sizeof(fixed) / sizeof(fixed[0]); i++) {
		if (!slice_starts_with(rest, fixed[i].text))
			continue;
		token->kind = fixed[i].kind;
		token->text = slice_part(rest, 0, strlen(fixed[i].text));
		return true;
	}
	return false;
}

static bool read_keyword(struct token *token)
{
	static const struct {
		const char *text;
		enum token_kind kind;
	} keywords[] = {
		{"and", TOKEN_AND},
		{"or", TOKEN_OR},
		{"not", TOKEN_NOT},
		{"in", TOKEN_IN},
		{"matches", TOKEN_MATCHES},
	};

	for (size_t i = 0; i < sizeof(keywords) / sizeof(keywords[0]); i++) {
		if (!slice_equals(token->text, keywords[i].text))
			continue;
		token->kind = keywords[i].kind;
		return true;
	}
	return false;
}

/* A quote inside is written twice; other bytes stand for themselves, so that patterns need no
 * escapes of ours. */
static bool read_string(struct arena *arena, struct slice rest, struct token *token)
{
	char *copy = arena_alloc(arena, rest.length);
	size_t length = 0;

	for (size_t i = 1; i < rest.length; i++) {
		bool quote = rest.data[i] == '\'';

		if (quote && i + 1 < rest.length && rest.data[i + 1] == '\'') {
			i++;
		} else if (quote) {
			token->kind = TOKEN_STRING;
			token->text = slice_part(rest, 0, i + 1);
			token->string = slice_make(copy, length);
			return true;
		}
		copy[length++] = rest.data[i];
	}
	return false;
}

/* A word with ':' may be an address that begins with a letter (fe80::1). */
static bool read_address(struct token *token)
{
	if (memchr(token->text.data, '/', token->text.length)) {
		token->kind = TOKEN_PREFIX;
		return prefix_parse(token->text, &token->prefix);
	}
	token->kind = TOKEN_ADDRESS;
	return address_parse(token->text, &token->address);
}

static bool is_oid(struct slice word)
{
	struct oid oid;

	return oid_parse(word, &oid);
}

static bool read_word(
	struct slice text, struct slice rest, struct token *token, struct error *error)
{
	size_t length = 0;

	while (length < rest.length && is_word(rest.data[length]))
		length++;
	token->text = slice_part(rest, 0, length);
	if (read_keyword(token) || read_address(token))
		return true;
	token->kind = TOKEN_NUMBER;
	if (slice_to_integer(token->text, &token->number))
		return true;
	token->kind = TOKEN_DECIMAL;
	if (slice_to_decimal(token->text, &token->decimal))
		return true;
	token->kind = TOKEN_NAME;
	if (memchr(token->text.data, '/', length))
		return expression_token_error(text, token->text, error,
			"'%.*s' is not a prefix; write 10.1.0.0/16, bits beyond the length 0",
			SLICE_PRINT(token->text));
	if (!is_digit(rest.data[0]) && rest.data[0] != '-' && rest.data[0] != '.')
		return true;
	if (is_oid(token->text))
		return true;
	return expression_token_error(text, token->text, error,
		"'%.*s' is neither a number of 64 bits, an address, an OID nor a name",
		SLICE_PRINT(token->text));
}

/* What people write who come from other languages. */
static const char *meant(struct slice rest)
{
	if (slice_starts_with(rest, "&"))
		return "write 'and'";
	if (slice_starts_with(rest, "|"))
		return "write 'or'";
	if (slice_starts_with(rest, "!"))
		return "write 'not'";
	if (slice_starts_with(rest, "=~"))
		return "write 'matches'";
	if (slice_starts_with(rest, "="))
		return "write '==' to compare";
	if (slice_starts_with(rest, "\""))
		return "strings stand in single quotes";
	return "nothing of the language begins with this character";
}

bool expression_token_read(struct arena *arena, struct slice text, size_t *at,
	struct token *token, struct error *error)
{
	while (*at < text.length && is_blank(text.data[*at]))
		++*at;

	struct slice rest = slice_from(text, *at);
	*token = (struct token){.kind = TOKEN_END};
	if (rest.length == 0)
		return true;
	if (rest.data[0] == '\'' && !read_string(arena, rest, token))
		return expression_token_error(
			text, rest, error, "the string has no closing quote");
	if (token->kind == TOKEN_END && !read_fixed(rest, token)) {
		if (!is_word(rest.data[0]))
			return expression_token_error(text, rest, error, "%s", meant(rest));
		if (!read_word(text, rest, token, error))
			return false;
	}
	*at += token->text.length;
	return true;
}
