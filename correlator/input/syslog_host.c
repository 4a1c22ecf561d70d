/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/syslog_host.h"

#include "base/address.h"
#include "input/syslog_word.h"

/* "user.info", as some daemons write in plain text. */
static bool is_level(struct slice word)
{
	static const char *const facilities[] = {"kern", "user", "mail", "daemon", "auth",
		"syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp", "local0", "local1",
		"local2", "local3", "local4", "local5", "local6", "local7"};
	static const char *const severities[] = {"emerg", "alert", "crit", "err", "error",
		"warn", "warning", "notice", "info", "debug"};
	size_t dot = slice_find(slice_part(word, 0, 20), 0, '.');
	bool facility = false;

	for (size_t i = 0; dot != SIZE_MAX && i < sizeof(facilities) / sizeof(facilities[0]);
		i++)
		facility |= slice_equals(slice_part(word, 0, dot), facilities[i]);
	for (size_t i = 0; facility && i < sizeof(severities) / sizeof(severities[0]); i++)
		if (slice_equals(slice_from(word, dot + 1), severities[i]))
			return true;
	return false;
}

static void cut_level(struct slice *rest)
{
	struct slice word = syslog_word_first(*rest);

	if (is_level(word))
		*rest = syslog_word_unblanked(slice_from(*rest, word.length));
}

/* Bytes that no name of a host has, nor an address. */
static bool has_other_bytes(struct slice word)
{
	return slice_span_without(word, "\"#$%&'()*,;<=>?[\\]^`{|}") < word.length;
}

static bool is_address(struct slice word)
{
	struct address address;

	return address_parse(word, &address);
}

/* The word without a colon at its end, or none of it when it cannot be a host. */
static struct slice guess(struct slice word)
{
	struct slice bare = word;
	bool colon = word.length > 0 && word.data[word.length - 1] == ':';

	if (colon)
		bare = slice_part(word, 0, word.length - 1);
	if (has_other_bytes(word))
		return (struct slice){0};
	if (slice_find(word, 0, ':') == SIZE_MAX || is_address(word))
		return word;
	/* "192.0.2.1:" is a host, "su:" a program. */
	return colon && is_address(bare) ? bare : (struct slice){0};
}

static struct slice always(struct slice word)
{
	if (has_other_bytes(word))
		return (struct slice){0};
	if (word.length > 1 && word.data[word.length - 1] == ':' && !is_address(word))
		return slice_part(word, 0, word.length - 1);
	return word;
}

/* A relay may have put one there all the same: then a tag follows. */
static struct slice never(struct slice word, struct slice behind)
{
	struct slice host = guess(word);

	behind = syslog_word_unblanked(behind);
	if (slice_starts_with(behind, ": "))
		behind = slice_from(behind, 2);
	return slice_starts_with(behind, "%") ? host : (struct slice){0};
}

/* "[host:event.name:notice]:", of storage that writes all three in one; it stays with the text.
 */
static bool is_bracketed(struct slice word, struct slice *host)
{
	size_t first = slice_find(word, 1, ':'), second = slice_find(word, first + 1, ':');

	if (!slice_starts_with(word, "[") || first == SIZE_MAX || second == SIZE_MAX ||
		word.length < 3 || word.data[word.length - 2] != ']')
		return false;
	*host = slice_part(word, 1, first - 1);
	return host->length > 0 && !has_other_bytes(*host) && !syslog_word_is_number(*host);
}

void syslog_host_cut(struct slice *rest, enum host_place place, struct slice *host)
{
	struct slice word;

	cut_level(rest);
	if (syslog_word_is_repetition(*rest))
		return;
	word = syslog_word_first(*rest);
	if (is_bracketed(word, host))
		return;
	*host = place == HOST_GUESSED  ? guess(word)
		: place == HOST_ALWAYS ? always(word)
				       : never(word, slice_from(*rest, word.length));
	if (host->length == 0)
		return;
	*rest = slice_from(*rest, word.length + 1);
	cut_level(rest);
}

bool syslog_host_is_name(struct slice host)
{
	for (size_t i = 0; i < host.length; i++)
		if (host.data[i] && strchr("0123456789.-_:", host.data[i]))
			return !syslog_word_is_number(host);
	return false;
}
