/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The identity of an alarm: the rule's id and the values of its key, each with its length in
 * front, so that no value from outside can look like two. Equal keys, equal alarm.
 */
#ifndef CORRELATE_KEY_H
#define CORRELATE_KEY_H

#include "rule/view.h"

enum { KEY_PART_MAXIMUM = 1024 }; /* bytes of one value that count */

/* Begins a key of that kind and id ("vm.app"). */
void key_begin(struct text *out, struct slice id);
void key_part(struct text *out, struct slice value);
/* The key of the alarm that this use of an event means; false when a part is missing, which
 * means no alarm at all. `count` names of use->key. */
bool key_build(const struct alarm_use *use, size_t count, const struct values *values,
	struct text *out);
/* The n-th part (0: the first value behind the id); empty when there is none. */
struct slice key_get(struct slice key, size_t n);
/* The values joined by blanks, for people. */
void key_print(struct slice key, struct text *out);

#endif
