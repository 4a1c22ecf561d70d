/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * CSV as in RFC 4180: cells separated by commas, quoted with " where they hold commas, quotes
 * (doubled) or line ends. A row may span lines; it is known by its first one.
 */
#ifndef CONFIG_CSV_H
#define CONFIG_CSV_H

#include "base/arena.h"
#include "base/error.h"

enum { CSV_COLUMNS = 64 };

struct csv {
	struct slice rest;
	unsigned line; /* of the next row */
};

struct csv_row {
	unsigned line;
	struct slice cells[CSV_COLUMNS]; /* in the arena, or parts of the content */
	size_t count;
};

/* Skips a byte order mark. */
struct csv csv_of(struct slice content);
/* The next row that is not empty. False at the end, and with a sentence in `error` (else its
 * text is empty) when a quote is not closed or there are too many cells; row->line says
 * where. After such an error the next call goes on with the next line. */
bool csv_next(struct csv *csv, struct arena *arena, struct csv_row *row, struct error *error);

#endif
