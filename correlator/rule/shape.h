/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The shape of a message: its text with whatever differs from one to the next put aside, so
 * that messages of one kind have one shape. One pass, no patterns; the same bytes give the same
 * shape always.
 *
 *     Accepted password for bob from 10.0.0.1 port 40022 ssh2
 *     Accepted password for bob from <address> port <number> ssh<number>
 */
#ifndef RULE_SHAPE_H
#define RULE_SHAPE_H

#include "base/text.h"

enum { SHAPE_MAXIMUM = 256 }; /* bytes of a shape; the rest is left out */

/* Appends the shape; bytes that are no placeholder stay as they came. */
void shape_of(struct slice message, struct text *out);

/* Takes the next part off a shape: a placeholder, whose name is returned, or literal text, for
 * which NULL is returned. False at the end. */
bool shape_next(struct slice *rest, struct slice *literal, const char **placeholder);

#endif
