/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "event/record.h"

#include <string.h>

#include "base/crc.h"

enum { RECORD_VERSION = 1 };

const char *record_kind_name(enum record_kind kind)
{
	static const char *const names[RECORD_KINDS] = {
		[RECORD_EVENT] = "event",
		[RECORD_REPEAT] = "repeat",
		[RECORD_TIME] = "time",
		[RECORD_CLOCK] = "clock",
		[RECORD_DOWN] = "down",
		[RECORD_LOSS] = "loss",
		[RECORD_COMMAND] = "command",
		[RECORD_SET] = "set",
		[RECORD_OUTCOME] = "outcome",
		[RECORD_QUARANTINE] = "quarantine",
		[RECORD_POSITION] = "position",
	};

	return kind < RECORD_KINDS && names[kind] ? names[kind] : "unknown";
}

/* Everything behind the CRC first, then what stands in front of it. */
static uint32_t header_crc(const struct record *record)
{
	const char *bytes = (const char *)record;
	uint32_t crc = crc32c(0, bytes + 8, sizeof(*record) - 8);

	return crc32c(crc, bytes, 4);
}

void record_seal(struct record *record, uint64_t number, int64_t time)
{
	record->magic = RECORD_MAGIC;
	record->version = RECORD_VERSION;
	record->number = number;
	record->time = time;
	record->payload_crc = crc32c(0, record + 1, record->length);
	record->header_crc = header_crc(record);
}

bool record_header_valid(const struct record *record)
{
	return record->magic == RECORD_MAGIC && record->version == RECORD_VERSION &&
	       record->kind > 0 && record->kind < RECORD_KINDS &&
	       record->length <= RECORD_MAXIMUM && record->header_crc == header_crc(record);
}

bool record_payload_valid(const struct record *record)
{
	return record->payload_crc == crc32c(0, record + 1, record->length);
}
