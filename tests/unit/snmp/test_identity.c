/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Who a notification is from: peers, relays and what they say, communities and their names.
 */
#include "snmp/pdu.h"

#include <stdio.h>
#include <unistd.h>
#include <sys/stat.h>

#include "unit/snmp/decoder.h"

#define TRAP_ADDRESS    "1.3.6.1.6.3.18.1.3"
#define SAID_COMMUNITY  "1.3.6.1.6.3.18.1.4.0"
#define TRAP_ENTERPRISE "1.3.6.1.6.3.1.1.4.3.0"

/* Relays are 10.9.9.1, the peer, and all of 10.8. */
static void trust_relays(struct decoder *decoder, bool trust)
{
	static struct prefix relays[2];

	prefix_parse(slice_of("10.9.9.1"), &relays[0]);
	prefix_parse(slice_of("10.8.0.0/16"), &relays[1]);
	decoder->relays = (struct prefix_list){relays, trust ? 2 : 0};
}

/* snmpTrapAddress.N for each of the addresses "10.0.0.1 10.8.0.1 ...", from 0. */
static void say_hops(struct text *list, const char *hops)
{
	struct slice rest = slice_of(hops), word;
	char name[64];

	for (int i = 0; (word = slice_word(&rest)).length > 0; i++) {
		struct address address;

		address_parse(word, &address);
		snprintf(name, sizeof(name), TRAP_ADDRESS ".%d", i);
		message_varbind(list, name, BER_IP_ADDRESS, slice_make(address.bytes + 12, 4));
	}
}

static void the_origin_of_a_v1_trap(void **state)
{
	static const struct {
		bool trusted;
		struct message_v1 head;
		const char *hops;
		const char *want;
	} rows[] = {
		{true, {"1.3.6", {10, 1, 0, 7}, 0, 0}, "",
			"from 10.1.0.7: uptime=4711 agent=10.1.0.7 enterprise=1.3.6 relayed"},
		/* What the relay itself says counts more than what it passes on. */
		{true, {"1.3.6", {10, 1, 0, 7}, 0, 0}, "10.2.0.1",
			"from 10.2.0.1: uptime=4711 agent=10.1.0.7 enterprise=1.3.6 relayed"},
		{true, {"1.3.6", {0, 0, 0, 0}, 0, 0}, "",
			"from 10.9.9.1: uptime=4711 agent=0.0.0.0 enterprise=1.3.6"},
		{true, {"1.3.6", {127, 0, 0, 1}, 0, 0}, "",
			"from 10.9.9.1: uptime=4711 agent=127.0.0.1 enterprise=1.3.6"},
		{true, {"1.3.6", {10, 1, 0, 7}, 0, 0}, "127.0.0.1",
			"from 10.1.0.7: " TRAP_ADDRESS
			".0=127.0.0.1 uptime=4711 agent=10.1.0.7 enterprise=1.3.6 relayed"},
		/* Anybody may say so: it stays what it is, an object. */
		{false, {"1.3.6", {10, 1, 0, 7}, 0, 0}, "10.2.0.1",
			"from 10.9.9.1: " TRAP_ADDRESS
			".0=10.2.0.1 uptime=4711 agent=10.1.0.7 enterprise=1.3.6"},
	};
	struct decoder *decoder = *state;
	char wanted[256];

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct text message = {0};

		say_hops(&message, rows[i].hops);
		message_v1(&message, &rows[i].head);
		trust_relays(decoder, rows[i].trusted);
		assert_int_equal(decoder_decode(decoder, &message), TRAP_ACCEPTED);
		snprintf(wanted, sizeof(wanted), "trap 1.3.6.1.6.3.1.1.5.1 %s", rows[i].want);
		decoder_want(decoder, wanted);
	}
}

/* Every hop appends where it had it from; the word of one counts as far as relays are listed.
 */
static void a_chain_of_relays(void **state)
{
	static const struct {
		bool trusted;
		const char *hops, *want;
	} rows[] = {
		{true, "10.1.0.7", "10.1.0.7"},
		{true, "10.1.0.7 10.8.0.1", "10.1.0.7"},
		{true, "10.1.0.7 10.8.0.1 10.8.0.2", "10.1.0.7"},
		/* 10.7.0.1 is no relay of ours, and may say what it likes. */
		{true, "10.1.0.7 10.7.0.1 10.8.0.2", "10.7.0.1"},
		{true, "10.1.0.7 10.8.0.1 10.7.0.1", "10.7.0.1"},
		/* Nobody but relays: the first of them began it. */
		{true, "10.8.0.1 10.8.0.2", "10.8.0.1"},
		{false, "10.1.0.7 10.8.0.1", "10.9.9.1"},
	};
	struct decoder *decoder = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct text message = {0};
		char from[64];
		struct address peer;

		message_head(&message, TRAP_OID);
		say_hops(&message, rows[i].hops);
		message_v2(&message, MESSAGE_TRAP_V2, "public");
		trust_relays(decoder, rows[i].trusted);
		assert_int_equal(decoder_decode(decoder, &message), TRAP_ACCEPTED);
		text_reset(&decoder->text);
		event_describe(decoder->event, &decoder->text);
		snprintf(from, sizeof(from), " from %s:", rows[i].want);
		if (!strstr(text_get(&decoder->text), from))
			fail_msg("row %zu: %s", i, text_get(&decoder->text));
		/* Both addresses are there. */
		assert_true(event_peer(decoder->event, &peer));
		assert_true(address_equal(&peer, &decoder->peer));
	}
}

static void too_long_a_chain_ends(void **state)
{
	struct decoder *decoder = *state;
	struct text message = {0}, hops = {0};

	for (int i = 0; i < 200; i++)
		text_printf(&hops, " 10.8.0.%d", i);
	message_head(&message, TRAP_OID);
	say_hops(&message, text_get(&hops));
	message_v2(&message, MESSAGE_TRAP_V2, "public");
	trust_relays(decoder, true);
	assert_int_equal(decoder_decode(decoder, &message), TRAP_ACCEPTED);
	assert_true(slice_equals(event_get(decoder->event, EVENT_HOST), "10.8.0.184"));
	text_free(&hops);
}

/* A file of that text, for its owner or for all; the caller removes it. */
static void write_file(char path[32], const char *text, mode_t mode)
{
	int fd;

	snprintf(path, 32, "communities.XXXXXX");
	fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	assert_int_equal(fchmod(fd, mode), 0);
	close(fd);
}

static void communities_have_names(void **state)
{
	static const struct {
		const char *community;
		enum trap_verdict want;
		const char *name;
	} rows[] = {
		{"s3cret", TRAP_ACCEPTED, "core"},
		{"two words", TRAP_ACCEPTED, "access-1"},
		{"listed", TRAP_ACCEPTED, ""},
		{"core", TRAP_COMMUNITY, NULL},
		{"s3cre", TRAP_COMMUNITY, NULL},
		{"s3cret2", TRAP_COMMUNITY, NULL},
		{"", TRAP_COMMUNITY, NULL},
	};
	const char *listed = "listed";
	struct decoder *decoder = *state;
	char path[32];

	write_file(path, "# ours\n\ncore s3cret\n  access-1\ttwo words \r\n", 0600);
	decoder_accept(decoder, &(struct string_list){&listed, 1}, path);
	unlink(path);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct text message = {0};

		message_head(&message, TRAP_OID);
		message_v2(&message, MESSAGE_TRAP_V2, rows[i].community);
		assert_int_equal(decoder_decode(decoder, &message), rows[i].want);
		if (rows[i].want == TRAP_ACCEPTED)
			assert_true(slice_equals(
				event_get(decoder->event, EVENT_COMMUNITY_NAME), rows[i].name));
	}
}

static void wrong_files(void **state)
{
	static const struct {
		const char *text;
		mode_t mode;
		const char *want; /* in what is said */
	} rows[] = {
		{"core s3cret\n", 0640, "others than its owner"},
		{"core s3cret\ns3cret\n", 0600, ":2: a line is a name"},
		{"co/re s3cret\n", 0600, ":1: a line is a name"},
		{"core s3cret\nedge s3cret\n", 0600, "'edge' is listed already"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct error error = {.text = ""};
		char path[32];

		write_file(path, rows[i].text, rows[i].mode);
		assert_null(communities_new(&(struct string_list){0}, path, &error));
		unlink(path);
		if (!strstr(error.text, rows[i].want) || strstr(error.text, "s3cret"))
			fail_msg("row %zu: %s", i, error.text);
		assert_null(communities_new(&(struct string_list){0}, path, &error));
		assert_non_null(strstr(error.text, "cannot read"));
	}
}

/* What a proxy says of the v1 trap that it was: the community is never kept, its name is. */
static void the_community_at_the_origin(void **state)
{
	static const struct {
		bool trusted;
		const char *said, *want;
	} rows[] = {
		{true, "s3cret", "core"},
		{true, "unknown", "relay"},
		{false, "s3cret", "relay"},
	};
	struct decoder *decoder = *state;
	char path[32];

	write_file(path, "core s3cret\nrelay other\n", 0600);
	decoder_accept(decoder, &(struct string_list){0}, path);
	unlink(path);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct text message = {0};

		message_head(&message, TRAP_OID);
		say_hops(&message, "10.1.0.7");
		message_varbind(
			&message, SAID_COMMUNITY, BER_OCTET_STRING, slice_of(rows[i].said));
		message_name(&message, TRAP_ENTERPRISE, "1.3.6.1.4.1.9");
		message_v2(&message, MESSAGE_TRAP_V2, "other");
		trust_relays(decoder, rows[i].trusted);
		assert_int_equal(decoder_decode(decoder, &message), TRAP_ACCEPTED);
		decoder_want(decoder,
			rows[i].trusted
				? "trap " TRAP_OID " from 10.1.0.7: " TRAP_ENTERPRISE
				  "=1.3.6.1.4.1.9 uptime=4711 enterprise=1.3.6.1.4.1.9 relayed"
				: "trap " TRAP_OID " from 10.9.9.1: " TRAP_ADDRESS
				  ".0=10.1.0.7 " TRAP_ENTERPRISE
				  "=1.3.6.1.4.1.9 uptime=4711 enterprise=1.3.6.1.4.1.9");
		assert_true(slice_equals(
			event_get(decoder->event, EVENT_COMMUNITY_NAME), rows[i].want));
		assert_true(slice_find_slice(slice_make(decoder->event, decoder->event->size),
				    slice_of(rows[i].said)) == SIZE_MAX);
	}
	decoder_accept(decoder, &(struct string_list){0}, NULL);
}

/* Without a name for it, all of the PDU is kept, unless a community is in it. */
static void a_trap_without_a_name_is_kept_whole(void **state)
{
	struct decoder *decoder = *state;
	struct text message = {0};
	struct slice whole;

	trust_relays(decoder, false);
	message_number(&message, OBJECT, BER_INTEGER, 5);
	message_v2(&message, MESSAGE_TRAP_V2, "public");
	assert_int_equal(decoder_bytes(decoder, text_slice(&message)), TRAP_ACCEPTED);
	decoder_want(decoder, "trap without snmpTrapOID from 10.9.9.1: " OBJECT "=5 malformed");
	whole = event_get(decoder->event, EVENT_PDU);
	assert_int_equal((unsigned char)whole.data[0], MESSAGE_TRAP_V2);
	assert_int_equal(
		slice_find_slice(text_slice(&message), whole), message.length - whole.length);
	text_reset(&message);
	message_varbind(&message, SAID_COMMUNITY, BER_OCTET_STRING, slice_of("s3cret"));
	message_v2(&message, MESSAGE_TRAP_V2, "public");
	assert_int_equal(decoder_decode(decoder, &message), TRAP_ACCEPTED);
	decoder_want(decoder, "trap without snmpTrapOID from 10.9.9.1: malformed");
	assert_null(event_get(decoder->event, EVENT_PDU).data);
	message_head(&message, TRAP_OID);
	message_v2(&message, MESSAGE_TRAP_V2, "public");
	assert_int_equal(decoder_decode(decoder, &message), TRAP_ACCEPTED);
	assert_null(event_get(decoder->event, EVENT_PDU).data);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_origin_of_a_v1_trap),
		cmocka_unit_test(a_chain_of_relays),
		cmocka_unit_test(too_long_a_chain_ends),
		cmocka_unit_test(communities_have_names),
		cmocka_unit_test(wrong_files),
		cmocka_unit_test(the_community_at_the_origin),
		cmocka_unit_test(a_trap_without_a_name_is_kept_whole),
	};

	return cmocka_run_group_tests(tests, decoder_setup, decoder_teardown);
}
