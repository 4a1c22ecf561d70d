/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/syslog_3164.h"

#include <string.h>

#include "base/address.h"
#include "event/event.h"
#include "input/syslog_stamp.h"
#include "input/syslog_tag.h"

static struct slice without_blanks(struct slice text)
{
	size_t count = 0;

	while (count < text.length && text.data[count] == ' ')
		count++;
	return slice_from(text, count);
}

/* The bytes before the first blank. */
static struct slice first_word(struct slice text)
{
	size_t blank = slice_find(text, 0, ' ');

	return blank == SIZE_MAX ? text : slice_part(text, 0, blank);
}

static bool ends_with(struct slice text, char byte)
{
	return text.length > 0 && text.data[text.length - 1] == byte;
}

static bool is_number(struct slice text)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.data[i] < '0' || text.data[i] > '9')
			return false;
	return true;
}

/* '*': the clock was never set; '.': it has lost its server. */
static struct slice without_mark(struct slice text)
{
	return text.length > 0 && (text.data[0] == '*' || text.data[0] == '.')
		       ? slice_from(text, 1)
		       : text;
}

/* Cuts the stamp, and up to three words with a colon that may stand in front of it: sequence
 * numbers, and the origin-id of Cisco, which is the host. */
static bool cut_stamp(struct slice *rest, int64_t now, int64_t zone, struct syslog_stamp *stamp,
	struct slice *host)
{
	struct slice at = *rest;

	for (int words = 0; words <= 3; words++) {
		struct slice word = first_word(at), behind = without_mark(at);

		if (syslog_stamp_cut(&behind, now, zone, stamp)) {
			*rest = behind;
			return true;
		}
		if (!ends_with(word, ':'))
			break;
		at = without_blanks(slice_from(at, word.length));
		word = slice_part(word, 0, word.length - 1);
		if (!is_number(word))
			*host = word;
	}
	*host = (struct slice){0};
	return false;
}

/* Length of a program's name at the start of the text; 0 when there is none. */
static size_t name_length(struct slice text)
{
	size_t length = 0;

	while (length < text.length && (uint8_t)text.data[length] > ' ' &&
		!memchr(":[\"=,;{}<>", text.data[length], 10))
		length++;
	return length;
}

/* Cuts "program:" or "program[pid]:" (the colon may be missing behind the bracket). A word
 * alone is no program: it might as well be the first of the message. */
static void cut_program(struct slice *rest, struct syslog_line *line)
{
	size_t name = name_length(*rest), end = name, close;

	if (name == 0 || name == rest->length)
		return;
	if (rest->data[name] == '[') {
		close = slice_find(first_word(*rest), name, ']');
		if (close == SIZE_MAX || close == name + 1)
			return;
		line->pid = slice_part(*rest, name + 1, close - name - 1);
		end = close + 1;
	}
	if (end < rest->length && rest->data[end] == ':')
		end++;
	else if (end == name)
		return;
	line->program = slice_part(*rest, 0, name);
	*rest = slice_from(*rest, end);
}

/* Whether the word behind the stamp is already the tag, or part of the message. A colon alone
 * does not say so: it may be an IPv6 address. */
static bool is_tag(struct slice word)
{
	struct address address;

	if (memchr("%[{", word.data[0], 3))
		return true;
	if (slice_find(word, 0, '[') != SIZE_MAX && slice_find(word, 0, ']') != SIZE_MAX)
		return true;
	return slice_find(word, 0, ':') != SIZE_MAX && !address_parse(word, &address);
}

static void cut_host(struct slice *rest, struct slice *host)
{
	struct slice word = first_word(*rest);

	if (word.length == 0 || is_tag(word))
		return;
	*host = word;
	*rest = slice_from(*rest, word.length + 1);
}

bool syslog_3164_read(struct slice text, int64_t now, int64_t zone, struct syslog_line *line)
{
	struct slice rest = without_blanks(text), from;
	struct syslog_stamp stamp = {0};
	bool stamped;

	*line = (struct syslog_line){0};
	stamped = cut_stamp(&rest, now, zone, &stamp, &line->host);
	if (stamped) {
		rest = without_blanks(rest);
		if (line->host.length == 0)
			cut_host(&rest, &line->host);
	}
	line->time = stamp.time;
	line->flags = (stamp.usable ? 0 : EVENT_NO_TIME) |
		      (stamp.usable && stamp.guessed ? EVENT_GUESSED : 0);
	from = rest;
	cut_program(&rest, line);
	if (!stamped && line->program.length == 0)
		rest = text;
	else if (rest.length > 0 && rest.data[0] == ' ')
		rest = slice_from(rest, 1);
	line->message = syslog_line_text(rest);
	/* A tag may stand where others have their program; it counts as both. */
	if (!syslog_tag_cut_marked(&from, &line->tag))
		syslog_tag_cut(&line->message, line->program, &line->tag);
	return stamped;
}
