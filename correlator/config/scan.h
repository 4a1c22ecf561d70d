/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What libconfig changes without a word: an integer that does not fit becomes another one,
 * and escapes such as \b turn into control bytes (in some of its versions), where the author
 * meant the \b of a pattern. Both are reported here, with what to write.
 */
#ifndef CONFIG_SCAN_H
#define CONFIG_SCAN_H

#include "base/error.h"
#include "base/slice.h"

void scan_content(const char *path, struct slice content, struct report *report);

#endif
