/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/packet.h"

enum {
	TYPE_IPV4 = 0x0800,
	TYPE_IPV6 = 0x86dd,
	TYPE_VLAN = 0x8100,    /* IEEE 802.1Q */
	TYPE_SERVICE = 0x88a8, /* IEEE 802.1ad */
	VLANS_MAXIMUM = 4,
};

enum {
	NEXT_HOP_BY_HOP = 0,
	NEXT_UDP = 17,
	NEXT_ROUTING = 43,
	NEXT_FRAGMENT = 44,
	NEXT_OPTIONS = 60
};

enum { IPV4_LEAST = 20, IPV6_HEADER = 40, UDP_HEADER = 8, EXTENSIONS_MAXIMUM = 16 };

/* The frame without what was read; and whether it ends too early because it was cut. */
struct rest {
	struct slice bytes;
	bool cut;
};

static unsigned byte_at(struct slice bytes, size_t at)
{
	return (unsigned char)bytes.data[at];
}

static unsigned number_at(struct slice bytes, size_t at)
{
	return byte_at(bytes, at) << 8 | byte_at(bytes, at + 1);
}

/* There are fewer bytes than the headers say. */
static enum packet_verdict too_short(const struct rest *rest)
{
	return rest->cut ? PACKET_CUT : PACKET_MALFORMED;
}

/* What is behind the end of the packet is padding. */
static void end_at(struct rest *rest, size_t length)
{
	if (length > rest->bytes.length)
		return;
	rest->bytes.length = length;
	rest->cut = false;
}

static enum packet_verdict read_udp(struct rest *rest, struct packet *packet)
{
	size_t length;

	if (rest->bytes.length < UDP_HEADER)
		return too_short(rest);
	length = number_at(rest->bytes, 4);
	if (length < UDP_HEADER)
		return PACKET_MALFORMED;
	if (length > rest->bytes.length)
		return too_short(rest);
	packet->port = (uint16_t)number_at(rest->bytes, 2);
	packet->payload = slice_part(rest->bytes, UDP_HEADER, length - UDP_HEADER);
	return PACKET_UDP;
}

static enum packet_verdict read_ipv4(struct rest *rest, struct packet *packet)
{
	struct slice bytes = rest->bytes;
	size_t header;

	if (bytes.length < IPV4_LEAST)
		return too_short(rest);
	header = (byte_at(bytes, 0) & 15) * 4;
	if (byte_at(bytes, 0) >> 4 != 4 || header < IPV4_LEAST || number_at(bytes, 2) < header)
		return PACKET_MALFORMED;
	if (byte_at(bytes, 9) != NEXT_UDP)
		return PACKET_OTHER;
	if (number_at(bytes, 6) & 0x3fff) /* more fragments, or an offset */
		return PACKET_FRAGMENT;
	address_from_bytes(slice_part(bytes, 12, 4), &packet->from);
	end_at(rest, number_at(bytes, 2));
	if (rest->bytes.length < header)
		return too_short(rest);
	rest->bytes = slice_from(rest->bytes, header);
	return read_udp(rest, packet);
}

/* Passes over extension headers; PACKET_UDP when it has come to UDP. */
static enum packet_verdict skip_extensions(struct rest *rest, unsigned next)
{
	for (int i = 0; i < EXTENSIONS_MAXIMUM && next != NEXT_UDP; i++) {
		if (next == NEXT_FRAGMENT)
			return PACKET_FRAGMENT;
		if (next != NEXT_HOP_BY_HOP && next != NEXT_ROUTING && next != NEXT_OPTIONS)
			return PACKET_OTHER;
		if (rest->bytes.length < 8 ||
			rest->bytes.length < (byte_at(rest->bytes, 1) + 1) * 8)
			return too_short(rest);
		next = byte_at(rest->bytes, 0);
		rest->bytes = slice_from(rest->bytes, (byte_at(rest->bytes, 1) + 1) * 8);
	}
	return next == NEXT_UDP ? PACKET_UDP : PACKET_MALFORMED;
}

static enum packet_verdict read_ipv6(struct rest *rest, struct packet *packet)
{
	struct slice bytes = rest->bytes;
	enum packet_verdict verdict;

	if (bytes.length < IPV6_HEADER)
		return too_short(rest);
	if (byte_at(bytes, 0) >> 4 != 6)
		return PACKET_MALFORMED;
	address_from_bytes(slice_part(bytes, 8, 16), &packet->from);
	end_at(rest, IPV6_HEADER + number_at(bytes, 4));
	rest->bytes = slice_from(rest->bytes, IPV6_HEADER);
	verdict = skip_extensions(rest, byte_at(bytes, 6));
	return verdict == PACKET_UDP ? read_udp(rest, packet) : verdict;
}

static enum packet_verdict read_ip(struct rest *rest, struct packet *packet)
{
	if (rest->bytes.length == 0)
		return too_short(rest);
	if (byte_at(rest->bytes, 0) >> 4 == 6)
		return read_ipv6(rest, packet);
	return read_ipv4(rest, packet);
}

/* Behind the first `header` bytes, whose type is at `type`. */
static enum packet_verdict read_typed(
	struct rest *rest, size_t header, size_t type, struct packet *packet)
{
	for (int i = 0; i <= VLANS_MAXIMUM; i++) {
		unsigned value;

		if (rest->bytes.length < header)
			return too_short(rest);
		value = number_at(rest->bytes, type);
		rest->bytes = slice_from(rest->bytes, header);
		if (value == TYPE_IPV4)
			return read_ipv4(rest, packet);
		if (value == TYPE_IPV6)
			return read_ipv6(rest, packet);
		if (value != TYPE_VLAN && value != TYPE_SERVICE)
			return PACKET_OTHER;
		header = 4;
		type = 2;
	}
	return PACKET_OTHER;
}

enum packet_verdict packet_read(
	enum packet_link link, struct slice frame, size_t original, struct packet *packet)
{
	struct rest rest = {frame, frame.length < original};

	switch (link) {
	case PACKET_ETHERNET:
		return read_typed(&rest, 14, 12, packet);
	case PACKET_COOKED:
		return read_typed(&rest, 16, 14, packet);
	case PACKET_COOKED_2:
		return read_typed(&rest, 20, 0, packet);
	case PACKET_RAW:
		return read_ip(&rest, packet);
	case PACKET_IPV4:
		return read_ipv4(&rest, packet);
	case PACKET_IPV6:
		return read_ipv6(&rest, packet);
	}
	return PACKET_OTHER;
}

bool packet_knows(uint32_t link)
{
	return link == PACKET_ETHERNET || link == PACKET_RAW || link == PACKET_COOKED ||
	       link == PACKET_COOKED_2 || link == PACKET_IPV4 || link == PACKET_IPV6;
}

const char *packet_verdict_name(enum packet_verdict verdict)
{
	static const char *const names[] = {
		[PACKET_UDP] = "udp",
		[PACKET_OTHER] = "other",
		[PACKET_FRAGMENT] = "fragment",
		[PACKET_CUT] = "cut",
		[PACKET_MALFORMED] = "malformed",
	};

	_Static_assert(sizeof(names) / sizeof(names[0]) == PACKET_VERDICTS, "a name each");
	return names[verdict];
}
