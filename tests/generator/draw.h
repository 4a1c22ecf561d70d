/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Draws from a seed. Each part of a run has a stream of its own, so that more noise, say,
 * leaves the faults as they are.
 */
#ifndef TESTS_GENERATOR_DRAW_H
#define TESTS_GENERATOR_DRAW_H

#include <stdbool.h>

#include "generator/model.h"

struct draw {
	uint64_t state;
};

struct draw draw_stream(uint64_t seed, uint64_t stream);
/* A number below `limit`, 0 when that is 0. */
uint64_t draw_below(struct draw *draw, uint64_t limit);
/* From least to most, both included. */
int64_t draw_between(struct draw *draw, int64_t least, int64_t most);
int64_t draw_span(struct draw *draw, const struct span *span);
/* True in so many cases of a thousand. */
bool draw_per_mille(struct draw *draw, int64_t chances);
/* Exponential, with that mean. */
int64_t draw_wait(struct draw *draw, int64_t mean);

#endif
