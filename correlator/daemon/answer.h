/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Answers from the store thread: from the database, and from what the engine last said.
 */
#ifndef DAEMON_ANSWER_H
#define DAEMON_ANSWER_H

#include "daemon/question.h"
#include "daemon/store_thread.h"

/* Fills question->answer; leaves it empty for an order that may be given. */
void answer_question(struct store_thread *thread, struct question *question);

#endif
