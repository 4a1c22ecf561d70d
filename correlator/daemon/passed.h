/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Deliveries that the outbox has and that are not settled yet. A database that is filled again
 * while we run offers them anew; they must not be given to the outbox twice.
 */
#ifndef DAEMON_PASSED_H
#define DAEMON_PASSED_H

#include "correlate/change.h"
#include "store/store.h"

struct passed;

struct passed *passed_new(void);
void passed_free(struct passed *passed);
/* Notes the delivery; false when it was noted before. */
bool passed_add(struct passed *passed, const struct delivery *delivery);
/* Forgets the deliveries that the list settles. */
void passed_settle(struct passed *passed, const struct change_list *changes);

#endif
