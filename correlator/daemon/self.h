/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What goes wrong inside, on its way into the journal, where it is an event like any other
 * (event/self_event.h) and rules make alarms of it (rules/correlator/). Any thread says it; the
 * journal thread takes it. Of each kind there is at most one a minute: the newest, with the
 * number of those that it stands for.
 */
#ifndef DAEMON_SELF_H
#define DAEMON_SELF_H

#include "event/self_event.h"

struct self;

struct self *self_new(void);
void self_free(struct self *self);

/* Says that something is wrong (SELF_RAISED) or right again (SELF_CLEARED), in a sentence for
 * the operator: what, where, how much. Waits for nobody, keeps nothing, never fails; also logs
 * it. Rules find names in the sentence, so keep to the forms that rules/correlator/ shows. */
void self_say(struct self *self, enum self_kind kind, enum self_state state, const char *format,
	...) __attribute__((format(printf, 4, 5)));

/* Writes the next event that may be told at `now` (T) into `space` (EVENT_MAXIMUM bytes); its
 * size, or 0 when there is none. `last`: we stop, nothing may wait for its minute. */
size_t self_take(struct self *self, int64_t now, bool last, void *space);
/* Whether self_take() would give one. */
bool self_waiting(struct self *self, int64_t now, bool last);

#endif
