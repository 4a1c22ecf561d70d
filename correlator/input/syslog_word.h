/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Words of a syslog line: what stands between blanks.
 */
#ifndef INPUT_SYSLOG_WORD_H
#define INPUT_SYSLOG_WORD_H

#include "base/slice.h"

/* Without blanks at its front. */
static inline struct slice syslog_word_unblanked(struct slice text)
{
	size_t count = 0;

	while (count < text.length && text.data[count] == ' ')
		count++;
	return slice_from(text, count);
}

/* The bytes before the first blank. */
static inline struct slice syslog_word_first(struct slice text)
{
	size_t blank = slice_find(text, 0, ' ');

	return blank == SIZE_MAX ? text : slice_part(text, 0, blank);
}

/* Nothing but digits; nothing at all is none too many. */
static inline bool syslog_word_is_number(struct slice text)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.data[i] < '0' || text.data[i] > '9')
			return false;
	return true;
}

/* Some say so instead of the message: the first of these words is neither host nor program. */
static inline bool syslog_word_is_repetition(struct slice text)
{
	return slice_starts_with(text, "last message repeated ") ||
	       slice_starts_with(text, "message repeated ");
}

#endif
