/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Datagrams of the captures among the samples.
 */
#ifndef TESTS_UNIT_INPUT_PCAP_H
#define TESTS_UNIT_INPUT_PCAP_H

#include <string.h>

#include "input/capture.h"
#include "unit/input/samples.h"

struct pcap {
	FILE *file;
	bool piped;
	struct capture *capture;
	size_t others; /* frames that are no whole UDP datagram */
};

static inline void pcap_close(struct pcap *pcap)
{
	capture_close(pcap->capture);
	if (pcap->file && pcap->piped)
		pclose(pcap->file);
	else if (pcap->file)
		fclose(pcap->file);
}

/* The path may end in ".gz". False when it cannot be read. */
static inline bool pcap_open_path(struct pcap *pcap, const char *path)
{
	size_t length = strlen(path);
	char command[600];
	struct error error;

	pcap->others = 0;
	pcap->piped = length > 3 && strcmp(path + length - 3, ".gz") == 0;
	snprintf(command, sizeof(command), "gzip -dc '%s'", path);
	pcap->file = pcap->piped ? popen(command, "r") : fopen(path, "rb");
	pcap->capture = pcap->file ? capture_open(pcap->file, path, &error) : NULL;
	if (!pcap->capture)
		pcap_close(pcap);
	return pcap->capture != NULL;
}

/* One of the samples, by its name in their folder. */
static inline bool pcap_open(struct pcap *pcap, const char *name)
{
	char path[512];

	return pcap_open_path(pcap, samples_path(name, path));
}

/* The next datagram that is whole, in memory of its own from the heap; false at the end. */
static inline bool pcap_next(struct pcap *pcap, struct slice *datagram)
{
	struct packet packet;
	struct frame frame;
	struct error error;

	for (; capture_next(pcap->capture, &frame, &error); pcap->others++)
		if (packet_read(capture_link(pcap->capture), frame.bytes, frame.original,
			    &packet) == PACKET_UDP) {
			*datagram =
				slice_make(xmemdup(packet.payload.data, packet.payload.length),
					packet.payload.length);
			return true;
		}
	return false;
}

#endif
