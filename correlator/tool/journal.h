/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `correlator journal`: what is in a journal, on paper or for programs. Files are only read;
 * the daemon may go on writing meanwhile.
 */
#ifndef TOOL_JOURNAL_H
#define TOOL_JOURNAL_H

#include "tool/command.h"
#include "tool/page.h"
#include "tool/record_filter.h"
#include "tool/survey.h"

struct journal_words {
	struct record_words filter;
	int64_t limit; /* records printed; 0: all */
	bool newest;   /* the newest first */
	bool json;
};

struct journal_place {
	struct text state;   /* the state folder; empty when a journal alone was named */
	struct text journal; /* the journal's folder */
};

/* journal_list.c: segments, snapshots, gaps, sums. */
enum status journal_list(const struct journal_place *place, const struct journal_words *words);
/* journal_print.c: the records that the filter takes. */
enum status journal_print(const struct journal_place *place, const struct journal_words *words);
/* journal_verify.c: whether everything is there, with every damage named. */
enum status journal_verify(
	const struct journal_place *place, const struct journal_words *words);

/* Shows on a terminal how far the work is; NULL where there is none. */
void (*journal_progress(void))(uint64_t done, uint64_t total);
/* Takes what it showed away. */
void journal_progress_end(void);

#endif
