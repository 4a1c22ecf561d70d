/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The UDP datagram in a captured frame: Ethernet (with VLAN tags), Linux cooked capture (both
 * versions) or bare IP; IPv4, or IPv6 with extension headers. Fragments are not put together.
 * Checksums are not looked at: a capture on the sender's own machine often has none yet.
 */
#ifndef INPUT_PACKET_H
#define INPUT_PACKET_H

#include "base/address.h"

/* What a frame is. Values are those of files: https://www.tcpdump.org/linktypes.html */
enum packet_link {
	PACKET_ETHERNET = 1,
	PACKET_RAW = 101, /* IPv4 or IPv6 */
	PACKET_COOKED = 113,
	PACKET_IPV4 = 228,
	PACKET_IPV6 = 229,
	PACKET_COOKED_2 = 276,
};

enum packet_verdict {
	PACKET_UDP,
	PACKET_OTHER,    /* neither: ARP, TCP, tunnels ... */
	PACKET_FRAGMENT, /* a part of a datagram */
	PACKET_CUT,      /* the capture has less of it than there was */
	PACKET_MALFORMED,
	PACKET_VERDICTS,
};

/* One word: "other", "fragment" ... */
const char *packet_verdict_name(enum packet_verdict verdict);

struct packet {
	struct address from;
	uint16_t port;        /* that it was sent to */
	struct slice payload; /* in the frame */
};

bool packet_knows(uint32_t link);
/* `original` is how long the frame was on the wire; what was captured may be less. The packet
 * is filled in for PACKET_UDP alone. */
enum packet_verdict packet_read(
	enum packet_link link, struct slice frame, size_t original, struct packet *packet);

#endif
