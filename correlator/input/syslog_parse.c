/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/syslog_parse.h"

#include "input/syslog_3164.h"
#include "input/syslog_5424.h"

enum { PRI_DEFAULT = 13, PRI_MAXIMUM = 191, PEER_MAXIMUM = 16 };

static const struct syslog_profile nothing_known;

/* Cuts PRI off *rest. False when there is none or its number is not allowed; one of the right
 * form is cut all the same. */
static bool cut_pri(struct slice *rest, unsigned *pri)
{
	unsigned number = 0;
	size_t close;

	*pri = PRI_DEFAULT;
	*rest = syslog_line_text(*rest);
	close = slice_find(slice_part(*rest, 0, 5), 0, '>');
	if (close == SIZE_MAX || close < 2 || rest->data[0] != '<')
		return false;
	for (size_t i = 1; i < close; i++) {
		if (rest->data[i] < '0' || rest->data[i] > '9')
			return false;
		number = number * 10 + (unsigned)(rest->data[i] - '0');
	}
	bool allowed = number <= PRI_MAXIMUM && (rest->data[1] != '0' || close == 2);

	*rest = slice_from(*rest, close + 1);
	if (allowed)
		*pri = number;
	return allowed;
}

struct slice syslog_parse_trim(struct slice datagram)
{
	size_t length = datagram.length;

	while (length > 0 && datagram.data[length - 1] == '\0')
		length--;
	if (length > 0 && datagram.data[length - 1] == '\n')
		length--;
	if (length > 0 && length < datagram.length && datagram.data[length - 1] == '\r' &&
		datagram.data[length] == '\n')
		length--;
	return slice_part(datagram, 0, length);
}

static const struct syslog_profile *profile_of(const struct syslog_context *context)
{
	return context->profile ? context->profile : &nothing_known;
}

static uint16_t read_line(struct slice text, const struct syslog_context *context,
	struct syslog_line *line, unsigned *pri)
{
	const struct syslog_profile *profile = profile_of(context);
	bool has_pri = cut_pri(&text, pri);
	bool known = syslog_5424_read(text, context->now, profile, line);

	/* Without PRI it takes a time to believe it. */
	if (known && (has_pri || line->time != 0))
		return (uint16_t)(line->flags | (has_pri ? 0 : EVENT_NO_PRI));
	known = syslog_3164_read(text, context->now, profile, line);
	if (!known && !has_pri)
		line->flags |= EVENT_MALFORMED;
	return (uint16_t)(line->flags | (has_pri ? 0 : EVENT_NO_PRI));
}

/* How many bytes there may be of the line, beside what is added to it. */
static size_t text_maximum(const struct syslog_context *context)
{
	return EVENT_BYTES_MAXIMUM - PEER_MAXIMUM -
	       (context->position ? sizeof(*context->position) : 0);
}

/* Appends the text as UTF-8, as much as fits, and returns where it is. */
static struct slice convert(
	struct event_writer *writer, struct slice text, const struct syslog_context *context)
{
	size_t start = writer->byte_count, most = text_maximum(context), taken;
	char part[1024];

	while (text.length > 0 && writer->byte_count < most) {
		size_t room = most - writer->byte_count;
		size_t length = charset_convert(profile_of(context)->charset, text, part,
			room < sizeof(part) ? room : sizeof(part), &taken);

		if (taken == 0)
			break;
		event_writer_bytes(writer, slice_make(part, length));
		text = slice_from(text, taken);
	}
	writer->cut |= text.length > 0;
	return slice_make(writer->bytes + start, writer->byte_count - start);
}

/* The peer's address, in as many bytes as its kind has. */
static struct slice peer_bytes(const struct address *peer)
{
	bool short_form = address_is_ipv4(peer);

	return slice_make(peer->bytes + (short_form ? 12 : 0), short_form ? 4 : 16);
}

static void add_part(struct event_writer *writer, enum event_field field, struct slice part)
{
	if (part.length > 0)
		event_writer_field(
			writer, field, (size_t)(part.data - writer->bytes), part.length);
}

static void add_fields(struct event_writer *writer, const struct syslog_line *line)
{
	add_part(writer, EVENT_HOST, line->host);
	add_part(writer, EVENT_PROGRAM, line->program);
	add_part(writer, EVENT_PID, line->pid);
	add_part(writer, EVENT_MSGID, line->msgid);
	add_part(writer, EVENT_SD, line->sd);
	add_part(writer, EVENT_TAG, line->tag);
	add_part(writer, EVENT_MESSAGE, line->message);
}

/* What a line that any program could have written is in, is what its source is set to. */
static enum syslog_dialect found(
	const struct syslog_line *line, const struct syslog_context *context)
{
	return line->dialect == SYSLOG_AUTO || line->dialect == SYSLOG_RFC3164
		       ? (profile_of(context)->dialect ? profile_of(context)->dialect
						       : line->dialect)
		       : line->dialect;
}

size_t syslog_parse(struct slice datagram, const struct syslog_context *context, void *space,
	size_t capacity)
{
	struct slice whole = syslog_parse_trim(datagram), text;
	struct event_writer writer;
	struct syslog_line line;
	unsigned pri;
	uint16_t flags = 0;

	event_writer_begin(&writer, space, capacity, EVENT_SYSLOG);
	event_writer_bytes(&writer, slice_part(whole, 0, text_maximum(context)));
	writer.cut |= writer.byte_count < whole.length;
	text = slice_make(writer.bytes, writer.byte_count);
	add_part(&writer, EVENT_RAW, text);
	if (!charset_is_utf8(text)) {
		text = convert(&writer, text, context);
		flags = EVENT_CHARSET;
	}
	flags |= read_line(text, context, &line, &pri);
	add_fields(&writer, &line);
	if (context->peer)
		event_writer_add(&writer, EVENT_PEER, peer_bytes(context->peer));
	if (context->position)
		event_writer_add(&writer, EVENT_POSITION,
			slice_make(context->position, sizeof(*context->position)));
	if (context->relayed && line.host.length > 0)
		flags |= EVENT_RELAYED;
	if (context->dialect)
		*context->dialect = found(&line, context);
	writer.event->flags = flags;
	writer.event->device_time = line.time;
	writer.event->facility = (uint8_t)(pri / 8);
	writer.event->severity = (uint8_t)(pri % 8);
	writer.event->listener = context->listener;
	return event_writer_finish(&writer);
}
