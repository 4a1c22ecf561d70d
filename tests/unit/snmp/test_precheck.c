/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "snmp/precheck.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "unit/snmp/message.h"

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))
#define BYTES(text)                                                                            \
	{                                                                                      \
		text, sizeof(text) - 1                                                         \
	}

static enum trap_verdict check(struct slice datagram)
{
	struct precheck found;
	enum trap_verdict verdict = precheck_header(datagram, &found);

	return verdict == TRAP_ACCEPTED ? precheck_body(&found) : verdict;
}

static void headers(void **state)
{
	static const struct {
		struct slice datagram;
		enum trap_verdict want;
	} rows[] = {
		{BYTES(""), TRAP_MALFORMED},
		{BYTES("\x30\x00"), TRAP_MALFORMED},
		{BYTES("\x31\x03\x02\x01\x01"), TRAP_MALFORMED},
		/* The length is that of the message, indefinite, or beyond the end. */
		{BYTES("\x30\x03\x02\x01\x02"), TRAP_VERSION},
		{BYTES("\x30\x80\x02\x01\x03\x00\x00"), TRAP_MALFORMED},
		{BYTES("\x30\x04\x02\x01\x03"), TRAP_MALFORMED},
		{BYTES("\x30\x84\xff\xff\xff\xff\x02\x01\x03"), TRAP_MALFORMED},
		{BYTES("\x30\x82\x00\x03\x02\x01\x02"), TRAP_VERSION},
		/* A version is a number. */
		{BYTES("\x30\x02\x02\x00"), TRAP_MALFORMED},
		{BYTES("\x30\x03\x04\x01\x01"), TRAP_MALFORMED},
		{BYTES("\x30\x03\x02\x01\xff"), TRAP_VERSION},
		/* No community, no PDU. */
		{BYTES("\x30\x03\x02\x01\x01"), TRAP_MALFORMED},
		{BYTES("\x30\x05\x02\x01\x01\x04\x00"), TRAP_MALFORMED},
		/* A PDU with a tag of two octets: of another number than it could have had in
		 * one, and of the same. */
		{BYTES("\x30\x08\x02\x01\x01\x04\x00\xbf\x27\x00"), TRAP_MALFORMED},
		{BYTES("\x30\x08\x02\x01\x01\x04\x00\xbf\x1f\x00"), TRAP_MALFORMED},
		{BYTES("\x30\x06\x02\x01\x01\x04\x00\xbf"), TRAP_MALFORMED},
		{BYTES("\x30\x09\x02\x01\x01\x04\x00\xbf\x81\x07\x00"), TRAP_MALFORMED},
		{BYTES("\x30\x08\x02\x01\x01\x04\x00\xbf\x02\x00"), TRAP_PDU},
		{BYTES("\x30\x08\x02\x01\x01\x04\x00\xbf\x07\x00"), TRAP_MALFORMED},
		{BYTES("\x30\x12\x02\x01\x01\x04\x00\xbf\x07\x0a\x02\x01\x01\x02"
		       "\x01\x00\x02\x01\x00\x30\x00"),
			TRAP_MALFORMED},
		{BYTES("\x30\x13\x02\x01\x01\x04\x00\xbf\x07\x0b\x02\x01\x01\x02"
		       "\x01\x00\x02\x01\x00\x30\x00"),
			TRAP_ACCEPTED},
		{BYTES("\x30\x07\x02\x01\x01\x04\x00\xa2\x00"), TRAP_PDU},
		{BYTES("\x30\x07\x02\x01\x01\x04\x00\xa7\x00"), TRAP_MALFORMED},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (check(rows[i].datagram) != rows[i].want)
			fail_msg("row %zu: %d", i, check(rows[i].datagram));
}

/* Written anew, the message is what it was, with longer lengths. */
static void what_follows_is_not_seen(void **state)
{
	struct precheck found, again;
	char space[256];
	struct text message = {0};
	size_t length;

	(void)state;
	message_head(&message, "1.3.6.1");
	message_v2(&message, MESSAGE_TRAP_V2, "public");
	text_append(&message, slice_make("\0\0\0", 3));
	assert_int_equal(precheck_header(text_slice(&message), &found), TRAP_ACCEPTED);
	assert_true(slice_equals(found.community, "public"));
	assert_int_equal(found.version, PRECHECK_V2C);
	assert_int_equal(precheck_body(&found), TRAP_ACCEPTED);
	length = precheck_write(&found, space, sizeof(space));
	assert_int_equal(precheck_write(&found, space, length - 1), 0);
	assert_int_equal(precheck_header(slice_make(space, length), &again), TRAP_ACCEPTED);
	assert_int_equal(again.pdu, MESSAGE_TRAP_V2);
	assert_true(slice_equal(again.head, found.head));
	assert_true(slice_equal(again.content, found.content));
	assert_ptr_equal(again.content.data + again.content.length, space + length);
	text_free(&message);
}

/* A binding of those octets in an otherwise good trap. */
static enum trap_verdict check_binding(struct slice varbind)
{
	struct text message = {0};
	enum trap_verdict verdict;

	text_append(&message, varbind);
	message_v2(&message, MESSAGE_TRAP_V2, "public");
	verdict = check(text_slice(&message));
	text_free(&message);
	return verdict;
}

static void bindings(void **state)
{
	static const struct {
		struct slice varbind;
		enum trap_verdict want;
	} rows[] = {
		{BYTES("\x30\x07\x06\x02\x2b\x06\x02\x01\x01"), TRAP_ACCEPTED},
		{BYTES("\x30\x06\x06\x02\x2b\x06\x05\x00"), TRAP_ACCEPTED},
		/* An empty OID is no name, but may be a value. */
		{BYTES("\x30\x06\x06\x02\x2b\x06\x06\x00"), TRAP_ACCEPTED},
		{BYTES("\x30\x04\x06\x00\x05\x00"), TRAP_MALFORMED},
		{BYTES("\x31\x06\x06\x02\x2b\x06\x05\x00"), TRAP_MALFORMED},
		{BYTES("\x30\x04\x06\x02\x2b\x06"), TRAP_MALFORMED},
		{BYTES("\x30\x06\x04\x02\x2b\x06\x05\x00"), TRAP_MALFORMED},
		{BYTES("\x30\x06\x06\x02\x2b\x06\x05\x01"), TRAP_MALFORMED},
		/* An OID that does not end; a number of 33 bits. */
		{BYTES("\x30\x06\x06\x02\x2b\x86\x05\x00"), TRAP_MALFORMED},
		{BYTES("\x30\x0a\x06\x06\x2b\x8f\xff\xff\xff\x7f\x05\x00"), TRAP_ACCEPTED},
		{BYTES("\x30\x0a\x06\x06\x2b\x90\x80\x80\x80\x00\x05\x00"), TRAP_MALFORMED},
		{BYTES("\x30\x08\x06\x02\x2b\x06\x06\x02\x2b\x86"), TRAP_MALFORMED},
		{BYTES("\x30\x06\x06\x02\x2b\x06\x1f\x00"), TRAP_MALFORMED},
		/* Something behind the value. */
		{BYTES("\x30\x08\x06\x02\x2b\x06\x05\x00\x05\x00"), TRAP_MALFORMED},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (check_binding(rows[i].varbind) != rows[i].want)
			fail_msg("row %zu: %d", i, check_binding(rows[i].varbind));
}

static void an_oid_has_128_numbers(void **state)
{
	char numbers[128];

	(void)state;
	memset(numbers, 1, sizeof(numbers));
	for (size_t length = 127; length <= 128; length++) {
		struct text varbind = {0};

		ber_write(&varbind, BER_OID, slice_make(numbers, length));
		ber_write(&varbind, BER_NULL, (struct slice){0});
		message_wrap(&varbind, BER_SEQUENCE);
		assert_int_equal(check_binding(text_slice(&varbind)),
			length == 127 ? TRAP_ACCEPTED : TRAP_MALFORMED);
		text_free(&varbind);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headers),
		cmocka_unit_test(what_follows_is_not_seen),
		cmocka_unit_test(bindings),
		cmocka_unit_test(an_oid_has_128_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
