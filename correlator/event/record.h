/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A record is the envelope of everything that enters the log: 32 bytes of header, then the
 * payload, padded with zeros to a multiple of 8. The io thread writes records with number,
 * time and CRCs still 0 into a batch; the one appending thread gives them, writes the batch
 * to disk as it is, and the same bytes are then matched in place. doc/formats.md lists the
 * payloads. All numbers are little-endian.
 */
#ifndef EVENT_RECORD_H
#define EVENT_RECORD_H

#include "base/slice.h"

enum record_kind {
	RECORD_EVENT = 1, /* a flat event (event/event.h) */
	RECORD_REPEAT, /* exact repeats shed at intake, counted */
	RECORD_TIME, /* a tick changed something */
	RECORD_CLOCK, /* engine time minus wall clock moved */
	RECORD_DOWN, /* we did not run from .. to */
	RECORD_LOSS, /* the kernel dropped datagrams, or a listener was deaf */
	RECORD_COMMAND, /* an operator's order */
	RECORD_SET, /* rules and inventory, by hash */
	RECORD_OUTCOME, /* the final result of a delivery */
	RECORD_QUARANTINE, /* a pattern that hit its limits too often */
	RECORD_POSITION, /* a file is followed from there on, though no line of it says so */
	RECORD_KINDS,
};

enum { RECORD_MAGIC = 0x4a43, RECORD_MAXIMUM = 65536 + 4096 }; /* payload bytes */

struct record {
	uint16_t magic;
	uint8_t kind; /* enum record_kind */
	uint8_t version; /* of the format; 1 */
	uint32_t header_crc; /* CRC-32C of the 24 bytes that follow this field, then of the first 4 */
	uint32_t length; /* of the payload, without padding */
	uint32_t payload_crc; /* CRC-32C of the payload, without padding */
	uint64_t number; /* from 1, never again the same inside an epoch */
	int64_t time; /* engine time T, nanoseconds */
};

_Static_assert(sizeof(struct record) == 32, "the record header is a disk format");

const char *record_kind_name(enum record_kind kind);

/* Bytes from this record to the next one. */
static inline size_t record_size(const struct record *record)
{
	return sizeof(*record) + ((record->length + 7u) & ~(size_t)7);
}

static inline struct slice record_payload(const struct record *record)
{
	return (struct slice){(const char *)(record + 1), record->length};
}

/* Gives number and time and computes both CRCs; the payload must be complete. */
void record_seal(struct record *record, uint64_t number, int64_t time);
/* Whether magic, kind, length and header CRC are right. Reads sizeof(struct record) bytes. */
bool record_header_valid(const struct record *record);
/* Whether the payload CRC is right; all record_size() bytes must be there. */
bool record_payload_valid(const struct record *record);

#endif
