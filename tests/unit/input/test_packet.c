/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/packet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/xalloc.h"

#define ETHERNET "02 00 00 00 00 01 02 00 00 00 00 02 "
#define VLAN     "81 00 00 05 "
#define SERVICE  "88 a8 00 07 "
#define V4(length, fragment, protocol)                                                         \
	"45 00 " length " 00 01 " fragment " 40 " protocol " 00 00 c0 00 02 07 c6 33 64 01 "
#define V6(length, next) "60 00 00 00 " length " " next " 40 " FROM6 TO6
#define FROM6            "20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 07 "
#define TO6              "20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01 "
#define UDP(length)      "9c 40 00 a2 " length " 00 00 " /* port 40000 to 162 */
#define HELLO            "68 65 6c 6c 6f "

static const struct {
	const char *what;
	enum packet_link link;
	const char *frame;
	size_t missing; /* bytes that the capture has cut off */
	enum packet_verdict want;
	const char *from;
} rows[] = {
	{"IPv4 in Ethernet", PACKET_ETHERNET,
		ETHERNET "08 00 " V4("00 21", "40 00", "11") UDP("00 0d") HELLO, 0, PACKET_UDP,
		"192.0.2.7"},
	{"padded to 60 bytes", PACKET_ETHERNET,
		ETHERNET "08 00 " V4("00 21", "40 00", "11") UDP("00 0d") HELLO
		"00 00 00 00 00 00 00 00 00 00 00 00 00",
		0, PACKET_UDP, "192.0.2.7"},
	{"two tags", PACKET_ETHERNET,
		ETHERNET SERVICE VLAN "08 00 " V4("00 21", "00 00", "11") UDP("00 0d") HELLO, 0,
		PACKET_UDP, "192.0.2.7"},
	{"IPv6 in Ethernet", PACKET_ETHERNET,
		ETHERNET "86 dd " V6("00 0d", "11") UDP("00 0d") HELLO, 0, PACKET_UDP,
		"2001:db8::7"},
	{"IPv6 with options", PACKET_RAW,
		V6("00 15", "00") "11 00 01 04 00 00 00 00 " UDP("00 0d") HELLO, 0, PACKET_UDP,
		"2001:db8::7"},
	{"cooked", PACKET_COOKED,
		"00 00 00 01 00 06 02 00 00 00 00 02 00 00 08 00 " V4("00 21", "00 00", "11")
			UDP("00 0d") HELLO,
		0, PACKET_UDP, "192.0.2.7"},
	{"cooked, the second version", PACKET_COOKED_2,
		"08 00 00 00 00 00 00 01 00 01 00 06 02 00 00 00 00 02 00 00 " V4(
			"00 21", "00 00", "11") UDP("00 0d") HELLO,
		0, PACKET_UDP, "192.0.2.7"},
	{"bare IPv4", PACKET_IPV4, V4("00 21", "00 00", "11") UDP("00 0d") HELLO, 0, PACKET_UDP,
		"192.0.2.7"},
	{"ARP", PACKET_ETHERNET, ETHERNET "08 06 00 01", 0, PACKET_OTHER, NULL},
	{"TCP", PACKET_RAW, V4("00 21", "00 00", "06") UDP("00 0d") HELLO, 0, PACKET_OTHER,
		NULL},
	{"TCP over IPv6", PACKET_RAW, V6("00 0d", "06") UDP("00 0d") HELLO, 0, PACKET_OTHER,
		NULL},
	{"the first of two fragments", PACKET_RAW,
		V4("00 21", "20 00", "11") UDP("00 0d") HELLO, 0, PACKET_FRAGMENT, NULL},
	{"the last fragment", PACKET_RAW, V4("00 21", "00 b9", "11") UDP("00 0d") HELLO, 0,
		PACKET_FRAGMENT, NULL},
	{"an IPv6 fragment", PACKET_RAW, V6("00 15", "2c") "11 00 00 01 00 00 00 00 " HELLO, 0,
		PACKET_FRAGMENT, NULL},
	{"cut by the capture", PACKET_RAW, V4("00 41", "00 00", "11") UDP("00 2d") HELLO, 32,
		PACKET_CUT, NULL},
	{"longer than the packet", PACKET_RAW, V4("00 21", "00 00", "11") UDP("00 0e") HELLO, 0,
		PACKET_MALFORMED, NULL},
	{"shorter than its header", PACKET_RAW, V4("00 21", "00 00", "11") UDP("00 07") HELLO,
		0, PACKET_MALFORMED, NULL},
	{"an IP header of 16 bytes", PACKET_RAW, "44 00 00 10 00 01 00 00 40 11 00 00", 0,
		PACKET_MALFORMED, NULL},
	{"not IP", PACKET_RAW, "00 00 00 00", 0, PACKET_MALFORMED, NULL},
	{"nothing", PACKET_ETHERNET, "", 0, PACKET_MALFORMED, NULL},
};

/* Exactly as long as it is, so that a byte read beyond it is seen. */
static struct slice bytes_of(const char *hex)
{
	size_t length = 0;
	char bytes[256];

	for (char *end; *hex; hex = end) {
		while (*hex == ' ')
			hex++;
		if (!*hex)
			break;
		bytes[length++] = (char)strtoul(hex, &end, 16);
	}
	return slice_make(xmemdup(bytes, length), length);
}

static void frames(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct slice frame = bytes_of(rows[i].frame);
		struct packet packet;
		char from[ADDRESS_TEXT];
		enum packet_verdict got = packet_read(
			rows[i].link, frame, frame.length + rows[i].missing, &packet);

		if (got != rows[i].want)
			fail_msg("%s: %s, not %s", rows[i].what, packet_verdict_name(got),
				packet_verdict_name(rows[i].want));
		if (got == PACKET_UDP) {
			assert_string_equal(address_print(&packet.from, from), rows[i].from);
			assert_int_equal(packet.port, 162);
			assert_true(slice_equals(packet.payload, "hello"));
		}
		free((char *)frame.data);
	}
}

/* However short a frame is, nothing beyond it is read. */
static void every_length(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct slice frame = bytes_of(rows[i].frame);

		for (size_t length = 0; length < frame.length; length++) {
			char *part = xmemdup(frame.data, length);
			struct packet packet;

			packet_read(
				rows[i].link, slice_make(part, length), frame.length, &packet);
			free(part);
		}
		free((char *)frame.data);
	}
}

static void links(void **state)
{
	(void)state;
	assert_true(packet_knows(1));
	assert_true(packet_knows(276));
	assert_false(packet_knows(105)); /* IEEE 802.11 */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(frames),
		cmocka_unit_test(every_length),
		cmocka_unit_test(links),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
