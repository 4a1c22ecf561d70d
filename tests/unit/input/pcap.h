/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * As much of the pcap format as our samples have: little-endian, Ethernet, UDP over IPv4 and
 * IPv6. Fragments are passed over: their other halves are not in the files.
 */
#ifndef TESTS_UNIT_INPUT_PCAP_H
#define TESTS_UNIT_INPUT_PCAP_H

#include <endian.h>
#include <string.h>

#include "samples.h"

struct pcap {
	FILE *file;
	bool piped;
	uint8_t frame[65536 + 64];
	size_t length;
};

enum { PCAP_ETHERNET = 14, PCAP_UDP = 17 };

/* `name` may end in ".gz". False when it is not there. */
static inline bool pcap_open(struct pcap *pcap, const char *name)
{
	size_t length = strlen(name);
	uint8_t header[24];
	FILE *file = samples_open(name);

	pcap->piped = length > 3 && strcmp(name + length - 3, ".gz") == 0;
	if (file && pcap->piped) {
		char path[512], command[600];

		fclose(file);
		snprintf(command, sizeof(command), "gzip -dc '%s'", samples_path(name, path));
		file = popen(command, "r");
	}
	pcap->file = file;
	return file && fread(header, sizeof(header), 1, file) == 1 &&
	       memcmp(header, "\xd4\xc3\xb2\xa1", 4) == 0;
}

static inline void pcap_close(struct pcap *pcap)
{
	if (pcap->piped)
		pclose(pcap->file);
	else
		fclose(pcap->file);
}

static inline bool pcap_read_frame(struct pcap *pcap)
{
	uint32_t header[4];

	if (fread(header, sizeof(header), 1, pcap->file) != 1)
		return false;
	pcap->length = le32toh(header[2]);
	return pcap->length <= sizeof(pcap->frame) &&
	       fread(pcap->frame, 1, pcap->length, pcap->file) == pcap->length;
}

/* Where UDP begins in the frame; 0: there is none. */
static inline size_t pcap_udp(const struct pcap *pcap)
{
	const uint8_t *ip = pcap->frame + PCAP_ETHERNET;

	if (pcap->length < PCAP_ETHERNET + 28)
		return 0;
	if (ip[0] >> 4 == 6)
		return ip[6] == PCAP_UDP ? PCAP_ETHERNET + 40 : 0;
	if (ip[0] >> 4 != 4 || ip[9] != PCAP_UDP || (ip[6] & 0x3f) || ip[7])
		return 0;
	return PCAP_ETHERNET + (ip[0] & 15u) * 4;
}

/* The next datagram, in memory of its own from the heap; false at the end. */
static inline bool pcap_next(struct pcap *pcap, struct slice *datagram)
{
	while (pcap_read_frame(pcap)) {
		size_t udp = pcap_udp(pcap), length;

		if (udp == 0 || udp + 8 > pcap->length)
			continue;
		length = (size_t)pcap->frame[udp + 4] << 8 | pcap->frame[udp + 5];
		if (length < 8 || udp + length > pcap->length)
			length = pcap->length - udp;
		*datagram = slice_make(xmemdup(pcap->frame + udp + 8, length - 8), length - 8);
		return true;
	}
	return false;
}

#endif
