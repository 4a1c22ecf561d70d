/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A slice is a pointer and a length: some bytes that somebody else owns. Everything that
 * comes from outside is handled as slices, since it may hold NULs and ends where its length
 * says. A slice is passed by value; it lives as long as the bytes it points to.
 */
#ifndef BASE_SLICE_H
#define BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct slice {
	const char *data; /* not NUL-terminated; NULL only where length is 0 */
	size_t length;
};

/* printf("%.*s", SLICE_PRINT(s)) */
#define SLICE_PRINT(s) (int)(s).length, (s).data ? (s).data : ""

/* What is a few instructions is here: the compiler then knows the length of a literal, and
 * parsers, which do little else, are twice as fast. */

static inline struct slice slice_make(const void *data, size_t length)
{
	return (struct slice){.data = data, .length = length};
}

/* The bytes of a NUL-terminated string, or an empty slice for NULL. */
static inline struct slice slice_of(const char *string)
{
	return slice_make(string, string ? strlen(string) : 0);
}

/* At most `length` bytes from `start`. */
static inline struct slice slice_part(struct slice a, size_t start, size_t length)
{
	if (start >= a.length)
		return (struct slice){0};
	if (length > a.length - start)
		length = a.length - start;
	return slice_make(a.data + start, length);
}

/* What remains from byte `start`; empty when start is beyond the end. */
static inline struct slice slice_from(struct slice a, size_t start)
{
	return slice_part(a, start, a.length);
}

static inline bool slice_equal(struct slice a, struct slice b)
{
	if (a.length != b.length)
		return false;
	return a.length == 0 || memcmp(a.data, b.data, a.length) == 0;
}

static inline bool slice_equals(struct slice a, const char *string)
{
	return slice_equal(a, slice_of(string));
}

static inline bool slice_starts_with(struct slice a, const char *prefix)
{
	return slice_equals(slice_part(a, 0, strlen(prefix)), prefix);
}

/* Offset of the first `byte` at or after `start`, or SIZE_MAX. */
static inline size_t slice_find(struct slice a, size_t start, char byte)
{
	if (start >= a.length)
		return SIZE_MAX;

	const char *found = memchr(a.data + start, byte, a.length - start);

	return found ? (size_t)(found - a.data) : SIZE_MAX;
}

/* Like strcasecmp() == 0, ASCII only. */
bool slice_equals_caseless(struct slice a, const char *string);
/* Byte order, shorter first; <0, 0, >0. */
int slice_compare(struct slice a, struct slice b);
/* Without blanks (space, tab, CR, LF) at both ends. */
struct slice slice_trim(struct slice a);

/* How many bytes there are before the first that is one of `bytes`. */
size_t slice_span_without(struct slice a, const char *bytes);
/* Offset of the first occurrence of `what`, or SIZE_MAX; an empty `what` is at 0. */
size_t slice_find_slice(struct slice a, struct slice what);

/* Cuts the first word off *rest, with the blanks before it and the one behind it, and returns
 * it; empty at the end. */
struct slice slice_word(struct slice *rest);
/* Cuts the first line off *rest, without its LF or CRLF; false at the end of input. */
bool slice_line(struct slice *rest, struct slice *line);

/* A copy as a string, xmalloc'ed; bytes after an embedded NUL are there but unseen. */
char *slice_string(struct slice a);

/* The whole slice as a decimal integer, with sign; false if it is none or does not fit. */
bool slice_to_integer(struct slice a, int64_t *value);
/* The whole slice as DIGITS.DIGITS, with sign; false if it is none, or has more than 18 digits.
 */
bool slice_to_decimal(struct slice a, double *value);

#endif
