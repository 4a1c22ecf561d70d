/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/syslog_tag.h"

#include <string.h>

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_upper(char byte)
{
	return byte >= 'A' && byte <= 'Z';
}

static bool is_letter(char byte)
{
	return is_upper(byte) || (byte >= 'a' && byte <= 'z');
}

/* How many bytes of letters, digits, and those in `others` there are. */
static size_t run(struct slice text, const char *others)
{
	size_t length = 0;

	while (length < text.length &&
		(is_letter(text.data[length]) || is_digit(text.data[length]) ||
			(text.data[length] && strchr(others, text.data[length]))))
		length++;
	return length;
}

static bool starts_with_byte(struct slice text, char byte)
{
	return text.length > 0 && text.data[0] == byte;
}

/* The colon, with blanks around it. False when there is none. */
static bool cut_colon(struct slice *text)
{
	struct slice rest = *text;

	if (starts_with_byte(rest, ' '))
		rest = slice_from(rest, 1);
	if (!starts_with_byte(rest, ':'))
		return false;
	rest = slice_from(rest, 1);
	*text = starts_with_byte(rest, ' ') ? slice_from(rest, 1) : rest;
	return true;
}

/* FACILITY-3-MNEMONIC, maybe with a subfacility; some write a letter for the severity. */
static bool cut_cisco(struct slice *text, struct slice *tag)
{
	struct slice rest = slice_from(*text, 1);
	size_t length = run(rest, "_-.");
	struct slice name = slice_part(rest, 0, length);

	if (length == 0 || !is_letter(name.data[0]) || slice_find(name, 0, '-') == SIZE_MAX)
		return false;
	rest = slice_from(rest, length);
	if (!cut_colon(&rest))
		return false;
	*tag = name;
	*text = rest;
	return true;
}

/* "%%", two digits of a version, MODULE/4/BRIEF, "(l)" or another letter, a number in brackets.
 */
static bool cut_huawei(struct slice *text, struct slice *tag)
{
	struct slice rest = slice_from(*text, 2);
	struct slice name;
	size_t close;

	if (rest.length < 2 || !is_digit(rest.data[0]) || !is_digit(rest.data[1]))
		return false;
	rest = slice_from(rest, 2);
	name = slice_part(rest, 0, run(rest, "_-/"));
	if (slice_find(name, 0, '/') == SIZE_MAX)
		return false;
	rest = slice_from(rest, name.length);
	if (starts_with_byte(rest, '(') && (close = slice_find(rest, 0, ')')) != SIZE_MAX)
		rest = slice_from(rest, close + 1);
	if (starts_with_byte(rest, '[') && (close = slice_find(rest, 0, ']')) != SIZE_MAX)
		rest = slice_from(rest, close + 1);
	if (!cut_colon(&rest))
		return false;
	*tag = name;
	*text = rest;
	return true;
}

bool syslog_tag_cut_marked(struct slice *text, struct slice *tag)
{
	if (slice_starts_with(*text, "%%"))
		return cut_huawei(text, tag);
	return starts_with_byte(*text, '%') && cut_cisco(text, tag);
}

/* Capitals in parts, so that neither "WARNING:" nor a name of a file is one. */
static bool cut_juniper(struct slice *text, struct slice *tag)
{
	struct slice rest = *text;
	size_t length = 0, parts = 0;

	while (length < rest.length &&
		(is_upper(rest.data[length]) || is_digit(rest.data[length]) ||
			rest.data[length] == '_'))
		parts += rest.data[length++] == '_';
	if (parts == 0 || !is_upper(rest.data[0]))
		return false;
	rest = slice_from(rest, length);
	if (starts_with_byte(rest, ' ') || !cut_colon(&rest))
		return false;
	*tag = slice_part(*text, 0, length);
	*text = rest;
	return true;
}

static struct slice cut_word(struct slice *text)
{
	size_t blank = slice_find(*text, 0, ' ');
	struct slice word = slice_part(*text, 0, blank == SIZE_MAX ? text->length : blank);

	*text = slice_from(*text, word.length + 1);
	return word;
}

/* Number, router, APPLICATION-SEVERITY-event-id; the subject in brackets stays with the text.
 */
static bool cut_nokia(struct slice *text, struct slice *tag)
{
	struct slice rest = *text;
	struct slice number = cut_word(&rest), router = cut_word(&rest), name = cut_word(&rest);

	if (number.length == 0 || run(number, "") != number.length ||
		!is_digit(number.data[0]) || router.length == 0 || name.length == 0 ||
		!is_upper(name.data[0]) || slice_find(name, 0, '-') == SIZE_MAX)
		return false;
	*tag = name;
	*text = rest;
	return true;
}

bool syslog_tag_cut(struct slice *text, struct slice program, struct slice *tag)
{
	if (syslog_tag_cut_marked(text, tag))
		return true;
	if (slice_equals(program, "TMNX"))
		return cut_nokia(text, tag);
	return program.length > 0 && cut_juniper(text, tag);
}
