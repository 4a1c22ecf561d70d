/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/syslog_pairs.h"

#include <stdio.h>

#include "input/syslog_word.h"

enum { PAIRS_MAXIMUM = 40, NAME_MAXIMUM = 40, STAMP_MAXIMUM = 64 };

struct pair {
	struct slice name, value;
	struct slice behind; /* the value, unquoted, and all that follows it */
};

static bool is_name_byte(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9') || byte == '_' || byte == '-' || byte == '.';
}

static size_t name_length(struct slice text)
{
	size_t length = 0;

	while (length < text.length && length <= NAME_MAXIMUM &&
		is_name_byte(text.data[length]))
		length++;
	return length < text.length && text.data[length] == '=' ? length : 0;
}

/* The pair at the front of *rest, or of the next word that begins one. */
static bool cut_pair(struct slice *rest, struct pair *pair)
{
	size_t name, end;
	bool quoted;

	while ((name = name_length(*rest)) == 0) {
		end = 0;
		while (end < rest->length && rest->data[end] != ' ' && rest->data[end] != '\t')
			end++;
		if (end >= rest->length)
			return false;
		*rest = slice_from(*rest, end + 1);
	}
	pair->name = slice_part(*rest, 0, name);
	*rest = slice_from(*rest, name + 1);
	quoted = slice_starts_with(*rest, "\"");
	*rest = slice_from(*rest, quoted);
	pair->behind = *rest;
	end = 0;
	while (end < rest->length &&
		(quoted ? rest->data[end] != '"'
			: rest->data[end] != ' ' && rest->data[end] != '\t' &&
					rest->data[end] != ','))
		end++;
	pair->value = slice_part(*rest, 0, end);
	if (quoted)
		pair->behind = pair->value;
	*rest = slice_from(*rest, end + 1);
	return true;
}

static bool is_one_of(struct slice name, const char *const names[])
{
	for (; *names; names++)
		if (slice_equals_caseless(name, *names))
			return true;
	return false;
}

/* "date=2019-05-13 time=11:45:03", in one. */
static bool join_stamp(struct slice date, struct slice time, int64_t now,
	const struct syslog_profile *profile, struct syslog_stamp *stamp)
{
	char both[STAMP_MAXIMUM];
	struct slice rest;
	int length = snprintf(both, sizeof(both), "%.*s %.*s",
		SLICE_PRINT(slice_part(date, 0, 31)), SLICE_PRINT(slice_part(time, 0, 31)));

	rest = slice_make(both, (size_t)length);
	return syslog_stamp_cut(&rest, now, profile, stamp);
}

static void take(const struct pair *pair, int64_t now, const struct syslog_profile *profile,
	struct slice *date, struct syslog_pairs *pairs)
{
	static const char *const hosts[] = {
		"devname", "device_name", "fw", "dvchost", "hostname", "dvc", NULL};
	static const char *const times[] = {"rt", "time", "devTime", "timestamp", NULL};
	struct slice behind = pair->behind;

	if (pairs->host.length == 0 && is_one_of(pair->name, hosts))
		pairs->host = pair->value;
	if (slice_equals_caseless(pair->name, "date"))
		*date = pair->value;
	if (pairs->stamp.usable || !is_one_of(pair->name, times))
		return;
	if (!(date->length > 0 && join_stamp(*date, pair->value, now, profile, &pairs->stamp)))
		syslog_stamp_cut(&behind, now, profile, &pairs->stamp);
}

/* Where pairs begin; false when the text is none of them. */
static bool find_start(struct slice *text)
{
	size_t bars = slice_starts_with(*text, "CEF:") ? 7 : 5, bar = 0;

	if (name_length(*text) > 0)
		return true;
	if (!slice_starts_with(*text, "CEF:") && !slice_starts_with(*text, "LEEF:"))
		return false;
	for (size_t i = 0; i < bars; i++) {
		bar = slice_find(*text, bar, '|');
		if (bar == SIZE_MAX)
			return false;
		bar++;
	}
	*text = slice_from(*text, bar);
	return true;
}

bool syslog_pairs_read(struct slice text, int64_t now, const struct syslog_profile *profile,
	struct syslog_pairs *pairs)
{
	struct slice date = {0};
	struct pair pair;

	*pairs = (struct syslog_pairs){0};
	text = syslog_word_unblanked(text);
	if (!find_start(&text))
		return false;
	for (int i = 0; i < PAIRS_MAXIMUM && cut_pair(&text, &pair); i++)
		take(&pair, now, profile, &date, pairs);
	return true;
}
