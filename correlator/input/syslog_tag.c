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
static bool cut_colon(struct slice *text, struct syslog_tag *tag)
{
	struct slice rest = *text;
	bool spaced = starts_with_byte(rest, ' ');

	rest = slice_from(rest, spaced);
	if (!starts_with_byte(rest, ':'))
		return false;
	tag->spaced = spaced;
	rest = slice_from(rest, 1);
	*text = starts_with_byte(rest, ' ') ? slice_from(rest, 1) : rest;
	return true;
}

/* "-3-" between two names: only such a name needs no colon to be one. */
static bool has_severity(struct slice name)
{
	for (size_t i = 1; i + 2 < name.length; i++)
		if (name.data[i - 1] == '-' && is_digit(name.data[i]) &&
			name.data[i + 1] == '-')
			return true;
	return false;
}

/* FACILITY-3-MNEMONIC, maybe with a subfacility; some write a letter for the severity. */
static bool cut_cisco(struct slice *text, struct syslog_tag *tag)
{
	struct slice rest = slice_from(*text, 1);
	size_t length = run(rest, "_-.");
	struct slice name = slice_part(rest, 0, length);

	if (length == 0 || !is_letter(name.data[0]) || slice_find(name, 0, '-') == SIZE_MAX)
		return false;
	rest = slice_from(rest, length);
	if (!cut_colon(&rest, tag)) {
		if (!starts_with_byte(rest, ' ') || !has_severity(name))
			return false;
		rest = slice_from(rest, 1);
	}
	tag->name = name;
	tag->form = TAG_CISCO;
	*text = rest;
	return true;
}

/* What stands in brackets is short, or is none of this. */
static void cut_brackets(struct slice *rest, char open, char close)
{
	size_t end = starts_with_byte(*rest, open)
			     ? slice_find(slice_part(*rest, 0, 32), 0, close)
			     : SIZE_MAX;

	if (end != SIZE_MAX)
		*rest = slice_from(*rest, end + 1);
}

/* "%%", two digits of a version, MODULE/4/BRIEF, "(l)" or another letter, a number in brackets.
 */
static bool cut_huawei(struct slice *text, struct syslog_tag *tag)
{
	struct slice rest = slice_from(*text, 2);
	struct slice name;

	if (rest.length < 2 || !is_digit(rest.data[0]) || !is_digit(rest.data[1]))
		return false;
	rest = slice_from(rest, 2);
	if (starts_with_byte(rest, ' '))
		rest = slice_from(rest, 1);
	name = slice_part(rest, 0, run(rest, "_-/"));
	if (slice_find(name, 0, '/') == SIZE_MAX)
		return false;
	rest = slice_from(rest, name.length);
	cut_brackets(&rest, '(', ')');
	cut_brackets(&rest, '[', ']');
	if (!cut_colon(&rest, tag))
		return false;
	tag->name = name;
	tag->form = TAG_HUAWEI;
	*text = rest;
	return true;
}

bool syslog_tag_cut_marked(struct slice *text, struct syslog_tag *tag)
{
	if (slice_starts_with(*text, "%%"))
		return cut_huawei(text, tag);
	return starts_with_byte(*text, '%') && cut_cisco(text, tag);
}

/* Capitals in parts, so that neither "WARNING:" nor a name of a file is one. */
static size_t junos_length(struct slice text)
{
	size_t length = 0, parts = 0;

	while (length < text.length &&
		(is_upper(text.data[length]) || is_digit(text.data[length]) ||
			text.data[length] == '_'))
		parts += text.data[length++] == '_';
	return parts > 0 && is_upper(text.data[0]) ? length : 0;
}

static bool cut_junos(struct slice *text, struct syslog_tag *tag)
{
	size_t length = junos_length(*text);
	struct slice rest = slice_from(*text, length);

	if (length == 0 || starts_with_byte(rest, ' ') || !cut_colon(&rest, tag))
		return false;
	tag->name = slice_part(*text, 0, length);
	tag->form = TAG_JUNOS;
	*text = rest;
	return true;
}

void syslog_tag_drop_priority(struct syslog_tag *tag)
{
	size_t first = slice_find(tag->name, 0, '-');
	struct slice name = slice_from(tag->name, first == SIZE_MAX ? first : first + 3);

	if (name.length == 0 || !is_digit(tag->name.data[first + 1]) ||
		tag->name.data[first + 2] != '-' || junos_length(name) != name.length)
		return;
	tag->name = name;
	tag->form = TAG_JUNOS;
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
static bool cut_nokia(struct slice *text, struct syslog_tag *tag)
{
	struct slice rest = *text;
	struct slice number = cut_word(&rest), router = cut_word(&rest), name = cut_word(&rest);

	if (number.length == 0 || run(number, "") != number.length ||
		!is_digit(number.data[0]) || router.length == 0 || name.length == 0 ||
		!is_upper(name.data[0]) || slice_find(name, 0, '-') == SIZE_MAX)
		return false;
	tag->name = name;
	tag->form = TAG_NOKIA;
	*text = rest;
	return true;
}

bool syslog_tag_cut(struct slice *text, struct slice program, enum syslog_dialect dialect,
	struct syslog_tag *tag)
{
	if (syslog_tag_cut_marked(text, tag))
		return true;
	if (slice_equals(program, "TMNX") || dialect == SYSLOG_NOKIA_SROS)
		return cut_nokia(text, tag);
	return program.length > 0 && cut_junos(text, tag);
}

/* What stands behind the fourth bar of "CEF:0|Vendor|Product|Version|id|". */
bool syslog_tag_read_event(struct slice text, struct syslog_tag *tag)
{
	bool leef = slice_starts_with(text, "LEEF:");
	size_t bar = 0, end;

	if (!leef && !slice_starts_with(text, "CEF:"))
		return false;
	for (int i = 0; i < 4; i++) {
		end = slice_find(text, bar, '|');
		if (end == SIZE_MAX)
			return false;
		bar = end + 1;
	}
	end = slice_find(text, bar, '|');
	tag->name = slice_part(text, bar, (end == SIZE_MAX ? text.length : end) - bar);
	tag->form = leef ? TAG_LEEF : TAG_CEF;
	return true;
}
