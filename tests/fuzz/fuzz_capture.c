/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The bytes as a capture file: the payload of every datagram lies in its frame.
 */
#include "fuzz.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "input/capture.h"

/* In memory of its own, so that a byte read beyond it is seen. */
static void read_frame(enum packet_link link, const struct frame *frame)
{
	char *copy = xmemdup(frame->bytes.data, frame->bytes.length);
	struct slice bytes = slice_make(copy, frame->bytes.length);
	struct packet packet;

	if (packet_read(link, bytes, frame->original, &packet) == PACKET_UDP)
		assert(packet.payload.data >= copy &&
			packet.payload.data + packet.payload.length <= copy + bytes.length);
	free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	FILE *file = size ? fmemopen((void *)(uintptr_t)data, size, "r") : NULL;
	struct capture *capture;
	struct frame frame;
	struct error error;

	if (!file)
		return 0;
	capture_begins(file);
	capture = capture_open(file, "input", &error);
	while (capture && capture_next(capture, &frame, &error))
		read_frame(capture_link(capture), &frame);
	capture_close(capture);
	fclose(file);
	return 0;
}
