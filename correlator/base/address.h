/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * IP addresses and prefixes. IPv4 is kept in its IPv6-mapped form (RFC 4291, 2.5.5.2), so
 * that there is one kind of address.
 */
#ifndef BASE_ADDRESS_H
#define BASE_ADDRESS_H

#include <stdint.h>
#include <sys/socket.h>

#include "base/slice.h"

struct address {
	uint8_t bytes[16];
};

struct prefix {
	struct address address;
	uint8_t bits; /* 0 to 128; an IPv4 /16 is 112 */
};

enum { ADDRESS_TEXT = 46 }; /* the longest text, with its NUL (INET6_ADDRSTRLEN) */

/* Text to address: "10.0.0.1", "2001:db8::1"; false if it is none. */
bool address_parse(struct slice text, struct address *address);
/* 4 or 16 bytes in network order; false for any other length. */
bool address_from_bytes(struct slice bytes, struct address *address);
/* From a socket address of family AF_INET or AF_INET6; *port (may be NULL) in host order. */
bool address_from_socket(
	const struct sockaddr *socket_address, struct address *address, uint16_t *port);
/* To a socket address; IPv4-mapped gives AF_INET. Returns its length. */
socklen_t address_to_socket(
	const struct address *address, uint16_t port, struct sockaddr_storage *out);
bool address_is_ipv4(const struct address *address);
bool address_equal(const struct address *a, const struct address *b);
/* Shortest usual form; returns `out`. */
const char *address_print(const struct address *address, char out[ADDRESS_TEXT]);

/* "10.0.0.0/8", "2001:db8::/32", or an address alone (all bits). Bits beyond the length
 * must be 0. */
bool prefix_parse(struct slice text, struct prefix *prefix);
bool prefix_contains(const struct prefix *prefix, const struct address *address);

#endif
