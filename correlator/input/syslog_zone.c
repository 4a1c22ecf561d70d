/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/syslog_zone.h"

#include "base/duration.h"

enum { NAME_LEAST = 2, NAME_MOST = 5 };

bool syslog_zone_at_end(struct slice rest)
{
	return rest.length == 0 || rest.data[0] == ' ' || rest.data[0] == ':';
}

static bool cut_byte(struct slice *rest, char byte)
{
	if (rest->length == 0 || rest->data[0] != byte)
		return false;
	*rest = slice_from(*rest, 1);
	return true;
}

static bool cut_pair(struct slice *rest, int64_t *number)
{
	if (rest->length < 2 || rest->data[0] < '0' || rest->data[0] > '9' ||
		rest->data[1] < '0' || rest->data[1] > '9')
		return false;
	*number = (rest->data[0] - '0') * 10 + (rest->data[1] - '0');
	*rest = slice_from(*rest, 2);
	return true;
}

/* "+02:00", "+0200", "+02", the first two maybe with a blank in front or a Z behind; anything
 * else that begins so is left alone. */
static bool cut_offset(struct slice *rest, struct moment *moment)
{
	struct slice at = *rest;
	int64_t hours, minutes = 0;
	bool apart = cut_byte(&at, ' '), west = cut_byte(&at, '-');

	if ((!west && !cut_byte(&at, '+')) || !cut_pair(&at, &hours))
		return false;
	if (apart || !syslog_zone_at_end(at) ||
		(at.length > 1 && at.data[0] == ':' && at.data[1] != ' ')) {
		cut_byte(&at, ':');
		if (!cut_pair(&at, &minutes))
			return false;
		cut_byte(&at, 'Z');
	}
	if (!syslog_zone_at_end(at) || hours > 23 || minutes > 59)
		return false;
	moment->offset = (hours * HOURS + minutes * MINUTES) * (west ? -1 : 1);
	moment->has_offset = true;
	*rest = at;
	return true;
}

/* "Z", or "UTC" or "GMT" with or without an offset from it. */
static bool cut_universal(struct slice *rest, struct moment *moment)
{
	struct slice at = *rest;

	if (!cut_byte(&at, 'Z')) {
		while (cut_byte(&at, ' '))
			;
		if (!slice_equals_caseless(slice_part(at, 0, 3), "UTC") &&
			!slice_equals_caseless(slice_part(at, 0, 3), "GMT"))
			return false;
		at = slice_from(at, 3);
	}
	if (at.length > 0 && at.data[0] != ' ' && cut_offset(&at, moment)) {
		*rest = at;
		return true;
	}
	if (!syslog_zone_at_end(at))
		return false;
	moment->offset = 0;
	moment->has_offset = true;
	*rest = at;
	return true;
}

/* Names that nobody gives a host, but several zones have. */
static bool is_common(struct slice name)
{
	static const char *const names[] = {"ACDT", "ACST", "ADT", "AEDT", "AEST", "AKDT",
		"AKST", "AST", "AWST", "BRT", "BST", "CAT", "CDT", "CEST", "CET", "CST", "CT",
		"DST", "EAT", "EDT", "EEST", "EET", "EST", "ET", "HDT", "HKT", "HST", "IDT",
		"IST", "JST", "KST", "MDT", "MEST", "MET", "MSK", "MST", "MT", "NST", "NZDT",
		"NZST", "PDT", "PKT", "PST", "PT", "SAST", "SGT", "WAT", "WEST", "WET", "WIB"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (slice_equals(name, names[i]))
			return true;
	return false;
}

static const struct zone_name *find_name(
	const struct syslog_profile *profile, struct slice name)
{
	for (size_t i = 0; i < profile->zone_name_count; i++)
		if (slice_equal(profile->zone_names[i].name, name))
			return &profile->zone_names[i];
	return NULL;
}

/* Whether what follows a word says that it was no host: a colon; or a year, or another word
 * that can be the host. */
static bool is_zone_before(struct slice rest)
{
	struct slice word;

	if (slice_starts_with(rest, ":") || slice_starts_with(rest, " : "))
		return true;
	word = slice_word(&rest);
	return word.length > 0 && slice_find(word, 0, ':') == SIZE_MAX &&
	       slice_find(word, 0, '[') == SIZE_MAX && word.data[0] != '%';
}

/* What the source calls its zone; or another name, which is passed over where it cannot be
 * anything else: a common one, or any in front of a vendor's tag. */
static bool cut_named(
	struct slice *rest, const struct syslog_profile *profile, struct moment *moment)
{
	struct slice at = *rest, name, behind;
	const struct zone_name *known;
	size_t length = 0;

	if (!cut_byte(&at, ' '))
		return false;
	while (length < at.length && length <= NAME_MOST && at.data[length] >= 'A' &&
		at.data[length] <= 'Z')
		length++;
	name = slice_part(at, 0, length);
	behind = slice_from(at, length);
	if (length < NAME_LEAST || length > NAME_MOST || !syslog_zone_at_end(behind))
		return false;
	known = find_name(profile, name);
	if (known)
		moment->zone = known->zone;
	if (known || (is_common(name) && is_zone_before(behind)) ||
		slice_starts_with(behind, ": %") || slice_starts_with(behind, " : %"))
		*rest = behind;
	return known != NULL;
}

bool syslog_zone_cut(
	struct slice *rest, const struct syslog_profile *profile, struct moment *moment)
{
	return cut_offset(rest, moment) || cut_universal(rest, moment) ||
	       cut_named(rest, profile, moment);
}
