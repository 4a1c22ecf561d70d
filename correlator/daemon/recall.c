/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/recall.h"

#include "base/log.h"
#include "event/batch.h"
#include "journal/reader.h"

/* 4,000 informs a second, for a minute, or 870 of SNMPv3; memory is taken when it is used. */
enum { COPIES_MOST = 1 << 18 };

struct copies *recall_informs(const char *journal, uint64_t seed, int64_t now)
{
	struct copies *copies = copies_new(seed, COPIES_MOST);
	const int64_t since = now - COPIES_SPAN;
	const struct record *record;
	struct error error;
	struct reader *reader = reader_open_at(journal, since, &error);
	uint64_t ticket = 0;

	if (!reader) {
		log_warning("recovery", "informs of before are not known: %s", error.text);
		return copies;
	}
	while ((record = reader_next(reader)))
		if (record->kind == RECORD_EVENT && record->time >= since)
			copies_find(copies, record_event(record), record->time, 0, &ticket);
	reader_close(reader);
	return copies;
}
