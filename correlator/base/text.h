/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A buffer that grows: text or bytes under construction. Zero-initialise it to begin
 * (struct text t = {0}), text_free() it at the end; text_reset() keeps the memory.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdarg.h>

#include "base/slice.h"

struct text {
	char *data; /* always NUL-terminated once anything was appended */
	size_t length;
	size_t capacity;
};

void text_append(struct text *text, struct slice bytes);
void text_string(struct text *text, const char *string);
void text_byte(struct text *text, char byte);
void text_printf(struct text *text, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void text_vprintf(struct text *text, const char *format, va_list arguments)
	__attribute__((format(printf, 2, 0)));

/* Appends bytes from outside as clean UTF-8: invalid sequences become U+FFFD, control
 * characters (C0, DEL, C1), line separators and bidirectional marks and overrides become a
 * visible \xNN or \u{NNNN}. A backslash stays as it is, so cleaning twice changes nothing.
 * Safe for terminals and logs; markup and quotes are the business of who writes them. */
void text_clean(struct text *text, struct slice bytes);

/* The content; valid until the next call that appends. */
struct slice text_slice(const struct text *text);
/* The content as a string ("" when empty); the same lifetime. */
const char *text_get(const struct text *text);
void text_reset(struct text *text);
void text_free(struct text *text);

#endif
