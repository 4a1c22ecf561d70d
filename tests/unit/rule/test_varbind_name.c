/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * One variable binding in hand-made BER, and what names, OIDs, positions and functions make of
 * it.
 */
#include "rule/varbind_name.h"

#include "sample.h"

#define TABLE "1.3.6.1.4.1.99999.1.1.1"

struct row {
	const char *oid;   /* of the binding */
	const char *value; /* its value, tag and length too, in hex */
	const char *written;
	const char *want; /* "-": missing */
};

/* OCTET STRING and the like of one byte length. */
static const struct row values[] = {
	/* INTEGER, the unsigned ones, Counter64 */
	{TABLE ".3.7", "020102", "vmAppState", "2"},
	{TABLE ".3.7", "0204ffffff85", "$1", "-123"},
	{TABLE ".99", "4104ffffffff", "$1", "4294967295"},
	{TABLE ".99", "420500ffffffff", "$1", "4294967295"},
	{TABLE ".99", "430100", "$1", "0"},
	{TABLE ".99", "46087fffffffffffffff", "$1", "9223372036854775807"},
	{TABLE ".99", "46097fffffffffffffffff", "$1", "-"},
	{TABLE ".99", "0200", "$1", "-"},
	/* IpAddress, also of a wrong length; OID; NULL and the exceptions of RFC 3416 */
	{TABLE ".4.1", "40040a030001", "vmPeer", "10.3.0.1"},
	{TABLE ".4.1", "40030a0300", "vmPeer", "-"},
	{TABLE ".99", "06062b0601040102", "$1", "1.3.6.1.4.1.2"},
	{TABLE ".99", "0500", "$1", "-"},
	{TABLE ".99", "8000", "$1", "-"},
	{TABLE ".99", "8200", "$1", "-"},
	/* Opaque: float, double, numbers of 64 bits; one that is none of them */
	{TABLE ".99", "44079f780441bc0000", "$1", "23.5"},
	{TABLE ".99", "44079f7804c1bc0000", "$1", "-23.5"},
	{TABLE ".99", "440b9f79084037800000000000", "$1", "23.5"},
	{TABLE ".99", "44079f78047fc00000", "$1", "9f:78:04:7f:c0:00:00"},
	{TABLE ".99", "44049f7a01fb", "$1", "-5"},
	{TABLE ".99", "44049f7b0107", "$1", "7"},
	{TABLE ".99", "44049f7601ff", "$1", "255"},
	{TABLE ".99", "44039f7804", "$1", "9f:78:04"},
	{TABLE ".99", "4402ffff", "$1", "ff:ff"},
	/* OCTET STRING: text, with NULs at the end and inside, other charsets, bytes */
	{TABLE ".2.1", "04036d7769", "vmAppName", "mwi"},
	{TABLE ".2.1", "04056d77690000", "vmAppName", "mwi"},
	{TABLE ".2.1", "0400", "vmAppName", ""},
	{TABLE ".2.1", "04056d00776900", "vmAppName", "6d:00:77:69:00"},
	{TABLE ".8.1", "04056d00776900", "vmNote", "m"},
	{TABLE ".2.1", "0403e974e9", "vmAppName", "\xe9t\xe9"},
	{TABLE ".2.1", "0404c4e3bac3", "vmAppName", "\xc4\xe3\xba\xc3"},
	{TABLE ".99", "0406001f2a3b4c5d", "$1", "00:1f:2a:3b:4c:5d"},
	/* with a DISPLAY-HINT, even where all bytes look like text */
	{TABLE ".7.1", "0406414243444546", "vmMac", "41:42:43:44:45:46"},
	{TABLE ".7.1", "0406414243444546", TABLE ".7", "ABCDEF"},
	{TABLE ".7.1", "0406414243444546", "hex(" TABLE ".7)", "41:42:43:44:45:46"},
	{TABLE ".6.1", "040b07dc081d0e0003002b0200", "vmSince", "2012-8-29,14:0:3.0,+2:0"},
	{TABLE ".6.1", "040807dc081d0e000300", "vmSince", "2012-8-29,14:0:3.0"},
	/* DateAndTime */
	{TABLE ".6.1", "040b07dc081d0e0003002b0200", "time($1)", "2012-08-29T14:00:03.0+02:00"},
	{TABLE ".6.1", "040807dc081d0e000305", "time(vmSince)", "2012-08-29T14:00:03.5"},
	{TABLE ".6.1", "040807dc0d1d0e000305", "time(vmSince)", "-"},
	{TABLE ".6.1", "040907dc081d0e0003052b", "time(vmSince)", "-"},
	{TABLE ".6.1", "0400", "time(vmSince)", "-"},
	{TABLE ".6.1", "020101", "time(vmSince)", "-"},
	/* labels of enumerations and bits */
	{TABLE ".3.7", "020102", "label(vmAppState)", "failed"},
	{TABLE ".3.7", "020109", "label(vmAppState)", "9"},
	{TABLE ".3.7", "020102", "label(" TABLE ".3)", "2"},
	{TABLE ".9.1", "040160", "label(vmFlags)", "stopped failed"},
	{TABLE ".9.1", "0402a001", "label(" TABLE ".9)", "0 2 15"},
	{TABLE ".9.1", "0400", "label(vmFlags)", ""},
	{TABLE ".9.1", "0402a001", "bit(vmFlags, 0)", "true"},
	{TABLE ".9.1", "0402a001", "bit($1, 15)", "true"},
	{TABLE ".9.1", "0402a001", "bit(vmFlags, 1)", "false"},
	{TABLE ".9.1", "0402a001", "bit(vmFlags, 4096)", "false"},
	{TABLE ".9.1", "020101", "bit(vmFlags, 0)", "-"},
	/* the instance: numbers, addresses, texts */
	{TABLE ".3.3.70000", "020102", "index(vmAppState, 1)", "3"},
	{TABLE ".3.3.70000", "020102", "index(" TABLE ".3, 2)", "70000"},
	{TABLE ".3.4294967295", "020102", "index(vmAppState, 1)", "4294967295"},
	{TABLE ".3.3", "020102", "index(vmAppState, 2)", "-"},
	{TABLE ".3", "020102", "index(vmAppState, 1)", "-"},
	{TABLE ".4.10.4.0.1.9", "020102", "index_address(vmPeer, 1)", "10.4.0.1"},
	{TABLE ".4.10.4.0.256", "020102", "index_address(vmPeer, 1)", "-"},
	{TABLE ".4.10.4.0", "020102", "index_address(vmPeer, 1)", "-"},
	{TABLE ".4.1.4.10.4.0.1", "020102", "index_address(vmPeer, 3, 0)", "10.4.0.1"},
	{TABLE ".4.1.4.10.4.0.1", "020102", "index_address(vmPeer, 2, 0)", "-"},
	{TABLE ".4.2.16.32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.1.5", "020102",
		"index_address(vmPeer, 3, 16)", "2001:db8::1"},
	{TABLE ".4.10.4.0.1", "020102", "index_address(vmPeer, 1, 5)", "-"},
	{TABLE ".2.2.97.98.5", "020102", "index_string(vmAppName, 1)", "ab"},
	{TABLE ".2.0.5", "020102", "index_string(vmAppName, 1)", ""},
	{TABLE ".2.3.97.98", "020102", "index_string(vmAppName, 1)", "-"},
	{TABLE ".2.4294967295.97", "020102", "index_string(vmAppName, 1)", "-"},
	{TABLE ".2.2.97.300", "020102", "index_string(vmAppName, 1)", "-"},
	{TABLE ".2.7.97.98.99", "020102", "index_string(vmAppName, 2, 0)", "abc"},
	{TABLE ".2.97.98.99.7", "020102", "index_string(vmAppName, 1, 3)", "abc"},
	{TABLE ".2.97.98", "020102", "index_string(vmAppName, 1, 3)", "-"},
	{TABLE ".2", "020102", "index_string(vmAppName, 1, 0)", "-"},
	/* another object, another place */
	{TABLE ".22.1", "020102", "vmAppName", "-"},
	{TABLE ".2.1", "020102", "$2", "-"},
};

static struct slice from_hex(const char *hex, char *out)
{
	size_t length = 0;
	unsigned byte;

	for (; sscanf(hex, "%2x", &byte) == 1; hex += 2)
		out[length++] = (char)byte;
	return slice_make(out, length);
}

/* A trap with that one binding. */
static void make_trap(const struct row *row, char *space, size_t size)
{
	char ber[OID_BER_MAXIMUM], value[64];
	struct event_writer writer;
	struct text varbind = {0};
	struct oid oid;

	assert_true(oid_parse(slice_of(row->oid), &oid));
	ber_write(&varbind, BER_OID, oid_to_ber(&oid, ber));
	text_append(&varbind, from_hex(row->value, value));
	event_writer_begin(&writer, space, size, EVENT_TRAP);
	event_writer_add(&writer, EVENT_TRAP_OID, slice_of("\x2b\x06"));
	event_writer_add(&writer, EVENT_VARBIND, text_slice(&varbind));
	event_writer_finish(&writer);
	text_free(&varbind);
}

static void assert_value(struct ruleset *ruleset, const struct row *row)
{
	char space[EVENT_MAXIMUM] __attribute__((aligned(8)));
	struct arena *arena = arena_new(0);
	struct view view = {.event = (const struct event *)space, .arena = arena};
	const struct naming naming = view_naming(ruleset, NULL);
	const struct values from = view_values(&view);
	const struct expression *operand;
	struct error error;
	struct text got = {0};
	struct value value;

	make_trap(row, space, sizeof(space));
	operand = expression_parse_operand(arena, slice_of(row->written), &naming, &error);
	if (!operand)
		fail_msg("%s: %s", row->written, error.text);
	value = expression_value(operand, &from);
	value_print(&value, &got);
	if (strcmp(value.type == VALUE_NONE ? "-" : text_get(&got), row->want) != 0)
		fail_msg("%s of %s = %s is '%s', not '%s'", row->written, row->oid, row->value,
			text_get(&got), row->want);
	text_free(&got);
	arena_free(arena);
}

static void test_values(void **state)
{
	struct ruleset *ruleset = ruleset_new(&sample_names);

	(void)state;
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		assert_value(ruleset, &values[i]);
	ruleset_free(ruleset);
}

static const struct condition_row {
	const char *value, *where;
	bool holds;
} conditions_of_3[] = {
	{"020102", "vmAppState == 'failed'", true},
	{"020102", "vmAppState == failed", true},
	{"020102", "vmAppState == 2", true},
	{"020102", TABLE ".3 == 2", true},
	{"020102", "$1 in [1, 2]", true},
	{"020102", "vmAppState != 'failed'", false},
	{"020102", "label(vmAppState) == 'failed'", true},
	{"020102", "label(vmAppState) matches '^fail'", true},
	{"020102", "bit($1, 0)", false},
	{"0401c0", "bit($1, 0) and bit($1, 1) and not bit($1, 2)", true},
	{"44079f780441bc0000", "$1 > 23", true},
	{"44079f780441bc0000", "$1 > 23.4 and $1 < 23.6", true},
	{"44079f780441bc0000", "$1 == 23.5", true},
	{"44079f780441bc0000", "$1 == 23", false},
	{"44079f780441bc0000", "$1 < 24 and $1 > -1.5", true},
	{"040432332e35", "$1 > 23 and $1 < 23.6", true},
	{"04023233", "$1 == 23 and $1 < 23.6", true},
	{"040461622e63", "$1 > 23 or $1 < 23 or $1 == 23.5", false},
	{"0406414243444546", "hex($1) == '41:42:43:44:45:46'", true},
	{"040807dc081d0e000305", "time($1) > '2012-08-29T13'", true},
};

static void test_conditions(void **state)
{
	struct ruleset *ruleset = ruleset_new(&sample_names);
	const struct naming naming = view_naming(ruleset, NULL);

	(void)state;
	for (size_t i = 0; i < sizeof(conditions_of_3) / sizeof(conditions_of_3[0]); i++) {
		const struct condition_row *row = &conditions_of_3[i];
		char space[EVENT_MAXIMUM] __attribute__((aligned(8)));
		struct arena *arena = arena_new(0);
		struct view view = {.event = (const struct event *)space, .arena = arena};
		const struct values from = view_values(&view);
		struct error error;
		const struct expression *where =
			expression_parse(arena, slice_of(row->where), &naming, &error);

		make_trap(&(struct row){.oid = TABLE ".3.7", .value = row->value}, space,
			sizeof(space));
		if (!where)
			fail_msg("%s: %s", row->where, error.text);
		if (expression_true(where, &from) != row->holds)
			fail_msg("%s of %s", row->where, row->value);
		arena_free(arena);
	}
	ruleset_free(ruleset);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_conditions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
