/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The middle of the straight path: records that are in the journal go in, changes come out.
 *
 *     input -> event -> journal -> [ match -> engine -> change list ] -> store + outbox ->
 * output
 *
 * The daemon's engine thread, its recovery, `correlator replay` and the scenarios all run
 * these two functions; none has another way.
 */
#ifndef CORRELATE_PIPELINE_H
#define CORRELATE_PIPELINE_H

#include "correlate/engine.h"
#include "correlate/unknown.h"

struct pipeline {
	struct matcher *matcher; /* NULL: other threads match */
	struct matches *matches; /* scratch of that matcher */
	struct engine *engine;
	struct unknown *unknown; /* told what matches nothing; not owned; NULL: nobody asks */
	atomic_bool *skips; /* rules in quarantine; NULL: those of the settings */
};

/* Makes matcher and engine over that knowledge, or frees them. */
void pipeline_init(struct pipeline *pipeline, const struct engine_settings *settings);
void pipeline_free(struct pipeline *pipeline);
/* Goes on with another set from this `set` record on: what was due before it happens under the
 * old one, everything alive is taken over, and the record is applied. The old knowledge is not
 * needed any more. */
void pipeline_set(struct pipeline *pipeline, const struct engine_settings *settings,
	const struct record *record, struct change_list *out);
/* One batch that is in the journal; `matches` when another thread has matched it, else NULL. */
void pipeline_batch(struct pipeline *pipeline, const struct batch *batch,
	const struct matches *matches, struct change_list *out);
/* One record on its own. */
void pipeline_record(
	struct pipeline *pipeline, const struct record *record, struct change_list *out);

#endif
