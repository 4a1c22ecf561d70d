/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Which records of a journal are wanted: everything that was asked for must hold.
 */
#ifndef TOOL_RECORD_FILTER_H
#define TOOL_RECORD_FILTER_H

#include "base/error.h"
#include "base/text.h"
#include "event/record.h"
#include "rule/pattern.h"

/* As on the command line. */
struct record_words {
	const char *kinds;     /* "event,command"; NULL: all */
	int64_t first, last;   /* numbers, inclusive; 0: no bound */
	const char *from, *to; /* times, inclusive; NULL: no bound */
	const char *host;      /* events: who sent it, with * and ?; NULL: any */
	const char *grep;      /* bytes that stand in it; NULL: any */
	const char *match;     /* a PCRE2 pattern; NULL: any */
};

struct record_filter {
	unsigned kinds; /* bits */
	uint64_t first, last;
	int64_t from, to;
	struct slice host, grep;
	struct pattern *pattern;
	struct pattern_scratch *scratch;
	struct arena *arena;
	struct text text; /* of the record looked at */
};

/* False with a sentence when a word makes no sense. The words must outlive it. */
bool record_filter_init(
	struct record_filter *filter, const struct record_words *words, struct error *error);
void record_filter_free(struct record_filter *filter);
/* Texts are looked for in the line as it came, in what describes a trap, or in the payload. */
bool record_filter_takes(struct record_filter *filter, const struct record *record);

/* "2012-08-29T12:00:00Z" or, in UTC, "2012-08-29", "2012-08-29 12:00", "2012-08-29 12:00:03".
 */
bool moment_parse(const char *text, int64_t *time);

#endif
