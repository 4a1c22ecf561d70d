/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/syslog_parse.h"

#include "input/syslog_3164.h"
#include "input/syslog_5424.h"

enum { PRI_DEFAULT = 13, PRI_MAXIMUM = 191, PEER_MAXIMUM = 16 };

/* Cuts PRI off *rest. False when there is none or its number is not allowed; one of the right
 * form is cut all the same. */
static bool cut_pri(struct slice *rest, unsigned *pri)
{
	size_t close = slice_find(slice_part(*rest, 0, 5), 0, '>');
	unsigned number = 0;

	*pri = PRI_DEFAULT;
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

static uint16_t read_line(struct slice text, const struct syslog_context *context,
	struct syslog_line *line, unsigned *pri)
{
	bool has_pri = cut_pri(&text, pri);

	if (has_pri && syslog_5424_read(text, line))
		return line->flags;
	if (!syslog_3164_read(text, context->now, context->zone, line) && !has_pri)
		line->flags |= EVENT_MALFORMED;
	return (uint16_t)(line->flags | (has_pri ? 0 : EVENT_NO_PRI));
}

/* The peer's address, in as many bytes as its kind has. */
static struct slice peer_bytes(const struct address *peer)
{
	bool short_form = address_is_ipv4(peer);

	return slice_make(peer->bytes + (short_form ? 12 : 0), short_form ? 4 : 16);
}

static void add_part(struct event_writer *writer, enum event_field field, struct slice raw,
	struct slice part)
{
	if (part.length > 0)
		event_writer_field(writer, field, (size_t)(part.data - raw.data), part.length);
}

static void add_fields(
	struct event_writer *writer, struct slice raw, const struct syslog_line *line)
{
	add_part(writer, EVENT_RAW, raw, raw);
	add_part(writer, EVENT_HOST, raw, line->host);
	add_part(writer, EVENT_PROGRAM, raw, line->program);
	add_part(writer, EVENT_PID, raw, line->pid);
	add_part(writer, EVENT_MSGID, raw, line->msgid);
	add_part(writer, EVENT_SD, raw, line->sd);
	add_part(writer, EVENT_TAG, raw, line->tag);
	add_part(writer, EVENT_MESSAGE, raw, line->message);
}

size_t syslog_parse(struct slice datagram, const struct syslog_context *context, void *space,
	size_t capacity)
{
	const size_t added = PEER_MAXIMUM + (context->position ? sizeof(struct position) : 0);
	struct slice whole = syslog_parse_trim(datagram);
	struct slice raw = slice_part(whole, 0, EVENT_BYTES_MAXIMUM - added);
	struct event_writer writer;
	struct syslog_line line;
	unsigned pri;
	uint16_t flags;

	event_writer_begin(&writer, space, capacity, EVENT_SYSLOG);
	event_writer_bytes(&writer, raw);
	raw = slice_part(raw, 0, writer.byte_count);
	flags = read_line(raw, context, &line, &pri);
	add_fields(&writer, raw, &line);
	if (context->peer)
		event_writer_add(&writer, EVENT_PEER, peer_bytes(context->peer));
	if (context->position)
		event_writer_add(&writer, EVENT_POSITION,
			slice_make(context->position, sizeof(*context->position)));
	if (context->relayed && line.host.length > 0)
		flags |= EVENT_RELAYED;
	writer.cut |= raw.length < whole.length;
	writer.event->flags = flags;
	writer.event->device_time = line.time;
	writer.event->facility = (uint8_t)(pri / 8);
	writer.event->severity = (uint8_t)(pri % 8);
	writer.event->listener = context->listener;
	return event_writer_finish(&writer);
}
