/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "base/duration.h"
#include "tool/page.h"

enum { STEP = 1024 }; /* the clock is not asked for every event */

#define FIRST (1 * SECONDS) /* shorter work needs no line */
#define EVERY (200 * MILLISECONDS)

static int64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * SECONDS + time.tv_nsec;
}

struct progress progress_begin(const char *name,
	void (*measure)(const void *work, uint64_t *done, uint64_t *total), const void *work)
{
	return (struct progress){.measure = measure,
		.work = work,
		.name = name,
		.quiet = !isatty(STDERR_FILENO),
		.next = now() + FIRST};
}

void progress_print(const struct progress *progress, uint64_t events, struct text *out)
{
	uint64_t done = 0, total = 0;

	progress->measure(progress->work, &done, &total);
	text_clean(out, slice_of(progress->name));
	text_string(out, ": ");
	if (total > 0)
		text_printf(out, "%" PRIu64 " %%, ", done < total ? done * 100 / total : 100);
	page_number(out, (int64_t)events);
	text_string(out, " events");
}

void progress_step(struct progress *progress, uint64_t events)
{
	struct text line = {0};

	if (progress->quiet || events < progress->told + STEP)
		return;
	progress->told = events;
	if (now() < progress->next)
		return;
	progress->next = now() + EVERY;
	progress->shown = true;
	progress_print(progress, events, &line);
	fprintf(stderr, "\r\033[K%s", text_get(&line));
	text_free(&line);
}

void progress_end(struct progress *progress)
{
	if (progress->shown)
		fputs("\r\033[K", stderr);
	progress->shown = false;
}
