/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Whether an event is what a sample expects: a JSON object with version, pdu, trap_oid, or
 * enterprise, generic, specific and agent_addr, uptime, and varbinds as [OID, type letter of
 * snmptrap(1), value].
 */
#ifndef TESTS_UNIT_INPUT_TRAP_EXPECT_H
#define TESTS_UNIT_INPUT_TRAP_EXPECT_H

#include <inttypes.h>
#include <string.h>

#include "event/ber.h"
#include "event/event.h"
#include "unit/input/samples.h"

/* What differs is said in `out`, and false returned. */
static inline bool trap_expect_text(
	const char *what, const char *got, const char *want, struct text *out)
{
	if (want && strcmp(got, want) == 0)
		return true;
	text_printf(out, "%s is %s, not %s", what, got, want ? want : "given");
	return false;
}

static inline bool trap_expect_oid(
	const char *what, struct slice ber, const char *want, struct text *out)
{
	struct text got = {0};
	struct oid oid;
	bool same;

	if (oid_from_ber(ber, &oid))
		oid_print(&oid, &got);
	same = trap_expect_text(what, got.length ? text_get(&got) : "no OID", want, out);
	text_free(&got);
	return same;
}

/* The octets that the value has to have; false when the letter is not known. */
static inline bool trap_expect_octets(char letter, const char *want, struct text *octets)
{
	struct slice rest = slice_of(want), word;
	char separator = letter == 'b' ? ',' : '.';
	int64_t number;

	while (rest.length > 0) {
		size_t end = slice_find(rest, 0, separator);

		word = slice_part(rest, 0, end == SIZE_MAX ? rest.length : end);
		rest = slice_from(rest, word.length + 1);
		if (!slice_to_integer(word, &number))
			return false;
		if (letter == 'd') {
			text_byte(octets, (char)number);
			continue;
		}
		while (octets->length <= (size_t)number / 8) /* bits, from the left */
			text_byte(octets, 0);
		octets->data[number / 8] |= (char)(0x80 >> number % 8);
	}
	return true;
}

/* What an Opaque holds: 9f 78 (float), 79 (double), 7a (signed), 7b (unsigned). */
static inline void trap_expect_opaque(char letter, const char *want, struct text *octets)
{
	uint64_t bits =
		letter == 'U' ? strtoull(want, NULL, 10) : (uint64_t)strtoll(want, NULL, 10);
	double number = strtod(want, NULL);
	float single = (float)number;
	uint32_t half;
	size_t length = letter == 'F' ? 4 : 8, skip = 0;
	unsigned char bytes[9] = {letter == 'I' && (int64_t)bits < 0 ? 0xff : 0};

	memcpy(&half, &single, sizeof(half));
	if (letter == 'D')
		memcpy(&bits, &number, sizeof(bits));
	if (letter == 'F')
		bits = half;
	for (size_t i = 0; i < length; i++)
		bytes[length - i] = (unsigned char)(bits >> (8 * i));
	if (letter == 'F' || letter == 'D')
		skip = 1;
	while ((letter == 'I' || letter == 'U') && skip < 8 &&
		((bytes[skip] == 0 && bytes[skip + 1] < 0x80) ||
			(bytes[skip] == 0xff && bytes[skip + 1] >= 0x80 && letter == 'I')))
		skip++;
	text_byte(octets, (char)0x9f);
	text_byte(octets, (char)(letter == 'F'    ? 0x78
				  : letter == 'D' ? 0x79
				  : letter == 'I' ? 0x7a
						  : 0x7b));
	text_byte(octets, (char)(length + 1 - skip));
	text_append(octets, slice_make(bytes + skip, length + 1 - skip));
}

static inline void trap_expect_number(uint8_t type, const char *want, struct text *octets)
{
	uint64_t number = strtoull(want, NULL, 10);
	struct text tlv = {0};
	struct ber_value value = {0};
	struct slice rest;

	if (type == BER_COUNTER64 && number > INT64_MAX) {
		text_byte(octets, 0);
		for (int shift = 56; shift >= 0; shift -= 8)
			text_byte(octets, (char)(number >> shift));
		return;
	}
	ber_write_number(&tlv, type, strtoll(want, NULL, 10));
	rest = text_slice(&tlv);
	ber_read(&rest, &value);
	text_append(octets, value.content);
	text_free(&tlv);
}

static inline uint8_t trap_expect_type(char letter)
{
	static const struct {
		char letter;
		uint8_t type;
	} types[] = {{'i', BER_INTEGER}, {'u', BER_GAUGE32}, {'c', BER_COUNTER32},
		{'C', BER_COUNTER64}, {'t', BER_TIMETICKS}, {'o', BER_OID},
		{'a', BER_IP_ADDRESS}, {'F', BER_OPAQUE}, {'D', BER_OPAQUE}, {'I', BER_OPAQUE},
		{'U', BER_OPAQUE}};

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (types[i].letter == letter)
			return types[i].type;
	return BER_OCTET_STRING;
}

/* The contents octets that a value of that letter has. */
static inline bool trap_expect_content(char letter, const json_t *want, struct text *octets)
{
	struct slice text = slice_make(json_string_value(want), json_string_length(want));
	char number[32], ber[OID_BER_MAXIMUM];
	struct address address;
	struct oid oid;

	snprintf(number, sizeof(number), "%" JSON_INTEGER_FORMAT, json_integer_value(want));
	if (strchr("iuctC", letter)) {
		trap_expect_number(trap_expect_type(letter),
			json_is_integer(want) ? number : json_string_value(want), octets);
	} else if (strchr("FDIU", letter)) {
		trap_expect_opaque(letter,
			json_is_integer(want) ? number : json_string_value(want), octets);
	} else if (letter == 's') {
		text_append(octets, text);
	} else if (letter == 'x') {
		struct slice bytes = samples_bytes(want);

		text_append(octets, bytes);
		free((char *)bytes.data);
	} else if (letter == 'o') {
		if (!oid_parse(text, &oid))
			return false;
		text_append(octets, oid_to_ber(&oid, ber));
	} else if (letter == 'a') {
		if (!address_parse(text, &address))
			return false;
		text_append(octets, slice_make(address.bytes + 12, 4));
	} else {
		return strchr("db", letter) &&
		       trap_expect_octets(letter, json_string_value(want), octets);
	}
	return true;
}

static inline bool trap_expect_varbind(
	struct slice varbind, const json_t *want, struct text *out)
{
	const char *letter = json_string_value(json_array_get(want, 1));
	const char *object = json_string_value(json_array_get(want, 0));
	struct text octets = {0};
	struct ber_value value;
	struct slice name;
	bool same;

	if (!ber_varbind(varbind, &name, &value) || !letter) {
		text_string(out, "a binding cannot be read");
		return false;
	}
	if (!trap_expect_oid("the name of a binding", name, object, out))
		return false;
	same = trap_expect_content(*letter, json_array_get(want, 2), &octets) &&
	       value.type == trap_expect_type(*letter) &&
	       slice_equal(value.content, text_slice(&octets));
	if (!same)
		text_printf(out, "%s has type %02x and %zu octets, not %02x and %zu", object,
			value.type, value.content.length, trap_expect_type(*letter),
			octets.length);
	text_free(&octets);
	return same;
}

/* RFC 3584, 3.1. */
static inline bool trap_expect_v1(
	const struct event *event, const json_t *want, struct text *out)
{
	const char *enterprise = samples_string(want, "enterprise");
	int generic = (int)json_integer_value(json_object_get(want, "generic"));
	int specific = (int)json_integer_value(json_object_get(want, "specific"));
	struct address agent = {{0}};
	char name[1024], text[ADDRESS_TEXT];

	if (generic < 6)
		snprintf(name, sizeof(name), "1.3.6.1.6.3.1.1.5.%d", generic + 1);
	else
		snprintf(name, sizeof(name), "%s.0.%d", enterprise, specific);
	address_from_bytes(event_get(event, EVENT_AGENT), &agent);
	return trap_expect_oid("the trap", event_get(event, EVENT_TRAP_OID), name, out) &&
	       trap_expect_oid(
		       "the enterprise", event_get(event, EVENT_ENTERPRISE), enterprise, out) &&
	       trap_expect_text("the agent", address_print(&agent, text),
		       samples_string(want, "agent_addr"), out);
}

/* Of v3: who sent it, and how well that is known. */
static inline bool trap_expect_user(
	const struct event *event, const json_t *want, struct text *out)
{
	const char *user = samples_string(want, "user"), *level = samples_string(want, "level");
	bool authentic = user && strcmp(level, "noAuthNoPriv") != 0;
	bool private = user && strcmp(level, "authPriv") == 0;

	if (slice_equals(event_get(event, EVENT_USER), user ? user : "") &&
		authentic == ((event->flags & EVENT_AUTHENTIC) != 0) &&
		private == ((event->flags & EVENT_PRIVATE) != 0))
		return true;
	text_printf(out, "the user is '%.*s', flags are %x",
		SLICE_PRINT(event_get(event, EVENT_USER)), event->flags);
	return false;
}

static inline bool trap_expect(const struct event *event, const json_t *want, struct text *out)
{
	const json_t *varbinds = json_object_get(want, "varbinds"), *varbind;
	const struct ber_value uptime = {BER_TIMETICKS, event_get(event, EVENT_UPTIME)};
	const char *trap = samples_string(want, "trap_oid");
	bool inform = strcmp(samples_string(want, "pdu"), "inform") == 0;
	bool good =
		trap ? trap_expect_oid("the trap", event_get(event, EVENT_TRAP_OID), trap, out)
		     : trap_expect_v1(event, want, out);
	int64_t ticks = -1;
	size_t i;

	ber_number(&uptime, &ticks);
	if (good && ticks != json_integer_value(json_object_get(want, "uptime"))) {
		text_printf(out, "the time is %" PRId64, ticks);
		return false;
	}
	if (good && !trap_expect_user(event, want, out))
		return false;
	if (good && inform != ((event->flags & EVENT_INFORM) != 0)) {
		text_string(out, inform ? "it is no inform" : "it is an inform");
		return false;
	}
	if (good && event_count(event, EVENT_VARBIND) != json_array_size(varbinds)) {
		text_printf(out, "there are %zu bindings", event_count(event, EVENT_VARBIND));
		return false;
	}
	json_array_foreach(varbinds, i, varbind)
	{
		good = good && trap_expect_varbind(
				       event_get_nth(event, EVENT_VARBIND, i), varbind, out);
	}
	return good;
}

#endif
