/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Traps that other programs made, and what others found to break decoders.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/text.h"
#include "event/ber.h"
#include "snmp/trap_session.h"
#include "unit/input/pcap.h"

struct decoder {
	struct trap_session *session;
	struct address peer;
	void *space;
	size_t verdicts[TRAP_PDU + 1];
};

static int setup(void **state)
{
	struct decoder *decoder = xcalloc(1, sizeof(*decoder));

	decoder->session = trap_session_new(NULL);
	decoder->space = xmalloc(EVENT_MAXIMUM);
	address_parse(slice_of("192.0.2.1"), &decoder->peer);
	*state = decoder;
	return decoder->session ? 0 : -1;
}

static int teardown(void **state)
{
	struct decoder *decoder = *state;

	trap_session_free(decoder->session);
	free(decoder->space);
	free(decoder);
	return 0;
}

static enum trap_verdict decode(
	struct decoder *decoder, struct slice bytes, const struct string_list *communities)
{
	struct communities *accepted = communities_new(communities, NULL, NULL);
	const struct trap_context context = {.peer = &decoder->peer, .communities = accepted};
	size_t size = 0;
	enum trap_verdict verdict =
		trap_session_decode(decoder->session, bytes, &context, decoder->space, &size);

	communities_free(accepted);
	decoder->verdicts[verdict]++;
	if (verdict == TRAP_ACCEPTED)
		assert_true(event_valid(slice_make(decoder->space, size)));
	return verdict;
}

static void forget(struct decoder *decoder)
{
	memset(decoder->verdicts, 0, sizeof(decoder->verdicts));
}

/* Every datagram has one verdict. */
static void print_account(const struct decoder *decoder, const char *name, size_t sent)
{
	const size_t *verdicts = decoder->verdicts;
	size_t sum = 0;

	for (size_t i = 0; i <= TRAP_PDU; i++)
		sum += verdicts[i];
	printf("%s: %zu datagrams, %zu accepted, refused: %zu malformed, %zu version, "
	       "%zu community, %zu pdu\n",
		name, sent, verdicts[TRAP_ACCEPTED], verdicts[TRAP_MALFORMED],
		verdicts[TRAP_VERSION], verdicts[TRAP_COMMUNITY], verdicts[TRAP_PDU]);
	assert_int_equal(sum, sent);
}

static void want_oid(struct slice ber, const char *want, const char *what)
{
	struct text text = {0};
	struct oid oid;

	if (!oid_from_ber(ber, &oid))
		fail_msg("%s is no OID, want %s", what, want);
	oid_print(&oid, &text);
	if (strcmp(text_get(&text), want) != 0)
		fail_msg("%s is %s, want %s", what, text_get(&text), want);
	text_free(&text);
}

static int64_t number_in(struct slice content, uint8_t type)
{
	struct ber_value value = {type, content};
	int64_t number;

	assert_true(ber_number(&value, &number));
	return number;
}

static void want_v1(const struct event *event, const json_t *want)
{
	int generic = (int)json_integer_value(json_object_get(want, "generic"));
	int specific = (int)json_integer_value(json_object_get(want, "specific"));
	char name[256];
	struct address agent;

	if (generic < 6)
		snprintf(name, sizeof(name), "1.3.6.1.6.3.1.1.5.%d", generic + 1);
	else
		snprintf(name, sizeof(name), "%s.0.%d", samples_string(want, "enterprise"),
			specific);
	want_oid(event_get(event, EVENT_TRAP_OID), name, "snmpTrapOID");
	want_oid(event_get(event, EVENT_ENTERPRISE), samples_string(want, "enterprise"),
		"enterprise");
	assert_true(address_from_bytes(event_get(event, EVENT_AGENT), &agent));
	assert_string_equal(address_print(&agent, name), samples_string(want, "agent_addr"));
}

/* Whether the value reads as the sample says; kinds that read otherwise are compared as bytes
 * only. */
static bool reads_as(const struct ber_value *value, char kind, const json_t *want)
{
	struct text got = {0}, text = {0};
	bool same;

	if (!strchr("iucotas", kind))
		return true;
	ber_print(value, &got);
	if (json_is_integer(want))
		text_printf(&text, "%" JSON_INTEGER_FORMAT, json_integer_value(want));
	else
		text_append(
			&text, slice_make(json_string_value(want), json_string_length(want)));
	same = kind == 's' ? slice_equal(value->content, text_slice(&text))
			   : slice_equal(text_slice(&got), text_slice(&text));
	text_free(&got);
	text_free(&text);
	return same;
}

/* As snmptrap(1) names types. */
static uint8_t type_of(char kind)
{
	switch (kind) {
	case 'i':
		return BER_INTEGER;
	case 'u':
		return BER_GAUGE32;
	case 'c':
		return BER_COUNTER32;
	case 'C':
		return BER_COUNTER64;
	case 't':
		return BER_TIMETICKS;
	case 'o':
		return BER_OID;
	case 'a':
		return BER_IP_ADDRESS;
	case 'F':
	case 'D':
	case 'I':
	case 'U':
		return BER_OPAQUE;
	default:
		return BER_OCTET_STRING;
	}
}

static void want_varbind(struct slice varbind, const json_t *want, const char *name)
{
	const char *kind = json_string_value(json_array_get(want, 1));
	struct ber_value value;
	struct slice oid;

	assert_true(ber_varbind(varbind, &oid, &value));
	want_oid(oid, json_string_value(json_array_get(want, 0)), "a binding's name");
	if (value.type != type_of(*kind))
		fail_msg("%s: type %02x for %s", name, value.type, kind);
	if (!reads_as(&value, *kind, json_array_get(want, 2)))
		fail_msg("%s: value differs", name);
}

/* The bindings are those of the datagram, byte for byte: snmptrap writes the shortest form. */
static void want_event(const struct event *event, const json_t *sample, struct slice datagram)
{
	const json_t *want = json_object_get(sample, "expect");
	const json_t *varbinds = json_object_get(want, "varbinds");
	const char *name = samples_string(sample, "name");

	if (samples_string(want, "trap_oid"))
		want_oid(event_get(event, EVENT_TRAP_OID), samples_string(want, "trap_oid"),
			name);
	else
		want_v1(event, want);
	assert_int_equal(number_in(event_get(event, EVENT_UPTIME), BER_TIMETICKS),
		json_integer_value(json_object_get(want, "uptime")));
	assert_int_equal(event_count(event, EVENT_VARBIND), json_array_size(varbinds));
	for (size_t i = 0; i < json_array_size(varbinds); i++) {
		struct slice varbind = event_get_nth(event, EVENT_VARBIND, i);

		want_varbind(varbind, json_array_get(varbinds, i), name);
		assert_true(slice_find_slice(datagram, varbind) != SIZE_MAX);
	}
}

static enum trap_verdict wanted_verdict(const json_t *sample)
{
	const json_t *want = json_object_get(sample, "expect");

	if (strcmp(samples_string(want, "version"), "3") == 0)
		return TRAP_VERSION;
	if (strcmp(samples_string(want, "pdu"), "inform") == 0)
		return TRAP_PDU;
	return json_is_true(json_object_get(sample, "accept")) ? TRAP_ACCEPTED : TRAP_COMMUNITY;
}

/* What a sample's community list would be: its own, or the one it must not have. */
static void run_sample(struct decoder *decoder, const json_t *sample, size_t *sent)
{
	const json_t *want = json_object_get(sample, "expect"), *hex;
	const char *community = samples_string(want, "community");
	size_t i;

	if (!json_is_true(json_object_get(sample, "accept")) || !community)
		community = "public";
	json_array_foreach(json_object_get(sample, "datagrams"), i, hex)
	{
		const struct string_list list = {&community, 1};
		struct slice bytes = samples_bytes(hex);
		enum trap_verdict verdict = decode(decoder, bytes, &list);

		++*sent;
		if (verdict != wanted_verdict(sample))
			fail_msg("%s: verdict %d", samples_string(sample, "name"), verdict);
		if (verdict == TRAP_ACCEPTED)
			want_event(decoder->space, sample, bytes);
		free((char *)bytes.data);
	}
}

static void traps_of_snmptrap(void **state)
{
	json_t *file = samples_json("snmp/generated/traps.json"), *sample;
	struct decoder *decoder = *state;
	size_t i, sent = 0;

	if (!file)
		skip();
	forget(decoder);
	json_array_foreach(json_object_get(file, "cases"), i, sample)
		run_sample(decoder, sample, &sent);
	print_account(decoder, "snmptrap", sent);
	json_decref(file);
}

static void vectors_of_gosnmp(void **state)
{
	json_t *file = samples_json("snmp/malformed/gosnmp-vectors.json"), *sample;
	struct decoder *decoder = *state;
	const struct string_list any = {0};
	size_t i;

	if (!file)
		skip();
	forget(decoder);
	json_array_foreach(file, i, sample)
	{
		struct slice bytes = samples_bytes(json_object_get(sample, "hex"));

		if (decode(decoder, bytes, &any) == TRAP_ACCEPTED &&
			json_is_true(json_object_get(sample, "must_be_rejected")))
			fail_msg("%s was accepted", samples_string(sample, "name"));
		free((char *)bytes.data);
	}
	print_account(decoder, "gosnmp", json_array_size(file));
	json_decref(file);
}

/* Every datagram of a capture, whatever it is. False without the file. */
static bool run_capture(struct decoder *decoder, const char *name)
{
	static struct pcap pcap;
	const struct string_list any = {0};
	struct slice datagram;
	size_t sent = 0;

	if (!pcap_open(&pcap, name))
		return false;
	forget(decoder);
	for (; pcap_next(&pcap, &datagram); sent++) {
		decode(decoder, datagram, &any);
		free((char *)datagram.data);
	}
	pcap_close(&pcap);
	print_account(decoder, name, sent);
	return true;
}

static void captures(void **state)
{
	static const struct {
		const char *name;
		size_t accepted;
	} rows[] = {
		{"generated/traps.pcap", 52},
		{"captures/zeek/snmpv1_trap.pcap", 1},
		{"captures/zeek/snmp-crash-62790.pcap", 0},
		{"captures/zeek/snmp-oid-subidentifier-too-long.pcap", 0},
		{"captures/zeek/snmpv1_get_short.pcap", 0},
		{"captures/zeek/snmpv1_set.pcap", 0},
		{"captures/zeek/snmpv2_get_bulk.pcap", 0},
		{"captures/zeek/snmpv3_get_next.pcap", 0},
		{"captures/zeek/snmpwalk-short.pcap", 0},
		{"captures/tcpdump/ip-snmp-leftshift-unsigned.pcap", 0},
		{"captures/tcpdump/ip6-snmp-oid-unsigned.pcap", 0},
		{"captures/tcpdump/snmp-heapoverflow-1.pcap", 0},
		{"captures/tcpdump/snmp-heapoverflow-2.pcap", 0},
		{"captures/suricata-verify/SNMPv3.pcap", 0},
		{"captures/suricata-verify/snmp-v3-get-bulk-unauth.pcap", 0},
	};
	struct decoder *decoder = *state;
	char name[256];

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		snprintf(name, sizeof(name), "snmp/%s", rows[i].name);
		if (!run_capture(decoder, name))
			skip();
		assert_int_equal(decoder->verdicts[TRAP_ACCEPTED], rows[i].accepted);
	}
}

static void protos(void **state)
{
	struct decoder *decoder = *state;

	if (!run_capture(decoder, "snmp/malformed/protos-c06-snmpv1-trap-enc-r1.pcap.gz"))
		skip();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(traps_of_snmptrap),
		cmocka_unit_test(vectors_of_gosnmp),
		cmocka_unit_test(captures),
		cmocka_unit_test(protos),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
