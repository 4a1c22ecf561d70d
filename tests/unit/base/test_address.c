/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/address.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <netinet/in.h>
#include <string.h>

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

static void parses_and_prints(void **state)
{
	const struct {
		const char *text;
		const char *want; /* NULL: no address */
	} rows[] = {
		{"10.0.0.1", "10.0.0.1"},
		{"255.255.255.255", "255.255.255.255"},
		{"::ffff:10.0.0.1", "10.0.0.1"},
		{"2001:DB8:0:0:0:0:0:1", "2001:db8::1"},
		{"::", "::"},
		{"::1", "::1"},
		{"ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255",
			"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
		{"", NULL},
		{"10.0.0", NULL},
		{"10.0.0.256", NULL},
		{"010.0.0.1", NULL},
		{" 10.0.0.1", NULL},
		{"10.0.0.1 ", NULL},
		{"10.0.0.1/8", NULL},
		{"fe80::1%eth0", NULL},
		{"1::2::3", NULL},
		{"ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.2555555", NULL},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct address address;
		char out[ADDRESS_TEXT];
		bool good = address_parse(slice_of(rows[i].text), &address);

		assert_int_equal(good, rows[i].want != NULL);
		if (good)
			assert_string_equal(address_print(&address, out), rows[i].want);
	}
	assert_false(address_parse(slice_make("10.0.0.1\0", 9), &(struct address){{0}}));
}

static void bytes_are_4_or_16(void **state)
{
	const char bytes[17] = "\x20\x01\x0d\xb8";
	struct address address;
	char out[ADDRESS_TEXT];

	(void)state;
	for (size_t length = 0; length <= sizeof(bytes); length++)
		assert_int_equal(address_from_bytes(slice_make(bytes, length), &address),
			length == 4 || length == 16);
	assert_true(address_from_bytes(slice_make(bytes, 4), &address));
	assert_true(address_is_ipv4(&address));
	assert_string_equal(address_print(&address, out), "32.1.13.184");
	assert_true(address_from_bytes(slice_make(bytes, 16), &address));
	assert_false(address_is_ipv4(&address));
	assert_string_equal(address_print(&address, out), "2001:db8::");
}

static void socket_addresses_there_and_back(void **state)
{
	const struct {
		const char *text;
		sa_family_t family;
		socklen_t length;
	} rows[] = {
		{"192.0.2.7", AF_INET, sizeof(struct sockaddr_in)},
		{"2001:db8::7", AF_INET6, sizeof(struct sockaddr_in6)},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct address there, back;
		struct sockaddr_storage storage;
		const struct sockaddr *generic = (const struct sockaddr *)&storage;
		uint16_t port = 0;

		assert_true(address_parse(slice_of(rows[i].text), &there));
		assert_int_equal(address_to_socket(&there, 162, &storage), rows[i].length);
		assert_int_equal(storage.ss_family, rows[i].family);
		assert_true(address_from_socket(generic, &back, &port));
		assert_true(address_equal(&there, &back));
		assert_int_equal(port, 162);
		assert_true(address_from_socket(generic, &back, NULL));
	}
	assert_false(address_from_socket(
		&(struct sockaddr){.sa_family = AF_UNIX}, &(struct address){{0}}, NULL));
}

static void prefixes(void **state)
{
	const struct {
		const char *prefix;
		int bits; /* -1: no prefix */
		const char *inside, *outside;
	} rows[] = {
		{"10.0.0.0/8", 104, "10.255.255.255", "11.0.0.0"},
		{"172.16.0.0/12", 108, "172.31.255.255", "172.32.0.0"},
		{"10.1.0.0/16", 112, "10.1.2.3", "10.2.0.0"},
		{"192.0.2.128/25", 121, "192.0.2.200", "192.0.2.127"},
		{"192.0.2.1/32", 128, "192.0.2.1", "192.0.2.0"},
		{"192.0.2.1", 128, "192.0.2.1", "192.0.2.3"},
		{"0.0.0.0/0", 96, "255.1.2.3", "::1"},
		{"2001:db8::/32", 32, "2001:db8:ffff::", "2001:db9::"},
		{"2001:db8::/33", 33, "2001:db8:7fff::", "2001:db8:8000::"},
		{"2001:db8::1", 128, "2001:db8::1", "2001:db8::"},
		{"::/0", 0, "10.0.0.1", NULL},
		{"10.0.0.1/8", -1, NULL, NULL},
		{"172.24.0.0/12", -1, NULL, NULL},
		{"2001:db8::1/64", -1, NULL, NULL},
		{"10.0.0.0/33", -1, NULL, NULL},
		{"::/129", -1, NULL, NULL},
		{"10.0.0.0/", -1, NULL, NULL},
		{"10.0.0.0/-1", -1, NULL, NULL},
		{"10.0.0.0/+8", -1, NULL, NULL},
		{"10.0.0.0/08", -1, NULL, NULL},
		{"10.0.0.0/8/8", -1, NULL, NULL},
		{"/8", -1, NULL, NULL},
		{"", -1, NULL, NULL},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct prefix prefix;
		struct address address;
		bool good = prefix_parse(slice_of(rows[i].prefix), &prefix);

		assert_int_equal(good ? prefix.bits : -1, rows[i].bits);
		if (rows[i].inside) {
			assert_true(address_parse(slice_of(rows[i].inside), &address));
			assert_true(prefix_contains(&prefix, &address));
		}
		if (rows[i].outside) {
			assert_true(address_parse(slice_of(rows[i].outside), &address));
			assert_false(prefix_contains(&prefix, &address));
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parses_and_prints),
		cmocka_unit_test(bytes_are_4_or_16),
		cmocka_unit_test(socket_addresses_there_and_back),
		cmocka_unit_test(prefixes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
