/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/literal_token.h"

#include <string.h>

#include "rule/literal.h"

static const struct literal_token unknown = {.kind = LITERAL_UNKNOWN};
static const struct literal_token empty = {.kind = LITERAL_EMPTY};
static const struct literal_token other = {.kind = LITERAL_OTHER};

static struct literal_token byte_token(char byte)
{
	return (struct literal_token){LITERAL_BYTE, {literal_fold(byte)}, 1};
}

static struct slice rest_of(const struct literal_reader *reader)
{
	return slice_from(reader->pattern, reader->at);
}

static char peek(const struct literal_reader *reader)
{
	return reader->at < reader->pattern.length ? reader->pattern.data[reader->at] : 0;
}

static bool is_one_of(char byte, const char *set)
{
	return byte != 0 && strchr(set, byte);
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
	return literal_fold(byte) >= 'a' && literal_fold(byte) <= 'z';
}

static int hexadecimal(char byte)
{
	if (is_digit(byte))
		return byte - '0';
	byte = literal_fold(byte);
	return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

static bool skip(struct literal_reader *reader, const char *what)
{
	if (!slice_starts_with(rest_of(reader), what))
		return false;
	reader->at += strlen(what);
	return true;
}

/* Moves behind the next `end`; false if there is none. */
static bool skip_to(struct literal_reader *reader, char end)
{
	size_t at = slice_find(reader->pattern, reader->at, end);

	if (at == SIZE_MAX)
		return false;
	reader->at = at + 1;
	return true;
}

/* ---- what is ignored between tokens ---- */

/* PCRE2 may be built to end comments at other bytes than LF: then we do not know. */
static bool skip_comment(struct literal_reader *reader, bool *known)
{
	size_t start = reader->at;

	if (!skip_to(reader, '\n'))
		reader->at = reader->pattern.length;
	for (size_t i = start; i < reader->at; i++)
		if (is_one_of(reader->pattern.data[i], "\r\v\f\x85"))
			*known = false;
	return true;
}

/* One thing that means nothing: blanks and comments of (?x), (?#...), \E, \Q\E. */
static bool skip_nothing(struct literal_reader *reader, bool *known)
{
	if (!reader->extended && !is_one_of(peek(reader), "\\("))
		return false;
	if (skip(reader, "\\E") || skip(reader, "\\Q\\E"))
		return true;
	if (skip(reader, "(?#"))
		return skip_to(reader, ')');
	if (!reader->extended)
		return false;
	if (peek(reader) == '#')
		return skip_comment(reader, known);
	if ((unsigned char)peek(reader) >= 0x80) /* a blank in some tables */
		*known = false;
	if (!is_one_of(peek(reader), " \t\n\v\f\r"))
		return false;
	reader->at++;
	return true;
}

/* False if it is not sure where the next token begins. */
static bool skip_ignored(struct literal_reader *reader)
{
	bool known = true;

	while (true) {
		if (reader->quoted && skip(reader, "\\E"))
			reader->quoted = false;
		else if (reader->quoted || !skip_nothing(reader, &known))
			return known;
	}
}

/* ---- classes ---- */

/* The members of a class, as long as they are few and plain. */
struct class_members {
	struct literal_token token;
	bool plain;
};

static void add_member(struct class_members *members, char byte)
{
	struct literal_token *token = &members->token;

	byte = literal_fold(byte);
	for (size_t i = 0; i < token->count; i++)
		if (token->bytes[i] == byte)
			return;
	if (token->count == LITERAL_BYTES)
		members->plain = false;
	else
		token->bytes[token->count++] = byte;
}

/* "[:alpha:]" inside a class. */
static bool skip_posix(struct literal_reader *reader)
{
	reader->at += 2;
	skip(reader, "^");
	while (is_letter(peek(reader)))
		reader->at++;
	return skip(reader, ":]");
}

static bool read_class_escape(struct literal_reader *reader, struct class_members *members)
{
	reader->at++;

	char byte = peek(reader);
	if (is_one_of(byte, "QEc"))
		return false;
	if (is_letter(byte) || is_digit(byte))
		members->plain = false;
	else
		add_member(members, byte);
	reader->at++;
	return true;
}

static bool read_member(struct literal_reader *reader, struct class_members *members)
{
	struct slice rest = rest_of(reader);

	if (rest.data[0] == '\\')
		return read_class_escape(reader, members);
	if (slice_starts_with(rest, "[:")) {
		members->plain = false;
		return skip_posix(reader);
	}
	if (slice_starts_with(rest, "[.") || slice_starts_with(rest, "[="))
		return false;
	if (rest.data[0] == '-' && members->token.count > 0 && !slice_starts_with(rest, "-]"))
		members->plain = false; /* perhaps a range */
	add_member(members, rest.data[0]);
	reader->at++;
	return true;
}

/* Behind the '['. */
static struct literal_token read_class(struct literal_reader *reader)
{
	struct class_members members = {{.kind = LITERAL_BYTE}, true};

	if (skip(reader, "^"))
		members.plain = false;
	if (peek(reader) == ']') {
		add_member(&members, ']');
		reader->at++;
	}
	while (reader->at < reader->pattern.length && peek(reader) != ']')
		if (!read_member(reader, &members))
			return unknown;
	if (!skip(reader, "]"))
		return unknown;
	return members.plain ? members.token : other;
}

/* ---- escapes ---- */

/* \x41 or \x{41}, behind the x. */
static struct literal_token read_hexadecimal(struct literal_reader *reader)
{
	bool braces = skip(reader, "{");
	struct slice digits = slice_part(reader->pattern, reader->at, 2);
	int high = digits.length == 2 ? hexadecimal(digits.data[0]) : -1;
	int low = digits.length == 2 ? hexadecimal(digits.data[1]) : -1;

	if (high < 0 || low < 0)
		return unknown;
	reader->at += 2;
	if (braces && !skip(reader, "}"))
		return unknown;
	return byte_token((char)(high << 4 | low));
}

/* {...}, <...> or '...' behind \g \k \p \o. */
static struct literal_token read_delimited(struct literal_reader *reader)
{
	static const char *const ends[] = {"{}", "<>", "''"};

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		if (peek(reader) != ends[i][0])
			continue;
		reader->at++;
		return skip_to(reader, ends[i][1]) ? other : unknown;
	}
	return unknown;
}

/* \1 is a reference; \10 may be one, or octal. */
static struct literal_token read_reference(struct literal_reader *reader)
{
	return is_digit(peek(reader)) ? unknown : other;
}

static struct literal_token read_property(struct literal_reader *reader)
{
	if (peek(reader) == '{')
		return read_delimited(reader);
	reader->at++;
	return other;
}

static struct literal_token read_letter_escape(struct literal_reader *reader, char letter)
{
	static const char controls[] = "a\ae\x1b"
				       "f\fn\nr\rt\t";

	for (size_t i = 0; controls[i]; i += 2)
		if (controls[i] == letter)
			return byte_token(controls[i + 1]);
	if (is_one_of(letter, "dDwWsShHvVRX"))
		return other;
	if (is_one_of(letter, "bBAZzGK"))
		return empty;
	if (letter == 'N')
		return peek(reader) == '{' ? unknown : other;
	if (letter == 'x')
		return read_hexadecimal(reader);
	if (is_one_of(letter, "gko"))
		return read_delimited(reader);
	if (is_one_of(letter, "pP"))
		return read_property(reader);
	return unknown;
}

/* Behind the backslash; \Q and \E come up elsewhere. */
static struct literal_token read_escape(struct literal_reader *reader)
{
	if (reader->at == reader->pattern.length)
		return unknown;

	char byte = reader->pattern.data[reader->at++];
	if (is_letter(byte))
		return read_letter_escape(reader, byte);
	if (byte == '0')
		return unknown;
	return is_digit(byte) ? read_reference(reader) : byte_token(byte);
}

/* ---- groups ---- */

static struct literal_token open_token(enum literal_token_kind kind)
{
	return (struct literal_token){.kind = kind};
}

/* (?i) or (?i-x:...), behind the '?': only x changes what we read. */
static struct literal_token read_options(struct literal_reader *reader)
{
	bool on = true;

	for (; reader->at < reader->pattern.length; reader->at++) {
		char byte = peek(reader);

		if (slice_starts_with(rest_of(reader), "xx"))
			return unknown;
		if (byte == ')' || byte == ':') {
			reader->at++;
			return byte == ':' ? open_token(LITERAL_OPEN) : empty;
		}
		if (byte == '-' || byte == '^')
			on = false;
		if (byte == 'x' || byte == '^')
			reader->extended = on && byte == 'x';
		else if (!is_one_of(byte, "-imnsJU"))
			return unknown;
		if (byte == '^')
			on = true;
	}
	return unknown;
}

/* A call of a group: (?R) (?1) (?+1) (?-1) (?&name) (?P>name), or a reference (?P=name). */
static bool is_call(struct slice rest)
{
	char first = rest.length > 0 ? rest.data[0] : 0;
	char second = rest.length > 1 ? rest.data[1] : 0;

	return is_digit(first) || is_one_of(first, "R&") ||
	       (is_one_of(first, "+-") && is_digit(second)) || slice_starts_with(rest, "P>") ||
	       slice_starts_with(rest, "P=");
}

/* Behind "(?". Conditions, callouts and what is newer are not understood. */
static struct literal_token read_special_group(struct literal_reader *reader)
{
	if (skip(reader, "=") || skip(reader, "!") || skip(reader, "<=") ||
		skip(reader, "<!") || skip(reader, "*") || skip(reader, "<*"))
		return open_token(LITERAL_OPEN_LOOK);
	if (skip(reader, ":") || skip(reader, "|") || skip(reader, ">"))
		return open_token(LITERAL_OPEN);
	if (is_call(rest_of(reader)))
		return skip_to(reader, ')') ? other : unknown;
	if (skip(reader, "<") || skip(reader, "P<"))
		return skip_to(reader, '>') ? open_token(LITERAL_OPEN) : unknown;
	if (skip(reader, "'"))
		return skip_to(reader, '\'') ? open_token(LITERAL_OPEN) : unknown;
	return read_options(reader);
}

/* Behind the '('. */
static struct literal_token read_group(struct literal_reader *reader)
{
	if (peek(reader) == '*') /* (*ACCEPT) may end a match early */
		return unknown;
	return skip(reader, "?") ? read_special_group(reader) : open_token(LITERAL_OPEN);
}

/* ---- tokens ---- */

/* What a version of PCRE2 may take for a quantifier: {,3} or { 1, 2 }. */
static bool is_loose_quantifier(struct slice rest)
{
	for (size_t i = 1; i < rest.length; i++) {
		if (rest.data[i] == '}')
			return i > 1;
		if (!is_digit(rest.data[i]) && !is_one_of(rest.data[i], ", \t"))
			return false;
	}
	return false;
}

/* A quantifier that follows nothing: PCRE2 knows what it means (a{2}\E?), we do not. */
static bool is_stray_quantifier(const struct literal_reader *reader, char byte)
{
	if (byte == '{')
		return is_loose_quantifier(slice_from(reader->pattern, reader->at - 1));
	return is_one_of(byte, "*+?");
}

static struct literal_token read_plain(struct literal_reader *reader, char byte)
{
	switch (byte) {
	case '\\':
		return read_escape(reader);
	case '[':
		return read_class(reader);
	case '(':
		return read_group(reader);
	case ')':
		return (struct literal_token){.kind = LITERAL_CLOSE};
	case '|':
		return (struct literal_token){.kind = LITERAL_BAR};
	case '.':
		return other;
	case '^':
	case '$':
		return empty;
	default:
		return is_stray_quantifier(reader, byte) ? unknown : byte_token(byte);
	}
}

struct literal_token literal_token_read(struct literal_reader *reader)
{
	if (!skip_ignored(reader))
		return unknown;
	if (reader->at == reader->pattern.length)
		return (struct literal_token){.kind = LITERAL_END};
	if (!reader->quoted && skip(reader, "\\Q")) {
		reader->quoted = true;
		return literal_token_read(reader);
	}

	char byte = reader->pattern.data[reader->at++];
	return reader->quoted ? byte_token(byte) : read_plain(reader, byte);
}

/* ---- quantifiers ---- */

/* {2} {2,} {2,3}: only whether the minimum is 0 matters. */
static bool read_braces(struct literal_reader *reader, unsigned *minimum)
{
	size_t start = reader->at++;
	bool positive = false;

	for (; is_digit(peek(reader)); reader->at++)
		positive |= peek(reader) != '0';
	if (reader->at > start + 1) {
		if (skip(reader, ","))
			while (is_digit(peek(reader)))
				reader->at++;
		if (skip(reader, "}")) {
			*minimum = positive;
			return true;
		}
	}
	reader->at = start;
	return false;
}

static bool read_quantifier(struct literal_reader *reader, unsigned *minimum)
{
	char byte = peek(reader);

	if (byte == '{')
		return read_braces(reader, minimum);
	if (!is_one_of(byte, "*+?"))
		return false;
	*minimum = byte == '+';
	reader->at++;
	return true;
}

bool literal_token_quantifier(struct literal_reader *reader, unsigned *minimum, bool *doubt)
{
	if (!skip_ignored(reader)) {
		*doubt = true;
		return false;
	}
	if (reader->quoted)
		return false;
	if (!read_quantifier(reader, minimum)) {
		*doubt |= peek(reader) == '{' && is_loose_quantifier(rest_of(reader));
		return false;
	}
	if (is_one_of(peek(reader), "+?")) /* possessive, lazy */
		reader->at++;
	return true;
}
