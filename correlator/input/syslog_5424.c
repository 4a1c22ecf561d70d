/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/syslog_5424.h"

#include "base/duration.h"
#include "event/event.h"
#include "input/syslog_stamp.h"
#include "input/syslog_tag.h"
#include "input/syslog_word.h"

static bool cut_version(struct slice *rest)
{
	size_t digits = 0;

	while (digits < rest->length && rest->data[digits] >= '0' && rest->data[digits] <= '9')
		digits++;
	if (digits < 1 || digits > 3 || rest->data[0] == '0' || digits == rest->length ||
		rest->data[digits] != ' ')
		return false;
	*rest = slice_from(*rest, digits + 1);
	return true;
}

/* One word and the blank behind it; "-" is an empty one. Bytes beyond ASCII are let through:
 * some names have them. */
static bool cut_name(struct slice *rest, struct slice *name)
{
	size_t length = 0;

	while (length < rest->length && (uint8_t)rest->data[length] > ' ' &&
		rest->data[length] != 0x7f)
		length++;
	if (length == 0 || length == rest->length || rest->data[length] != ' ')
		return false;
	*name = slice_part(*rest, 0, length);
	if (slice_equals(*name, "-"))
		*name = (struct slice){0};
	*rest = slice_from(*rest, length + 1);
	return true;
}

/* Another form, such as one without a zone. */
static bool read_other_stamp(struct slice text, int64_t now,
	const struct syslog_profile *profile, struct syslog_line *line)
{
	struct syslog_stamp stamp;

	if (!syslog_stamp_cut(&text, now, profile, &stamp) || text.length > 0 || !stamp.usable)
		return false;
	line->time = stamp.time;
	line->flags |= stamp.guessed ? EVENT_GUESSED : 0;
	return true;
}

static bool read_stamp(struct slice stamp, int64_t now, const struct syslog_profile *profile,
	struct syslog_line *line)
{
	if (stamp.length > 0 && (stamp.data[0] < '0' || stamp.data[0] > '9'))
		return false;
	if (!time_parse(stamp, &line->time) && !read_other_stamp(stamp, now, profile, line)) {
		line->time = 0;
		line->flags |= EVENT_NO_TIME;
	}
	return true;
}

/* Length of the element that begins at `start`, brackets included; 0 when it does not end. */
static size_t element_length(struct slice text, size_t start)
{
	bool quoted = false;

	for (size_t i = start + 1; i < text.length; i++) {
		char byte = text.data[i];

		if (quoted && byte == '\\')
			i++;
		else if (byte == '"')
			quoted = !quoted;
		else if (byte == ']' && !quoted)
			return i + 1 - start;
	}
	return 0;
}

/* Cuts "-" or all elements; what is left of *rest is the message with its blank. */
static bool cut_data(struct slice *rest, struct syslog_line *line)
{
	size_t end = 0, length;

	if (rest->length > 0 && rest->data[0] == '-') {
		*rest = slice_from(*rest, 1);
		return rest->length == 0 || rest->data[0] == ' ';
	}
	if (rest->length == 0 || rest->data[0] != '[')
		return false;
	while (end < rest->length && rest->data[end] == '[' &&
		(length = element_length(*rest, end)) > 0)
		end += length;
	line->sd = slice_part(*rest, 0, end);
	*rest = slice_from(*rest, end);
	if (rest->length > 0 && rest->data[0] != ' ')
		line->flags |= EVENT_MALFORMED;
	return true;
}

static void read_tag(struct syslog_line *line)
{
	struct syslog_tag tag = {0};

	if (!syslog_tag_cut_marked(&line->message, &tag))
		syslog_tag_read_event(line->message, &tag);
	line->tag = tag.name;
	/* Junos with structured data: the name is the MSGID. */
	if (tag.form != TAG_NONE || !slice_starts_with(line->sd, "[junos@2636."))
		return;
	line->tag = line->msgid;
	line->dialect = SYSLOG_JUNOS;
}

/* Some leave VERSION out. Lines of RFC 3164 may begin with such a stamp too, so all the rest
 * must be as RFC 5424 has it. */
static bool has_stamp(struct slice text)
{
	return text.length > 20 && text.data[4] == '-' && text.data[10] == 'T';
}

static bool is_certain(const struct syslog_line *line)
{
	size_t end = line->program.length;

	return line->time != 0 && !(line->flags & (EVENT_GUESSED | EVENT_MALFORMED)) &&
	       syslog_word_is_number(line->pid) &&
	       (end == 0 || line->program.data[end - 1] != ':');
}

/* What rsyslog passes on of RFC 3164 (RSYSLOG_SyslogProtocol23Format) has a blank more: the one
 * that was behind the tag. */
static bool has_foreign_blank(const struct syslog_line *line, struct slice text)
{
	return line->msgid.length == 0 && line->sd.length == 0 && text.length > 1 &&
	       text.data[0] == ' ' && text.data[1] != ' ';
}

bool syslog_5424_read(struct slice text, int64_t now, const struct syslog_profile *profile,
	struct syslog_line *line)
{
	const bool versioned = cut_version(&text);
	struct slice stamp;

	*line = (struct syslog_line){.flags = EVENT_RFC5424, .dialect = SYSLOG_RFC5424};
	if ((!versioned && !has_stamp(text)) || !cut_name(&text, &stamp) ||
		!read_stamp(stamp, now, profile, line) || !cut_name(&text, &line->host) ||
		!cut_name(&text, &line->program) || !cut_name(&text, &line->pid) ||
		!cut_name(&text, &line->msgid) || !cut_data(&text, line) ||
		(!versioned && !is_certain(line)))
		return false;
	if (text.length > 0 && text.data[0] == ' ')
		text = slice_from(text, 1);
	if (has_foreign_blank(line, text))
		text = slice_from(text, 1);
	line->message = syslog_line_text(text);
	read_tag(line);
	return true;
}
