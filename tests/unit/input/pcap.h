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
};

/* `name` may end in ".gz". False when it is not there. */
static inline bool pcap_open(struct pcap *pcap, const char *name)
{
	size_t length = strlen(name);
	FILE *file = samples_open(name);
	struct error error;

	pcap->piped = length > 3 && strcmp(name + length - 3, ".gz") == 0;
	if (file && pcap->piped) {
		char path[512], command[600];

		fclose(file);
		snprintf(command, sizeof(command), "gzip -dc '%s'", samples_path(name, path));
		file = popen(command, "r");
	}
	pcap->file = file;
	pcap->capture = file ? capture_open(file, name, &error) : NULL;
	return pcap->capture != NULL;
}

static inline void pcap_close(struct pcap *pcap)
{
	capture_close(pcap->capture);
	if (pcap->piped)
		pclose(pcap->file);
	else
		fclose(pcap->file);
}

/* The next datagram that is whole, in memory of its own from the heap; false at the end. */
static inline bool pcap_next(struct pcap *pcap, struct slice *datagram)
{
	struct packet packet;
	struct frame frame;
	struct error error;

	while (capture_next(pcap->capture, &frame, &error))
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
