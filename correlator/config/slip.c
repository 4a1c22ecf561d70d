/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The grammar is libconfig's: a setting is NAME = VALUE, with ; or , or nothing behind it; a
 * value is a scalar, adjacent strings, [ scalars ], ( values ) or { settings }; elements are
 * separated by commas, and none follows the last one.
 */
#include "config/slip.h"

#include "config/tokens.h"

enum { DEPTH_MAXIMUM = 200 };

struct slip {
	struct tokens tokens;
	struct token token;       /* looked at */
	struct token before;      /* the one in front of it */
	struct token long_string; /* the first that ends in another line than it began */
	unsigned depth;
	unsigned line;
	struct text *sentence;
};

static bool value(struct slip *slip, const struct token *name);

static void advance(struct slip *slip)
{
	slip->before = slip->token;
	slip->token = tokens_next(&slip->tokens);
	bool is_long = slip->token.kind == TOKEN_STRING &&
		       (slip->token.last_line > slip->token.line || !slip->token.closed);
	if (is_long && !slip->long_string.line)
		slip->long_string = slip->token;
}

/* A quote that is missing turns the text up to the next quote into a string, and everything
 * behind it inside out: then this is the explanation, whatever was found first. */
static bool quote_missing(struct slip *slip)
{
	const struct token *string = &slip->long_string;
	if (!string->line)
		return false;
	slip->line = string->line;
	if (string->closed)
		text_printf(slip->sentence,
			"a quote (\") is missing: the string that begins here ends only in "
			"line %u",
			string->last_line);
	else
		text_string(slip->sentence,
			"a quote (\") is missing: the string that begins here never ends");
	return true;
}

static bool wrong(struct slip *slip, unsigned line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Notes the slip; returns false always. */
static bool wrong(struct slip *slip, unsigned line, const char *format, ...)
{
	if (quote_missing(slip))
		return false;
	slip->line = line;
	va_list arguments;
	va_start(arguments, format);
	text_vprintf(slip->sentence, format, arguments);
	va_end(arguments);
	return false;
}

/* The token as it is shown in a sentence: cut where it is long. */
static int shown(const struct token *token)
{
	return token->text.length > 40 ? 40 : (int)token->text.length;
}

static bool wrong_value(struct slip *slip, const struct token *name)
{
	const struct token *token = &slip->token;
	struct slice of = name->text;
	if (token_is(token, ')') || token_is(token, ']'))
		return wrong(slip, slip->before.line,
			"there is a comma after the last entry: remove it");
	if (token->kind != TOKEN_END && token->line > slip->before.line)
		return wrong(slip, slip->before.line, "the value of '%.*s' is missing",
			SLICE_PRINT(of));
	if (token->kind == TOKEN_NAME)
		return wrong(slip, token->line, "text needs quotes: write \"%.*s\"",
			shown(token), token->text.data);
	if (token->kind == TOKEN_END)
		return wrong(slip, token->line,
			"the file ends where the value of '%.*s' should be", SLICE_PRINT(of));
	if (token->kind == TOKEN_OTHER && token->text.data[0] == '\'')
		return wrong(slip, token->line,
			"text stands in double quotes (\"...\"), not in single ones");
	return wrong(slip, token->line,
		"the value of '%.*s' is missing: there is '%.*s' instead", SLICE_PRINT(of),
		shown(token), token->text.data);
}

static bool plain_number(struct slice text)
{
	if (slice_starts_with(text, "0x") || slice_starts_with(text, "0X"))
		return true;
	for (size_t i = 0; i < text.length; i++) {
		char c = text.data[i];
		bool good = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.' ||
			    c == 'e' || c == 'E' || c == 'L';
		if (!good)
			return false;
	}
	return true;
}

static bool scalar(struct slip *slip, const struct token *name)
{
	if (slip->token.kind == TOKEN_STRING) {
		while (slip->token.kind == TOKEN_STRING) {
			if (!slip->token.closed)
				return wrong(slip, slip->token.line, "a quote is missing");
			advance(slip);
		}
		return true;
	}
	if (slip->token.kind == TOKEN_NUMBER && !plain_number(slip->token.text))
		return wrong(slip, slip->token.line,
			"'%.*s' is not a number: put it in quotes, \"%.*s\"",
			shown(&slip->token), slip->token.text.data, shown(&slip->token),
			slip->token.text.data);
	if (slip->token.kind != TOKEN_NUMBER && slip->token.kind != TOKEN_BOOLEAN)
		return wrong_value(slip, name);
	advance(slip);
	return true;
}

/* The elements of an array or a list, from behind the opening bracket. */
static bool elements(
	struct slip *slip, const struct token *name, const struct token *open, char closing)
{
	if (token_is(&slip->token, closing)) {
		advance(slip);
		return true;
	}
	for (;;) {
		if (!(closing == ']' ? scalar(slip, name) : value(slip, name)))
			return false;
		if (token_is(&slip->token, closing))
			break;
		if (slip->token.kind == TOKEN_END)
			return wrong(slip, open->line, "the '%c' opened here is never closed",
				open->text.data[0]);
		if (!token_is(&slip->token, ','))
			return wrong(slip, slip->before.last_line,
				"a comma or '%c' is missing after '%.*s'", closing,
				shown(&slip->before), slip->before.text.data);
		advance(slip);
	}
	advance(slip);
	return true;
}

static bool setting(struct slip *slip)
{
	struct token name = slip->token;
	advance(slip);
	if (!token_is(&slip->token, '=') && !token_is(&slip->token, ':'))
		return wrong(slip, name.line, "'=' is missing after '%.*s'", shown(&name),
			name.text.data);
	advance(slip);
	if (!value(slip, &name))
		return false;
	if (token_is(&slip->token, ';') || token_is(&slip->token, ','))
		advance(slip);
	return true;
}

static bool wrong_setting(struct slip *slip, const struct token *open)
{
	const struct token *token = &slip->token;
	if (token->kind == TOKEN_END && open)
		return wrong(slip, open->line, "the '{' opened here is never closed");
	if (token_is(token, ';') || token_is(token, ','))
		return wrong(
			slip, token->line, "there is one '%c' too many", token->text.data[0]);
	if (token->kind == TOKEN_STRING || token->kind == TOKEN_NUMBER)
		return wrong(slip, token->line,
			"%.*s stands where a setting (name = value) should begin: is it part "
			"of a "
			"list that needs brackets, [ ... ]?",
			shown(token), token->text.data);
	if (token_is(token, '}') || token_is(token, ')') || token_is(token, ']'))
		return wrong(slip, token->line,
			"'%c' closes nothing that is open here: is another bracket missing "
			"before?",
			token->text.data[0]);
	return wrong(slip, token->line,
		"a setting (name = value) should begin here, but there is '%.*s'", shown(token),
		token->text.data);
}

/* Settings up to the '}' that closes `open`, or up to the end of the file (NULL). */
static bool settings(struct slip *slip, const struct token *open)
{
	for (;;) {
		if (open ? token_is(&slip->token, '}') : slip->token.kind == TOKEN_END)
			return true;
		if (slip->token.kind == TOKEN_INCLUDE)
			advance(slip);
		else if (slip->token.kind != TOKEN_NAME)
			return wrong_setting(slip, open);
		else if (!setting(slip))
			return false;
	}
}

static bool value(struct slip *slip, const struct token *name)
{
	struct token open = slip->token;
	char bracket = open.kind == TOKEN_MARK ? open.text.data[0] : '\0';
	if (bracket != '[' && bracket != '(' && bracket != '{')
		return scalar(slip, name);
	if (++slip->depth > DEPTH_MAXIMUM)
		return wrong(slip, open.line, "more than %d brackets inside one another",
			DEPTH_MAXIMUM);
	advance(slip);
	bool good = bracket == '['   ? elements(slip, name, &open, ']')
		    : bracket == '(' ? elements(slip, name, &open, ')')
				     : settings(slip, &open);
	if (good && bracket == '{')
		advance(slip);
	slip->depth--;
	return good;
}

bool slip_find(struct slice content, unsigned *line, struct text *sentence)
{
	struct slip slip = {.tokens = tokens_of(content), .sentence = sentence};
	advance(&slip);
	if (settings(&slip, NULL))
		return false;
	*line = slip.line;
	return true;
}
