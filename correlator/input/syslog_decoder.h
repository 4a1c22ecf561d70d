/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Syslog messages, by whatever way they come.
 */
#ifndef INPUT_SYSLOG_DECODER_H
#define INPUT_SYSLOG_DECODER_H

#include "base/duration.h"
#include "input/assembly.h"
#include "input/input.h"

/* What may be said of the lines of a listener, and of some of its sources. */
struct syslog_manner {
	const char *dialect, *zone, *charset; /* NULL, of a source: as the listener's */
	struct pair_list zones;               /* empty, of a source: the same */
};

/* One entry of `sources`. */
struct syslog_source {
	struct prefix_list from;
	struct syslog_manner manner;
};

/* The settings struct of each input of syslog begins with it, and its option table holds the
 * rows SYSLOG_OPTIONS. */
struct syslog_settings {
	struct input_settings common;
	struct syslog_manner manner;
	struct group_list sources; /* of struct syslog_source; the first that fits counts */
};

/* clang-format off: a table */
#define SYSLOG_MANNER_OPTIONS(settings)                                                        \
	{.name = "dialect", .type = OPTION_STRING,                                             \
		.offset = offsetof(settings, manner.dialect), .check = syslog_check_dialect,   \
		.help = "how lines are written, as \"cisco-ios\" (default: \"auto\", by each)"}, \
	{.name = "zone", .type = OPTION_STRING,                                                \
		.offset = offsetof(settings, manner.zone), .check = syslog_check_zone,         \
		.help = "zone of stamps that name none, as \"+02:00\" or \"Europe/Paris\" "    \
			"(default: \"Z\")"},                                                   \
	{.name = "zones", .type = OPTION_PAIRS,                                                \
		.offset = offsetof(settings, manner.zones), .check = syslog_check_zone,        \
		.help = "what names of zones in stamps mean, as { CST = \"-06:00\"; }"},       \
	{.name = "charset", .type = OPTION_STRING,                                             \
		.offset = offsetof(settings, manner.charset), .check = syslog_check_charset,   \
		.help = "of text that is not UTF-8, as \"windows-1252\" (default: \"latin1\")"}

#define SYSLOG_OPTIONS                                                                         \
	{.name = "continues", .type = OPTION_STRING,                                           \
		.offset = offsetof(struct syslog_settings, common.continues),                  \
		.check = assembly_check,                                                       \
		.help = "pattern of lines that belong to the message before"},                 \
	{.name = "continues_within", .type = OPTION_DURATION,                                  \
		.offset = offsetof(struct syslog_settings, common.continues_within),           \
		.value = "1s", .minimum = 10 * MILLISECONDS, .maximum = MINUTES,               \
		.help = "how long a message waits for such a line"},                           \
	SYSLOG_MANNER_OPTIONS(struct syslog_settings),                                         \
	{.name = "sources", .type = OPTION_GROUPS,                                             \
		.offset = offsetof(struct syslog_settings, sources), .maximum = 1000,          \
		.rows = syslog_source_options, .rows_size = sizeof(struct syslog_source),      \
		.help = "senders that write otherwise: ( { from = [ \"10.1.0.0/16\" ]; "       \
			"dialect = \"junos\"; } ); the first that fits counts"}
/* clang-format on */

extern const struct option syslog_source_options[];
bool syslog_check_dialect(const char *name, struct error *error);
bool syslog_check_zone(const char *name, struct error *error);
bool syslog_check_charset(const char *name, struct error *error);

extern const struct decoder syslog_decoder;
struct syslog_profile;
/* What is known of lines whose sender nobody knows. `state` is one of that decoder. */
const struct syslog_profile *syslog_decoder_profile(const void *state);

#endif
