/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/syslog_3164.h"

#include "base/address.h"
#include "event/event.h"
#include "input/syslog_front.h"
#include "input/syslog_host.h"
#include "input/syslog_pairs.h"
#include "input/syslog_tag.h"
#include "input/syslog_word.h"

enum { NEAR = 80 }; /* bytes */

/* One line on its way from text to its parts. */
struct reader {
	int64_t now;
	const struct syslog_profile *profile;
	const struct syslog_habits *habits; /* of the profile */
	struct slice rest;                  /* what is still to be read */
	bool dated;                         /* it begins with a stamp: that is no program */
	struct syslog_front front;
	struct syslog_tag tag;
	struct syslog_line *line;
};

/* Length of a program's name at the start of the text; 0 when there is none. */
static size_t name_length(struct slice text, const char *ends)
{
	size_t length = 0;

	while (length < text.length && (uint8_t)text.data[length] > ' ')
		length++;
	return slice_span_without(slice_part(text, 0, length), ends);
}

/* Cuts "program:" or "program[pid]:" (the colon may be missing behind the bracket). A word
 * alone is no program, unless the dialect says so: it might as well be the first of the
 * message. */
static void cut_program(struct slice *rest, bool bare, struct syslog_line *line)
{
	size_t name = name_length(*rest, bare ? ":[" : ":[\"=,;{}<>"), end = name, close;
	struct slice pid = {0};

	if (name == 0 || (name == rest->length && !bare))
		return;
	if (name < rest->length && rest->data[name] == '[') {
		close = slice_find(syslog_word_first(*rest), name, ']');
		if (close == SIZE_MAX || close == name + 1)
			return;
		pid = slice_part(*rest, name + 1, close - name - 1);
		end = close + 1;
	}
	if (end < rest->length && rest->data[end] == ':')
		end++;
	else if (end == name && !bare)
		return;
	line->pid = pid;
	line->program = slice_part(*rest, 0, name);
	*rest = slice_from(*rest, end);
}

/* Whether a network element goes on here: a tag, maybe behind its process. */
static bool is_element(struct slice rest)
{
	struct syslog_line process = {0};
	struct syslog_tag tag;

	rest = syslog_word_unblanked(rest);
	if (syslog_tag_cut_marked(&rest, &tag))
		return true;
	cut_program(&rest, false, &process);
	rest = syslog_word_unblanked(rest);
	return process.program.length > 0 && syslog_tag_cut_marked(&rest, &tag);
}

static bool is_process(struct slice rest)
{
	struct syslog_line process = {0};

	rest = syslog_word_unblanked(rest);
	cut_program(&rest, false, &process);
	return process.program.length > 0;
}

/* Cuts a host where a guess is not good enough: it takes two signs that it is one, of which the
 * stamp in front of it may be the first. */
static bool cut_sure_host(struct slice *rest, bool sign, struct slice *host)
{
	struct slice at = syslog_word_unblanked(*rest);

	syslog_host_cut(&at, HOST_GUESSED, host);
	if (host->length == 0 || sign + syslog_host_is_name(*host) + is_process(at) < 2) {
		*host = (struct slice){0};
		return false;
	}
	*rest = at;
	return true;
}

/* "Oct 11 22:14:15", as none but syslog writes it. */
static bool is_bsd_stamp(struct slice text, size_t length)
{
	return length == 15 && text.data[0] > '9' && text.data[3] == ' ';
}

/* A relay that did not understand the origin's front has kept it, and knows the host better
 * only if that is not there. */
static void cut_inner_front(struct reader *reader)
{
	struct slice begin = syslog_word_unblanked(reader->rest), at = begin;
	struct syslog_front inner;

	if (!syslog_front_cut(&at, reader->now, reader->profile, &inner) || !inner.stamped)
		return;
	if (!is_element(at) &&
		(inner.words ||
			!cut_sure_host(&at, is_bsd_stamp(begin, begin.length - at.length),
				&inner.host))) {
		reader->dated = !inner.words;
		return;
	}
	if (inner.host.length > 0)
		reader->line->host = inner.host;
	if (inner.stamp.usable)
		reader->front.stamp = inner.stamp;
	reader->front.card |= inner.card;
	reader->rest = syslog_word_unblanked(at);
}

static void read_front(struct reader *reader)
{
	struct syslog_line *line = reader->line;

	line->host = reader->front.host;
	reader->rest = syslog_word_unblanked(reader->rest);
	if (line->host.length == 0 && reader->front.stamp.bracketed &&
		reader->habits->host == HOST_GUESSED)
		cut_sure_host(&reader->rest, false, &line->host);
	else if (line->host.length == 0)
		syslog_host_cut(&reader->rest, reader->habits->host, &line->host);
	/* " : " stands between host and tag of some. */
	if (slice_starts_with(reader->rest, ": "))
		reader->rest = slice_from(reader->rest, 2);
	cut_inner_front(reader);
}

/* "CEF:" or "LEEF:" among the first words, where some have a program of their own in front.
 * Most messages have not even the bars. */
static struct slice find_event(struct slice text)
{
	struct slice near = slice_part(text, 0, NEAR);
	size_t at;

	if (slice_find(text, 0, '|') == SIZE_MAX)
		return (struct slice){0};
	at = slice_find_slice(near, slice_of("CEF:"));
	if (at == SIZE_MAX)
		at = slice_find_slice(near, slice_of("LEEF:"));
	return slice_from(text, at);
}

/* A tag may stand where others have their program; it counts as both. */
static void read_text(struct reader *reader, bool known)
{
	struct syslog_line *line = reader->line;
	struct slice from = reader->rest;

	if (syslog_tag_read_event(syslog_word_unblanked(from), &reader->tag)) {
		line->message = syslog_word_unblanked(from);
		return;
	}
	if (!reader->dated)
		cut_program(&reader->rest,
			reader->habits->bare_program && known &&
				!syslog_word_is_repetition(from),
			line);
	if ((known || line->program.length > 0) && slice_starts_with(reader->rest, " "))
		reader->rest = slice_from(reader->rest, 1);
	line->message = syslog_line_text(reader->rest);
	if (!syslog_tag_cut_marked(&from, &reader->tag) &&
		!syslog_tag_read_event(find_event(line->message), &reader->tag))
		syslog_tag_cut(
			&line->message, line->program, reader->profile->dialect, &reader->tag);
}

static bool has_facility(struct slice name)
{
	static const char *const names[] = {"KERN", "USER", "MAIL", "DAEMON", "AUTH",
		"AUTHORIZATION", "SYSLOG", "LPR", "NEWS", "UUCP", "CRON", "FTP", "NTP", "DFC",
		"EXTERNAL", "FIREWALL", "PFE", "CONFLICT", "CHANGE", "INTERACT"};
	size_t end = slice_find(name, 0, '-');

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (slice_equals(slice_part(name, 0, end), names[i]))
			return true;
	return false;
}

/* Junos' own facilities behind a daemon with its number, or a source that is set to it. */
static bool is_junos(const struct reader *reader)
{
	if (reader->profile->dialect == SYSLOG_JUNOS)
		return true;
	return (reader->line->pid.length > 0 ||
		       slice_equals(reader->line->program, "/kernel")) &&
	       !reader->tag.spaced && !reader->front.card && has_facility(reader->tag.name);
}

static enum syslog_dialect cisco_or_kin(const struct reader *reader)
{
	const struct syslog_line *line = reader->line;

	if (reader->front.card || (reader->tag.spaced && line->pid.length > 0))
		return SYSLOG_CISCO_IOS_XR;
	if (reader->front.stamp.year_first)
		return SYSLOG_CISCO_NX_OS;
	if (line->program.length > 0 && line->program.data[0] != '%' && line->host.length > 0)
		return SYSLOG_ARISTA_EOS;
	return SYSLOG_CISCO_IOS;
}

static enum syslog_dialect detect(const struct reader *reader)
{
	const struct syslog_line *line = reader->line;

	switch (reader->tag.form) {
	case TAG_CISCO:
		return cisco_or_kin(reader);
	case TAG_HUAWEI:
		return SYSLOG_HUAWEI_VRP;
	case TAG_JUNOS:
		return SYSLOG_JUNOS;
	case TAG_NOKIA:
		return SYSLOG_NOKIA_SROS;
	case TAG_CEF:
		return SYSLOG_CEF;
	case TAG_LEEF:
		return SYSLOG_LEEF;
	case TAG_NONE:
		break;
	}
	if ((line->pid.length > 0 && syslog_word_is_number(line->pid)) ||
		slice_equals(line->program, "kernel"))
		return SYSLOG_LINUX;
	return reader->front.stamped ? SYSLOG_RFC3164 : SYSLOG_AUTO;
}

static void set_time(struct syslog_line *line, const struct syslog_stamp *stamp)
{
	line->time = stamp->usable ? stamp->time : 0;
	line->flags = stamp->usable ? (stamp->guessed ? EVENT_GUESSED : 0) : EVENT_NO_TIME;
}

/* What name=value has to say, where the front said nothing. */
static bool read_pairs(struct reader *reader)
{
	struct syslog_line *line = reader->line;
	struct syslog_pairs pairs;

	if (reader->front.stamped && line->host.length > 0)
		return false;
	if (!syslog_pairs_read(line->message, reader->now, reader->profile, &pairs))
		return false;
	if (line->host.length == 0)
		line->host = pairs.host;
	if (!reader->front.stamped)
		set_time(line, &pairs.stamp);
	if (line->dialect == SYSLOG_AUTO)
		line->dialect = SYSLOG_PAIRS;
	return true;
}

bool syslog_3164_read(struct slice text, int64_t now, const struct syslog_profile *profile,
	struct syslog_line *line)
{
	struct reader reader = {.now = now,
		.profile = profile,
		.habits = syslog_habits(profile->dialect),
		.rest = syslog_word_unblanked(text),
		.line = line};
	bool known = syslog_front_cut(&reader.rest, now, profile, &reader.front);

	*line = (struct syslog_line){0};
	if (known)
		read_front(&reader);
	read_text(&reader, known);
	if (reader.tag.form == TAG_CISCO && is_junos(&reader))
		syslog_tag_drop_priority(&reader.tag);
	if (!known && line->program.length == 0 && reader.tag.form == TAG_NONE)
		line->message = syslog_line_text(text);
	line->tag = reader.tag.name;
	line->dialect = detect(&reader);
	set_time(line, &reader.front.stamp);
	return read_pairs(&reader) || known;
}
