/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/address.h"

#include <arpa/inet.h>
#include <assert.h>
#include <netinet/in.h>
#include <string.h>

static const uint8_t mapped[12] = {[10] = 0xff, [11] = 0xff};

enum { MAPPED_BITS = 96 }; /* what an IPv4 prefix has in front of its own bits */

static void set_ipv4(struct address *address, const void *four)
{
	memcpy(address->bytes, mapped, sizeof(mapped));
	memcpy(address->bytes + sizeof(mapped), four, 4);
}

bool address_parse(struct slice text, struct address *address)
{
	char string[ADDRESS_TEXT];
	uint8_t four[4];

	if (text.length == 0 || text.length >= sizeof(string) ||
		memchr(text.data, '\0', text.length))
		return false;
	memcpy(string, text.data, text.length);
	string[text.length] = '\0';
	if (inet_pton(AF_INET6, string, address->bytes) == 1)
		return true;
	if (inet_pton(AF_INET, string, four) != 1)
		return false;
	set_ipv4(address, four);
	return true;
}

bool address_from_bytes(struct slice bytes, struct address *address)
{
	if (bytes.length == 4)
		set_ipv4(address, bytes.data);
	else if (bytes.length == 16)
		memcpy(address->bytes, bytes.data, 16);
	else
		return false;
	return true;
}

bool address_from_socket(
	const struct sockaddr *socket_address, struct address *address, uint16_t *port)
{
	struct sockaddr_in four;
	struct sockaddr_in6 six;
	in_port_t network_port;

	if (socket_address->sa_family == AF_INET) {
		memcpy(&four, socket_address, sizeof(four));
		set_ipv4(address, &four.sin_addr);
		network_port = four.sin_port;
	} else if (socket_address->sa_family == AF_INET6) {
		memcpy(&six, socket_address, sizeof(six));
		memcpy(address->bytes, &six.sin6_addr, 16);
		network_port = six.sin6_port;
	} else {
		return false;
	}
	if (port)
		*port = ntohs(network_port);
	return true;
}

socklen_t address_to_socket(
	const struct address *address, uint16_t port, struct sockaddr_storage *out)
{
	memset(out, 0, sizeof(*out));
	if (address_is_ipv4(address)) {
		struct sockaddr_in *four = (struct sockaddr_in *)out;

		four->sin_family = AF_INET;
		four->sin_port = htons(port);
		memcpy(&four->sin_addr, address->bytes + 12, 4);
		return sizeof(*four);
	}

	struct sockaddr_in6 *six = (struct sockaddr_in6 *)out;

	six->sin6_family = AF_INET6;
	six->sin6_port = htons(port);
	memcpy(&six->sin6_addr, address->bytes, 16);
	return sizeof(*six);
}

bool address_is_ipv4(const struct address *address)
{
	return memcmp(address->bytes, mapped, sizeof(mapped)) == 0;
}

bool address_equal(const struct address *a, const struct address *b)
{
	return memcmp(a->bytes, b->bytes, sizeof(a->bytes)) == 0;
}

const char *address_print(const struct address *address, char out[ADDRESS_TEXT])
{
	bool four = address_is_ipv4(address);
	const char *printed = inet_ntop(four ? AF_INET : AF_INET6,
		address->bytes + (four ? sizeof(mapped) : 0), out, ADDRESS_TEXT);

	assert(printed);
	return printed;
}

/* Whether the first `bits` bits are the same. */
static bool same_start(const struct address *a, const struct address *b, unsigned bits)
{
	unsigned whole = bits / 8;
	uint8_t mask = (uint8_t)(0xff00 >> bits % 8);

	if (memcmp(a->bytes, b->bytes, whole) != 0)
		return false;
	return mask == 0 || ((a->bytes[whole] ^ b->bytes[whole]) & mask) == 0;
}

static bool only_zeros_after(const struct address *address, unsigned bits)
{
	struct address cut = {0};

	memcpy(cut.bytes, address->bytes, bits / 8);
	if (bits % 8)
		cut.bytes[bits / 8] = address->bytes[bits / 8] & (uint8_t)(0xff00 >> bits % 8);
	return address_equal(&cut, address);
}

static bool bits_parse(struct slice text, int limit, int *bits)
{
	int64_t number;

	if (text.length == 0 || text.length > 3 || text.data[0] < '0' || text.data[0] > '9' ||
		(text.data[0] == '0' && text.length > 1))
		return false;
	if (!slice_to_integer(text, &number) || number > limit)
		return false;
	*bits = (int)number;
	return true;
}

bool prefix_parse(struct slice text, struct prefix *prefix)
{
	size_t slash = slice_find(text, 0, '/');
	struct slice front = slice_part(text, 0, slash);
	bool four = slice_find(front, 0, ':') == SIZE_MAX;
	int limit = four ? 32 : 128;
	int bits = limit;

	if (!address_parse(front, &prefix->address))
		return false;
	if (slash != SIZE_MAX && !bits_parse(slice_from(text, slash + 1), limit, &bits))
		return false;
	prefix->bits = (uint8_t)(bits + (four ? MAPPED_BITS : 0));
	return only_zeros_after(&prefix->address, prefix->bits);
}

bool prefix_contains(const struct prefix *prefix, const struct address *address)
{
	return same_start(&prefix->address, address, prefix->bits);
}
