/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What we were doing when we died, in the file STATE/restart: the number of the record that is
 * being replayed is noted before each, in mapped memory, which outlives the process and costs
 * nothing. A record at which two starts died is skipped from then on, in every replay: better
 * one record less than no correlator.
 */
#ifndef DAEMON_RESTART_H
#define DAEMON_RESTART_H

#include <stdbool.h>
#include <stdint.h>

struct restart;

/* Opens or makes the file. NULL after a warning when that is not possible: nothing is noted
 * then, which all functions bear. `epoch` is the journal's first: what is
 * skipped stays so after a restore. */
struct restart *restart_open(const char *folder, const char *epoch);
void restart_close(struct restart *restart);
/* The record that is skipped since this start, as it killed two before; 0: none. */
uint64_t restart_culprit(const struct restart *restart);
bool restart_skips(const struct restart *restart, uint64_t number);
/* This record is next. */
void restart_note(struct restart *restart, uint64_t number);
/* We have lived through it. */
void restart_over(struct restart *restart);

#endif
