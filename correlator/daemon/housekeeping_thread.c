/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/housekeeping_thread.h"

#include "base/duration.h"
#include "journal/housekeeping.h"

/* How long until the next round, if nobody asks: for age, and for a disk that is full. */
#define PAUSE      (10 * MINUTES)
#define FULL_PAUSE (1 * SECONDS)

void *housekeeping_thread_run(void *context)
{
	struct housekeeping_thread *thread = context;
	struct path *path = thread->path;
	bool full = false;

	while (!atomic_load(&path->stop_housekeeping)) {
		struct error error;
		bool done = housekeeping_run(thread->settings, atomic_load(&path->needed),
			clock_now(&path->clock), &error);

		if (!done && !full)
			self_say(path->self, SELF_MEMORY, SELF_RAISED, "%s", error.text);
		else if (done && full)
			self_say(path->self, SELF_MEMORY, SELF_CLEARED,
				"there is space for the next journal segment again");
		full = !done;
		atomic_store(&path->full, full);
		bell_wait(path->housekeeping_bell, full ? FULL_PAUSE : PAUSE);
	}
	return NULL;
}
