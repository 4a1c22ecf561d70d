/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/capture.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/xalloc.h"

enum { FILE_HEADER = 24, FRAME_HEADER = 16 };
enum { FRAME_MAXIMUM = 262144 }; /* what tcpdump takes at most */

enum magic {
	MAGIC_MICROSECONDS = 0xa1b2c3d4,
	MAGIC_NANOSECONDS = 0xa1b23c4d,
	MAGIC_MODIFIED = 0xa1b2cd34, /* an old patch of libpcap */
	MAGIC_PCAPNG = 0x0a0d0d0a,
};

struct capture {
	FILE *file;
	const char *name;
	bool big_endian;
	int64_t fraction; /* nanoseconds in a unit of the stamps */
	enum packet_link link;
	uint64_t frames;
	char *bytes; /* FRAME_MAXIMUM */
};

static uint32_t number(const unsigned char *at, bool big_endian)
{
	if (big_endian)
		return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 |
		       at[3];
	return (uint32_t)at[3] << 24 | (uint32_t)at[2] << 16 | (uint32_t)at[1] << 8 | at[0];
}

static bool is_magic(uint32_t value)
{
	return value == MAGIC_MICROSECONDS || value == MAGIC_NANOSECONDS ||
	       value == MAGIC_MODIFIED || value == MAGIC_PCAPNG;
}

bool capture_begins(FILE *file)
{
	unsigned char start[4];
	size_t count = fread(start, 1, sizeof(start), file);

	/* More than the one byte that is promised everywhere, but what was read can be put back
	 * in every C library that we know. */
	for (size_t i = count; i-- > 0;)
		if (ungetc(start[i], file) == EOF)
			return false;
	return count == sizeof(start) &&
	       (is_magic(number(start, false)) || is_magic(number(start, true)));
}

static bool read_magic(struct capture *capture, uint32_t magic, struct error *error)
{
	switch (magic) {
	case MAGIC_MICROSECONDS:
		capture->fraction = MILLISECONDS / 1000;
		return true;
	case MAGIC_NANOSECONDS:
		capture->fraction = 1;
		return true;
	case MAGIC_PCAPNG:
		return error_set(error,
			"%s is a pcapng file, which is not read: make a pcap file of it with "
			"'editcap -F pcap %s NEW'",
			capture->name, capture->name);
	default:
		return error_set(error,
			"%s is a capture in a format that is not read (magic number "
			"%08" PRIx32 "): make a pcap file of it with 'editcap -F pcap'",
			capture->name, magic);
	}
}

/* The upper half says whether frames have a checksum at their end, which does no harm. */
static bool read_link(struct capture *capture, uint32_t link, struct error *error)
{
	link &= 0xffff;
	if (!packet_knows(link))
		return error_set(error,
			"%s has frames of link type %" PRIu32
			", which are not read; Ethernet (1), raw IP (101, 228, 229) and Linux "
			"cooked (113, 276) are",
			capture->name, link);
	capture->link = (enum packet_link)link;
	return true;
}

static bool read_header(struct capture *capture, struct error *error)
{
	unsigned char header[FILE_HEADER];
	uint32_t magic;

	if (fread(header, sizeof(header), 1, capture->file) != 1)
		return error_set(error, "%s ends in its first %d bytes: it is no capture",
			capture->name, FILE_HEADER);
	capture->big_endian = !is_magic(number(header, false));
	magic = number(header, capture->big_endian);
	return read_magic(capture, magic, error) &&
	       read_link(capture, number(header + 20, capture->big_endian), error);
}

struct capture *capture_open(FILE *file, const char *name, struct error *error)
{
	struct capture *capture = xcalloc(1, sizeof(*capture));

	capture->file = file;
	capture->name = name;
	if (!read_header(capture, error)) {
		capture_close(capture);
		return NULL;
	}
	capture->bytes = xmalloc(FRAME_MAXIMUM);
	return capture;
}

void capture_close(struct capture *capture)
{
	if (!capture)
		return;
	free(capture->bytes);
	free(capture);
}

enum packet_link capture_link(const struct capture *capture)
{
	return capture->link;
}

/* The file ended, or could not be read further, inside a frame. */
static bool stop_inside(const struct capture *capture, struct error *error)
{
	if (ferror(capture->file))
		return error_set(error, "cannot read %s behind frame %" PRIu64 ": %s",
			capture->name, capture->frames, strerror(errno));
	return error_set(error, "%s ends inside frame %" PRIu64 ": that one is left out",
		capture->name, capture->frames + 1);
}

bool capture_next(struct capture *capture, struct frame *frame, struct error *error)
{
	unsigned char header[FRAME_HEADER];
	size_t got = fread(header, 1, sizeof(header), capture->file);
	bool big_endian = capture->big_endian;
	uint32_t length;

	error->text[0] = '\0';
	if (got == 0 && !ferror(capture->file))
		return false;
	if (got < sizeof(header))
		return stop_inside(capture, error);
	length = number(header + 8, big_endian);
	if (length > FRAME_MAXIMUM)
		return error_set(error,
			"%s is damaged: frame %" PRIu64 " would have %" PRIu32
			" bytes; it and what follows is left out",
			capture->name, capture->frames + 1, length);
	if (fread(capture->bytes, 1, length, capture->file) != length)
		return stop_inside(capture, error);
	capture->frames++;
	frame->time = number(header, big_endian) * SECONDS +
		      number(header + 4, big_endian) * capture->fraction;
	frame->bytes = slice_make(capture->bytes, length);
	frame->original = number(header + 12, big_endian);
	return true;
}
