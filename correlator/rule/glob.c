/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/glob.h"

bool glob_is(struct slice text)
{
	return slice_find(text, 0, '*') != SIZE_MAX || slice_find(text, 0, '?') != SIZE_MAX;
}

static char small_letter(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte + ('a' - 'A')) : byte;
}

static bool same_byte(char a, char b, bool caseless)
{
	return a == b || (caseless && small_letter(a) == small_letter(b));
}

/* After a mismatch only the last star is tried again, one byte further on: an earlier star
 * can have nothing to gain. */
bool glob_matches(struct slice glob, struct slice text, bool caseless)
{
	size_t g = 0, t = 0, star = SIZE_MAX, resume = 0;

	while (t < text.length) {
		if (g < glob.length && glob.data[g] == '*') {
			star = g++;
			resume = t;
		} else if (g < glob.length &&
			   (glob.data[g] == '?' ||
				   same_byte(glob.data[g], text.data[t], caseless))) {
			g++;
			t++;
		} else if (star != SIZE_MAX) {
			g = star + 1;
			t = ++resume;
		} else {
			return false;
		}
	}
	while (g < glob.length && glob.data[g] == '*')
		g++;
	return g == glob.length;
}
