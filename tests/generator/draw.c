/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "generator/draw.h"

#include <math.h>

/* splitmix64 */
static uint64_t next(struct draw *draw)
{
	uint64_t word = draw->state += 0x9e3779b97f4a7c15;

	word = (word ^ word >> 30) * 0xbf58476d1ce4e5b9;
	word = (word ^ word >> 27) * 0x94d049bb133111eb;
	return word ^ word >> 31;
}

struct draw draw_stream(uint64_t seed, uint64_t stream)
{
	struct draw draw = {seed * 0x2545f4914f6cdd1d + stream};

	draw.state = next(&draw);
	return draw;
}

uint64_t draw_below(struct draw *draw, uint64_t limit)
{
	return limit ? next(draw) % limit : 0;
}

int64_t draw_between(struct draw *draw, int64_t least, int64_t most)
{
	return least + (int64_t)draw_below(draw, (uint64_t)(most - least) + 1);
}

int64_t draw_span(struct draw *draw, const struct span *span)
{
	return draw_between(draw, span->least, span->most);
}

bool draw_per_mille(struct draw *draw, int64_t chances)
{
	return (int64_t)draw_below(draw, 1000) < chances;
}

int64_t draw_wait(struct draw *draw, int64_t mean)
{
	double part = (double)(next(draw) >> 11) / 9007199254740992.0; /* 2^53: in [0, 1) */

	return (int64_t)(-log1p(-part) * (double)mean);
}
