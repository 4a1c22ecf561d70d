/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Timers of the loop that run twenty times as fast, so that what the product does every second
 * takes no second to test. For one source of a program that is linked with $(FAST_TIMERS).
 */
#ifndef TESTS_UNIT_BASE_FAST_TIMERS_H
#define TESTS_UNIT_BASE_FAST_TIMERS_H

#include "base/loop.h"

enum { TIMES_AS_FAST = 20 };

/* The linker gives these names to what others call loop_every(), and to the real one. */
struct watch *__real_loop_every(
	struct loop *loop, int64_t period, watch_callback *call, void *context);
struct watch *__wrap_loop_every(
	struct loop *loop, int64_t period, watch_callback *call, void *context);

struct watch *__wrap_loop_every(
	struct loop *loop, int64_t period, watch_callback *call, void *context)
{
	return __real_loop_every(loop, period / TIMES_AS_FAST + 1, call, context);
}

#endif
