/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "snmp/trap_session.h"

#include "unit/snmp/decoder.h"

static void v2c(void **state)
{
	struct decoder *decoder = *state;
	struct text message = {0};

	message_head(&message, TRAP_OID);
	message_varbind(&message, OBJECT, BER_OCTET_STRING, slice_of("mwi"));
	message_number(&message, OBJECT ".4", BER_INTEGER, -2);
	message_v2(&message, MESSAGE_TRAP_V2, "public");
	assert_int_equal(decoder_decode(decoder, &message), TRAP_ACCEPTED);
	decoder_want(decoder,
		"trap " TRAP_OID " from 10.9.9.1: " OBJECT "=mwi " OBJECT ".4=-2 uptime=4711");
	assert_int_equal(decoder->event->listener, 3);
	assert_int_equal(decoder->event->kind, EVENT_TRAP);
}

/* The answer is the message with another type of PDU; a trap gets none. */
static void informs(void **state)
{
	struct decoder *decoder = *state;
	struct ber_value id = {.type = BER_INTEGER};
	struct text inform = {0}, response = {0}, trap = {0};
	int64_t number = 0;

	message_head(&inform, TRAP_OID);
	message_varbind(&inform, OBJECT, BER_OCTET_STRING, slice_of("mwi"));
	text_append(&response, text_slice(&inform));
	text_append(&trap, text_slice(&inform));
	message_v2(&inform, MESSAGE_INFORM, "public");
	message_v2(&response, MESSAGE_RESPONSE, "public");
	message_v2(&trap, MESSAGE_TRAP_V2, "public");
	assert_int_equal(decoder_decode(decoder, &inform), TRAP_ACCEPTED);
	decoder_want(decoder, "trap " TRAP_OID " from 10.9.9.1: " OBJECT "=mwi uptime=4711");
	assert_true(decoder->event->flags & EVENT_INFORM);
	id.content = event_get(decoder->event, EVENT_MESSAGE_ID);
	assert_true(ber_number(&id, &number));
	assert_int_equal(number, 77);
	assert_true(slice_equal(trap_session_reply(decoder->session), text_slice(&response)));
	assert_int_equal(decoder_decode(decoder, &trap), TRAP_ACCEPTED);
	assert_false(decoder->event->flags & EVENT_INFORM);
	assert_null(event_get(decoder->event, EVENT_MESSAGE_ID).data);
	assert_int_equal(trap_session_reply(decoder->session).length, 0);
	text_free(&response);
}

/* Neither has to be where RFC 3416 wants it; a second one is an object like others. */
static void the_head_may_stand_anywhere(void **state)
{
	struct decoder *decoder = *state;
	struct text message = {0};

	message_varbind(&message, OBJECT, BER_OCTET_STRING, slice_of("mwi"));
	message_name(&message, "1.3.6.1.6.3.1.1.4.1.0", TRAP_OID);
	message_number(&message, "1.3.6.1.2.1.1.3.0", BER_TIMETICKS, 5);
	message_number(&message, "1.3.6.1.2.1.1.3.0", BER_TIMETICKS, 6);
	message_v2(&message, MESSAGE_TRAP_V2, "public");
	assert_int_equal(decoder_decode(decoder, &message), TRAP_ACCEPTED);
	decoder_want(decoder,
		"trap " TRAP_OID " from 10.9.9.1: " OBJECT "=mwi 1.3.6.1.2.1.1.3.0=6 uptime=5");
}

static void without_a_name_it_is_malformed(void **state)
{
	struct decoder *decoder = *state;
	struct text message = {0};

	message_number(&message, OBJECT, BER_GAUGE32, 4294967295);
	message_v2(&message, MESSAGE_TRAP_V2, "public");
	assert_int_equal(decoder_decode(decoder, &message), TRAP_ACCEPTED);
	decoder_want(decoder,
		"trap without snmpTrapOID from 10.9.9.1: " OBJECT "=4294967295 malformed");
	message_varbind(&message, "1.3.6.1.6.3.1.1.4.1.0", BER_OID, (struct slice){0});
	message_v2(&message, MESSAGE_TRAP_V2, "public");
	assert_int_equal(decoder_decode(decoder, &message), TRAP_ACCEPTED);
	decoder_want(decoder, "trap without snmpTrapOID from 10.9.9.1: malformed");
}

static void v1(void **state)
{
	static const struct {
		struct message_v1 head;
		const char *want;
	} rows[] = {
		{{"1.3.6.1.4.1.9", {10, 1, 0, 7}, 0, 5},
			"trap 1.3.6.1.6.3.1.1.5.1 from 10.9.9.1: uptime=4711 agent=10.1.0.7 "
			"enterprise=1.3.6.1.4.1.9"},
		{{"1.3.6.1.4.1.9", {10, 1, 0, 7}, 5, 0},
			"trap 1.3.6.1.6.3.1.1.5.6 from 10.9.9.1: uptime=4711 agent=10.1.0.7 "
			"enterprise=1.3.6.1.4.1.9"},
		{{"1.3.6.1.4.1.9", {10, 1, 0, 7}, 6, 25},
			"trap 1.3.6.1.4.1.9.0.25 from 10.9.9.1: uptime=4711 agent=10.1.0.7 "
			"enterprise=1.3.6.1.4.1.9"},
		/* RFC 3584: a 0 is added even when there is one. */
		{{"1.3.6.1.4.1.9.0", {10, 1, 0, 7}, 6, 25},
			"trap 1.3.6.1.4.1.9.0.0.25 from 10.9.9.1: uptime=4711 agent=10.1.0.7 "
			"enterprise=1.3.6.1.4.1.9.0"},
		{{"1.3.6.1.4.1.9", {10, 1, 0, 7}, 7, 25},
			"trap without snmpTrapOID from 10.9.9.1: uptime=4711 agent=10.1.0.7 "
			"enterprise=1.3.6.1.4.1.9 malformed"},
	};
	struct decoder *decoder = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct text message = {0};

		message_v1(&message, &rows[i].head);
		assert_int_equal(decoder_decode(decoder, &message), TRAP_ACCEPTED);
		decoder_want(decoder, rows[i].want);
	}
}

static void refused(void **state)
{
	static const struct {
		uint8_t pdu;
		int64_t version;
		const char *community;
		enum trap_verdict want;
	} rows[] = {
		{MESSAGE_TRAP_V2, 1, "noc", TRAP_ACCEPTED},
		{MESSAGE_TRAP_V2, 1, "public", TRAP_COMMUNITY},
		{MESSAGE_TRAP_V2, 1, "", TRAP_COMMUNITY},
		{MESSAGE_TRAP_V2, 3, "noc", TRAP_V3},
		{MESSAGE_TRAP_V2, 2, "noc", TRAP_VERSION},
		{MESSAGE_TRAP_V2, 0, "noc", TRAP_PDU},
		{MESSAGE_TRAP_V1, 1, "noc", TRAP_PDU},
		{MESSAGE_INFORM, 1, "noc", TRAP_ACCEPTED},
		{MESSAGE_INFORM, 1, "public", TRAP_COMMUNITY},
		{MESSAGE_INFORM, 0, "noc", TRAP_PDU},
		{MESSAGE_RESPONSE, 1, "noc", TRAP_PDU},
		{0xa0, 1, "noc", TRAP_PDU},
		{MESSAGE_TRAP_V1, 0, "noc", TRAP_MALFORMED},
	};
	static const char *const allowed[] = {"other", "noc"};
	struct decoder *decoder = *state;

	decoder_accept(decoder, &(struct string_list){(const char **)allowed, 2}, NULL);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct text list = {0}, pdu = {0};

		message_head(&list, TRAP_OID);
		for (int j = 0; j < 3; j++)
			ber_write_number(&pdu, BER_INTEGER, 0);
		ber_write(&pdu, BER_SEQUENCE, text_slice(&list));
		message_finish(&pdu, rows[i].pdu, rows[i].version, rows[i].community);
		assert_int_equal(decoder_decode(decoder, &pdu), rows[i].want);
		text_free(&list);
	}
	decoder_accept(decoder, &(struct string_list){0}, NULL);
}

/* Each part of a message, and each part with a byte missing. */
static void no_message_is_whole_without_its_end(void **state)
{
	struct decoder *decoder = *state;
	struct text message = {0};

	message_head(&message, TRAP_OID);
	message_v2(&message, MESSAGE_TRAP_V2, "public");
	for (size_t length = 0; length < message.length; length++) {
		char *exact = xmemdup(message.data, length ? length : 1);

		assert_int_equal(
			decoder_bytes(decoder, slice_make(exact, length)), TRAP_MALFORMED);
		free(exact);
	}
	assert_int_equal(decoder_decode(decoder, &message), TRAP_ACCEPTED);
}

/* OIDs in a longer form than they need come out in the shortest. */
static void names_become_canonical(void **state)
{
	struct decoder *decoder = *state;
	struct text message = {0}, varbind = {0};
	struct ber_value value;
	struct slice name;

	message_head(&message, TRAP_OID);
	ber_write(&varbind, BER_OID, slice_make("\x2b\x06\x80\x07", 4));
	ber_write(&varbind, BER_OCTET_STRING, slice_of("x"));
	message_wrap(&varbind, BER_SEQUENCE);
	text_append(&message, text_slice(&varbind));
	message_v2(&message, MESSAGE_TRAP_V2, "public");
	assert_int_equal(decoder_decode(decoder, &message), TRAP_ACCEPTED);
	assert_true(ber_varbind(event_get(decoder->event, EVENT_VARBIND), &name, &value));
	assert_true(slice_equal(name, slice_make("\x2b\x06\x07", 3)));
	text_free(&varbind);
}

static void more_bindings_than_fit_are_cut(void **state)
{
	struct decoder *decoder = *state;
	struct text message = {0};

	message_head(&message, TRAP_OID);
	for (int i = 0; i < 1000; i++)
		message_number(&message, OBJECT, BER_INTEGER, i);
	message_v2(&message, MESSAGE_TRAP_V2, "public");
	assert_int_equal(decoder_decode(decoder, &message), TRAP_ACCEPTED);
	assert_int_equal(decoder->event->flags & EVENT_CUT, EVENT_CUT);
	assert_int_equal(event_count(decoder->event, EVENT_VARBIND), 255 - 3);
	for (int i = 0; i < 1023; i++)
		message_number(&message, OBJECT, BER_INTEGER, i);
	message_head(&message, TRAP_OID);
	message_v2(&message, MESSAGE_TRAP_V2, "public");
	assert_int_equal(decoder_decode(decoder, &message), TRAP_MALFORMED);
}

static void the_longest_value_is_kept(void **state)
{
	struct decoder *decoder = *state;
	struct text message = {0};
	char *bytes = xcalloc(1, 65000);

	message_head(&message, TRAP_OID);
	message_varbind(&message, OBJECT, BER_OCTET_STRING, slice_make(bytes, 65000));
	message_v2(&message, MESSAGE_TRAP_V2, "public");
	assert_int_equal(decoder_decode(decoder, &message), TRAP_ACCEPTED);
	assert_true(event_get(decoder->event, EVENT_VARBIND).length > 65000);
	assert_int_equal(decoder->event->flags & (EVENT_CUT | EVENT_MALFORMED), 0);
	free(bytes);
}

/* Our checks let it through: the lengths are right, the type of the time is not. */
static void the_library_has_the_last_word(void **state)
{
	static const char message[] = "\x30\x23\x02\x01\x00\x04\x06public\xa4\x16"
				      "\x06\x03\x2b\x06\x01\x40\x04\x0a\x00\x00\x01\x02\x01\x00"
				      "\x02\x01\x00\x43\x01\x05\x30\x00";
	char other[sizeof(message)];

	memcpy(other, message, sizeof(other));
	assert_int_equal(
		decoder_bytes(*state, slice_make(message, sizeof(message) - 1)), TRAP_ACCEPTED);
	other[sizeof(other) - 6] = BER_OCTET_STRING;
	assert_int_equal(
		decoder_bytes(*state, slice_make(other, sizeof(other) - 1)), TRAP_MALFORMED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(v2c),
		cmocka_unit_test(informs),
		cmocka_unit_test(the_head_may_stand_anywhere),
		cmocka_unit_test(without_a_name_it_is_malformed),
		cmocka_unit_test(v1),
		cmocka_unit_test(refused),
		cmocka_unit_test(no_message_is_whole_without_its_end),
		cmocka_unit_test(names_become_canonical),
		cmocka_unit_test(more_bindings_than_fit_are_cut),
		cmocka_unit_test(the_longest_value_is_kept),
		cmocka_unit_test(the_library_has_the_last_word),
	};

	return cmocka_run_group_tests(tests, decoder_setup, decoder_teardown);
}
