/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * How far long work has come, on a terminal: one line on standard error, begun after a second,
 * written anew a few times a second, and gone when the work is done. Elsewhere nothing.
 */
#ifndef TOOL_PROGRESS_H
#define TOOL_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct text;

struct progress {
	/* Bytes that are done, and all (0: nobody knows). */
	void (*measure)(const void *work, uint64_t *done, uint64_t *total);
	const void *work;
	const char *name; /* of what is worked on */
	bool shown;       /* there is a line */
	bool quiet;       /* no terminal, or no work */
	uint64_t told;    /* events, when it last looked at the clock */
	int64_t next;     /* when to write again */
};

/* All must live as long as it. */
struct progress progress_begin(const char *name,
	void (*measure)(const void *work, uint64_t *done, uint64_t *total), const void *work);
/* So many events are done. */
void progress_step(struct progress *progress, uint64_t events);
void progress_end(struct progress *progress);
/* "NAME: 43 %, 1,234,567 events" */
void progress_print(const struct progress *progress, uint64_t events, struct text *out);

#endif
