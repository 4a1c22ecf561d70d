/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Text that is not UTF-8 made so, by the character set that its sender uses.
 */
#ifndef INPUT_CHARSET_H
#define INPUT_CHARSET_H

#include "base/error.h"
#include "base/slice.h"

struct charset;

/* A name that iconv knows: "latin1", "windows-1252", "gbk". NULL with a sentence. */
struct charset *charset_open(const char *name, struct error *error);
/* NULL is none. */
void charset_close(struct charset *charset);

/* Whether the text is UTF-8 (RFC 3629). */
bool charset_is_utf8(struct slice text);
/* Writes as much of the text as `room` holds in whole characters, and returns how many bytes
 * that are; *taken is how many of the text. Bytes that are none in the set, and all of them for
 * NULL, are taken for Latin-1. */
size_t charset_convert(
	struct charset *charset, struct slice text, char *room, size_t capacity, size_t *taken);

#endif
