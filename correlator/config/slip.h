/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Explains a syntax error. libconfig says "syntax error" and a line; this reads the file
 * again, word by word, up to the first one that cannot stand where it stands, and says what
 * is probably missing.
 */
#ifndef CONFIG_SLIP_H
#define CONFIG_SLIP_H

#include "base/text.h"

/* The line of the slip and a sentence; false when the file looks right to us. */
bool slip_find(struct slice content, unsigned *line, struct text *sentence);

#endif
