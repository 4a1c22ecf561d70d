/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "config/snmp.h"

#include <string.h>

#include "base/text.h"
#include "config/fill.h"
#include "config/ids.h"

enum { USERS_MAXIMUM = 1000 };

/* As they are written. */
struct written_group {
	const char *enrol;
};

struct written_user {
	const char *name, *auth, *auth_file, *priv, *priv_file, *level;
	bool allow_weak;
};

static const struct option group_options[] = {
	{.name = "enrol",
		.type = OPTION_STRING,
		.offset = offsetof(struct written_group, enrol),
		.value = "automatic",
		.help = "an engine never heard of, whose messages a user has signed: "
			"\"automatic\" knows it from then on, \"approve\" waits for an "
			"operator"},
	{0},
};

static const char *const group_others[] = {"users", NULL};

static const struct option user_options[] = {
	{.name = "name",
		.type = OPTION_STRING,
		.offset = offsetof(struct written_user, name),
		.required = true,
		.help = "the user's name, 1 to 32 octets"},
	{.name = "auth",
		.type = OPTION_STRING,
		.offset = offsetof(struct written_user, auth),
		.help = "authentication protocol, such as \"SHA-256\""},
	{.name = "auth_file",
		.type = OPTION_FILE,
		.offset = offsetof(struct written_user, auth_file),
		.help = "file with its pass phrase, readable by its owner alone"},
	{.name = "priv",
		.type = OPTION_STRING,
		.offset = offsetof(struct written_user, priv),
		.help = "privacy protocol, such as \"AES\""},
	{.name = "priv_file",
		.type = OPTION_FILE,
		.offset = offsetof(struct written_user, priv_file),
		.help = "file with its pass phrase, readable by its owner alone"},
	{.name = "level",
		.type = OPTION_STRING,
		.offset = offsetof(struct written_user, level),
		.help = "less protected messages are refused (default: the most that the keys "
			"allow)"},
	{.name = "allow_weak",
		.type = OPTION_BOOLEAN,
		.offset = offsetof(struct written_user, allow_weak),
		.value = "false",
		.help = "MD5 and DES may be used"},
	{0},
};

/* A user while it is being read. */
struct reading {
	const struct reader *reader;
	const config_setting_t *group;
	const struct written_user *written;
};

static struct origin origin_of(const struct reading *reading, const char *name)
{
	const config_setting_t *member = reader_member(reading->group, name);
	return reader_origin(reading->reader, member ? member : reading->group);
}

static bool unknown_protocol(const struct reading *reading, const char *setting,
	const char *written, void (*names)(struct text *out))
{
	struct text known = {0};
	names(&known);
	report_error(reading->reader->report, origin_of(reading, setting),
		"unknown '%s' protocol '%s': the SNMP library here has %s", setting, written,
		text_get(&known));
	text_free(&known);
	return false;
}

/* A protocol and the file with its pass phrase belong together. */
static bool belong(const struct reading *reading, const char *setting, const char *protocol,
	const char *file)
{
	if (!protocol == !file)
		return true;
	return report_error(reading->reader->report,
		reader_origin(reading->reader, reading->group),
		protocol ? "user '%s' has '%s', but no '%s_file' with the pass phrase"
			 : "user '%s' lacks '%s', the protocol that '%s_file' belongs to",
		reading->written->name, setting, setting);
}

static bool is_allowed(
	const struct reading *reading, const char *setting, const struct usm_protocol *protocol)
{
	if (!protocol->weak || reading->written->allow_weak)
		return true;
	return report_error(reading->reader->report, origin_of(reading, setting),
		"%s protects nothing any more; where a network element has nothing better, "
		"say allow_weak = true",
		protocol->name);
}

static bool read_protocols(const struct reading *reading, struct usm_user_settings *user)
{
	const struct written_user *written = reading->written;
	user->auth = written->auth ? usm_auth_find(written->auth) : NULL;
	user->priv = written->priv ? usm_priv_find(written->priv) : NULL;
	user->auth_file = written->auth_file;
	user->priv_file = written->priv_file;
	if (written->auth && !user->auth)
		return unknown_protocol(reading, "auth", written->auth, usm_auth_names);
	if (written->priv && !user->priv)
		return unknown_protocol(reading, "priv", written->priv, usm_priv_names);
	if (user->priv && !user->auth)
		return report_error(reading->reader->report, origin_of(reading, "priv"),
			"user '%s' has 'priv', but no 'auth': SNMPv3 encrypts nothing that is "
			"not signed",
			user->name);
	return belong(reading, "auth", written->auth, written->auth_file) &&
	       belong(reading, "priv", written->priv, written->priv_file) &&
	       (!user->auth || is_allowed(reading, "auth", user->auth)) &&
	       (!user->priv || is_allowed(reading, "priv", user->priv));
}

static bool read_level(const struct reading *reading, struct usm_user_settings *user)
{
	const char *written = reading->written->level;
	const enum usm_level strongest = usm_level_most(user->auth, user->priv);
	struct report *report = reading->reader->report;
	user->level = strongest;
	if (!written)
		return true;
	if (!usm_level_parse(written, &user->level))
		return report_error(report, origin_of(reading, "level"),
			"unknown level '%s': there are noAuthNoPriv, authNoPriv, authPriv",
			written);
	if (user->level > strongest)
		return report_error(report, origin_of(reading, "level"),
			"user '%s' has no keys for %s: at most %s", user->name, written,
			usm_level_name(strongest));
	if (user->level < strongest)
		report_doubt(report, origin_of(reading, "level"),
			"messages of user '%s' are taken though they are protected less (%s) "
			"than his keys allow (%s): anybody can send those",
			user->name, usm_level_name(user->level), usm_level_name(strongest));
	return true;
}

static bool read_user(const struct reader *reader, const config_setting_t *group,
	struct ids *ids, struct usm_user_settings *user)
{
	const struct fill fill = {.options = user_options};
	struct written_user written = {0};
	const struct reading reading = {reader, group, &written};
	option_defaults(user_options, &written);
	if (!reader_is_group(reader, group) || !fill_group(reader, group, &fill, &written))
		return false;
	user->name = written.name;
	user->origin = origin_of(&reading, "name");
	if (strlen(user->name) > SNMP_USER_MAXIMUM)
		return report_error(reader->report, origin_of(&reading, "name"),
			"the name '%s' is longer than %d octets", user->name,
			SNMP_USER_MAXIMUM);
	return ids_claim(ids, user->name, origin_of(&reading, "name"), reader->report) &&
	       read_protocols(&reading, user) && read_level(&reading, user);
}

static bool read_users(const struct reader *reader, const config_setting_t *list,
	struct usm_settings *settings)
{
	if (!list)
		return true;
	if (!reader_is_list(reader, list))
		return false;
	size_t count = reader_length(list);
	if (count > USERS_MAXIMUM)
		return report_error(reader->report, reader_origin(reader, list),
			"there are %zu users: at most %d are possible", count, USERS_MAXIMUM);
	struct usm_user_settings *users = arena_calloc(reader->arena, count, sizeof(*users));
	struct ids ids = {.what = "user"};
	bool good = true;
	for (size_t i = 0; i < count; i++)
		good = read_user(reader, reader_entry(list, i), &ids, &users[i]) && good;
	settings->users = users;
	settings->user_count = count;
	ids_free(&ids);
	return good;
}

bool snmp_read(const struct reader *reader, const config_setting_t *group,
	struct usm_settings *settings)
{
	const struct fill fill = {.options = group_options, .others = group_others};
	struct written_group written = {0};
	option_defaults(group_options, &written);
	if (!group)
		return true;
	if (!reader_is_group(reader, group) || !fill_group(reader, group, &fill, &written))
		return false;
	settings->enrol =
		strcmp(written.enrol, "approve") == 0 ? ENROL_APPROVE : ENROL_AUTOMATIC;
	if (settings->enrol == ENROL_AUTOMATIC && strcmp(written.enrol, "automatic") != 0)
		return report_error(reader->report,
			reader_origin(reader, reader_member(group, "enrol")),
			"unknown 'enrol' '%s': there are automatic and approve", written.enrol);
	return read_users(reader, reader_member(group, "users"), settings);
}
