/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/syslog_front.h"

#include <string.h>

#include "input/syslog_tag.h"
#include "input/syslog_word.h"

enum { WORDS_MAXIMUM = 6, CARD_MAXIMUM = 32 };

/* Length of "RP/0/RSP0/CPU0:"; 0 when it is none. */
static size_t card_length(struct slice text)
{
	size_t length = 0, slashes = 0;

	while (length < text.length && length < CARD_MAXIMUM &&
		((text.data[length] >= 'A' && text.data[length] <= 'Z') ||
			(text.data[length] >= '0' && text.data[length] <= '9') ||
			text.data[length] == '/'))
		slashes += text.data[length++] == '/';
	if (slashes < 2 || text.data[0] < 'A' || length == text.length ||
		text.data[length] != ':')
		return 0;
	return length + 1;
}

/* '*': the clock was never set; '.': it has lost its server; ':' stands for an empty number. */
static struct slice without_mark(struct slice text)
{
	return text.length > 0 && text.data[0] && strchr("*.:", text.data[0])
		       ? slice_from(text, 1)
		       : text;
}

static bool ends_here(struct slice at, struct slice *behind, int64_t now,
	const struct syslog_profile *profile, struct syslog_front *front)
{
	size_t card = card_length(at);
	struct syslog_tag tag;

	*behind = without_mark(slice_from(at, card));
	front->stamped = syslog_stamp_cut(behind, now, profile, &front->stamp);
	front->card = card > 0;
	if (front->stamped)
		return true;
	*behind = at;
	return front->words && syslog_tag_cut_marked(&at, &tag);
}

/* Whether a word may stand there, and what it says. */
static bool take_word(struct slice word, struct slice behind, struct slice *host)
{
	bool colon = word.length > 0 && word.data[word.length - 1] == ':';

	if (syslog_word_is_number(word))
		return word.length > 0;
	if (colon)
		word = slice_part(word, 0, word.length - 1);
	else if (card_length(behind) == 0)
		return false;
	if (!syslog_word_is_number(word) && word.data[0] != '*')
		*host = word;
	return true;
}

bool syslog_front_cut(struct slice *rest, int64_t now, const struct syslog_profile *profile,
	struct syslog_front *front)
{
	struct slice at = *rest, behind, word;

	*front = (struct syslog_front){0};
	for (int words = 0; words <= WORDS_MAXIMUM && at.length > 0; words++) {
		if (ends_here(at, &behind, now, profile, front)) {
			*rest = behind;
			return true;
		}
		word = syslog_word_first(at);
		at = syslog_word_unblanked(slice_from(at, word.length));
		if (!take_word(word, at, &front->host))
			break;
		front->words = true;
	}
	*front = (struct syslog_front){0};
	return false;
}
