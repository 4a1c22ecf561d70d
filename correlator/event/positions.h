/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * How far each file that is followed was taken, as the records say. Bounded: beyond
 * POSITIONS_MAXIMUM that one is forgotten which was heard of longest ago. What is still
 * followed is noted every day, however quiet it is.
 */
#ifndef EVENT_POSITIONS_H
#define EVENT_POSITIONS_H

#include "base/codec.h"
#include "event/position.h"

enum { POSITIONS_MAXIMUM = 65536 };

struct positions;

struct positions *positions_new(void);
void positions_free(struct positions *positions);
void positions_note(struct positions *positions, const struct position *position);
/* False when nothing is known of that file. */
bool positions_find(
	const struct positions *positions, uint64_t file, struct position *position);
size_t positions_count(const struct positions *positions);
struct positions *positions_copy(const struct positions *positions);
void positions_codec(struct positions *positions, struct codec *codec);

#endif
