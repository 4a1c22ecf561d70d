/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "event/snmp_engine.h"

#include <ctype.h>
#include <endian.h>
#include <string.h>

bool snmp_engine_id_make(struct slice bytes, struct snmp_engine_id *id)
{
	if (bytes.length < SNMP_ENGINE_ID_MINIMUM || bytes.length > SNMP_ENGINE_ID_MAXIMUM)
		return false;
	*id = (struct snmp_engine_id){.length = (uint8_t)bytes.length};
	memcpy(id->bytes, bytes.data, bytes.length);
	return true;
}

struct slice snmp_engine_id_bytes(const struct snmp_engine_id *id)
{
	return slice_make(id->bytes, id->length);
}

const char *snmp_engine_id_print(const struct snmp_engine_id *id, char out[SNMP_ENGINE_ID_TEXT])
{
	static const char digits[] = "0123456789abcdef";
	char *at = out;

	for (size_t i = 0; i < id->length; i++) {
		*at++ = digits[id->bytes[i] >> 4];
		*at++ = digits[id->bytes[i] & 0xf];
	}
	*at = '\0';
	return out;
}

static int digit_value(char digit)
{
	if (isdigit((unsigned char)digit))
		return digit - '0';
	return isxdigit((unsigned char)digit) ? tolower((unsigned char)digit) - 'a' + 10 : -1;
}

bool snmp_engine_id_parse(struct slice text, struct snmp_engine_id *id)
{
	char bytes[SNMP_ENGINE_ID_MAXIMUM];
	size_t length = 0;

	if (slice_starts_with(text, "0x"))
		text = slice_from(text, 2);
	for (size_t i = 0; i < text.length; i += 2) {
		if (length > 0 && text.data[i] == ':')
			i++;
		if (i + 1 >= text.length || length == sizeof(bytes) ||
			digit_value(text.data[i]) < 0 || digit_value(text.data[i + 1]) < 0)
			return false;
		bytes[length++] =
			(char)(digit_value(text.data[i]) << 4 | digit_value(text.data[i + 1]));
	}
	return snmp_engine_id_make(slice_make(bytes, length), id);
}

int snmp_engine_time_compare(struct snmp_engine_time a, struct snmp_engine_time b)
{
	if (a.boots != b.boots)
		return a.boots < b.boots ? -1 : 1;
	return a.time == b.time ? 0 : a.time < b.time ? -1 : 1;
}

void snmp_engine_write(struct event_writer *writer, const struct snmp_engine_id *id,
	struct snmp_engine_time time)
{
	const uint32_t wire[] = {htobe32(time.boots), htobe32(time.time)};

	event_writer_add(writer, EVENT_ENGINE, snmp_engine_id_bytes(id));
	event_writer_add(writer, EVENT_ENGINE_TIME, slice_make(wire, sizeof(wire)));
}

bool snmp_engine_of_event(const struct event *event, struct snmp_engine *engine)
{
	const struct slice time = event_get(event, EVENT_ENGINE_TIME),
			   user = event_get(event, EVENT_USER);
	uint32_t wire[2];

	*engine = (struct snmp_engine){.heard = true};
	if (!snmp_engine_id_make(event_get(event, EVENT_ENGINE), &engine->id) ||
		time.length != sizeof(wire))
		return false;
	memcpy(wire, time.data, sizeof(wire));
	engine->time = (struct snmp_engine_time){be32toh(wire[0]), be32toh(wire[1])};
	event_peer(event, &engine->peer);
	if (user.length <= SNMP_USER_MAXIMUM && user.data)
		memcpy(engine->user, user.data, user.length);
	return true;
}
