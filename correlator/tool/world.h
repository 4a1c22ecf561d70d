/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A world with a clock of its own: records are made in memory, get rising numbers and the
 * virtual time, and go through the same pipeline as in the daemon. Deliveries can be answered
 * at once, as if every output took everything.
 */
#ifndef TOOL_WORLD_H
#define TOOL_WORLD_H

#include "correlate/pipeline.h"
#include "tool/history.h"

struct world {
	struct engine_settings settings;
	struct pipeline pipeline;
	struct history history;
	struct change_list *changes; /* scratch */
	void *room;                  /* one record being made, 8-aligned */
	uint64_t last;               /* number of the last record */
	int64_t now;
	bool answer;        /* deliveries get an outcome record at once */
	bool grant;         /* rules that hit their limits are put into quarantine */
	uint64_t granted;   /* wishes (engine_wish) */
	bool keep;          /* log and stream are kept, for determinism.h */
	struct text log;    /* the records, one after the other */
	struct text stream; /* every change, printed (world_print_changes) */
};

/* What the settings point to must outlive the world. */
void world_init(struct world *world, const struct engine_settings *settings);
void world_free(struct world *world);

/* Room for the payload of one record (RECORD_MAXIMUM bytes, 8-aligned). */
void *world_payload(struct world *world);
/* Applies the payload in the room as a record of now. */
void world_append(struct world *world, enum record_kind kind, size_t length);
/* The same with the bytes given. */
void world_add(struct world *world, enum record_kind kind, struct slice payload);
/* Applies a record that has its number and time already (of a journal). */
void world_record(struct world *world, const struct record *record);
/* Time goes on to `until`; what is due on the way happens. */
void world_pass(struct world *world, int64_t until);

/* Every change as a line: what two runs of the same records must agree in. */
void world_print_changes(const struct change_list *changes, struct text *out);

#endif
