/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Syslog messages, by whatever way they come.
 */
#ifndef INPUT_SYSLOG_DECODER_H
#define INPUT_SYSLOG_DECODER_H

#include "base/duration.h"
#include "input/input.h"

/* The settings struct of each input of syslog begins with it, and its option table holds the
 * rows SYSLOG_OPTIONS. */
struct syslog_settings {
	struct input_settings common;
	const char *zone;
};

#define SYSLOG_OPTIONS                                                                         \
	{.name = "continues",                                                                  \
		.type = OPTION_STRING,                                                         \
		.offset = offsetof(struct syslog_settings, common.continues),                  \
		.help = "pattern of lines that belong to the message before"},                 \
		{.name = "continues_within",                                                   \
			.type = OPTION_DURATION,                                               \
			.offset = offsetof(struct syslog_settings, common.continues_within),   \
			.value = "1s",                                                         \
			.minimum = 10 * MILLISECONDS,                                          \
			.maximum = MINUTES,                                                    \
			.help = "how long a message waits for such a line"},                   \
	{                                                                                      \
		.name = "zone", .type = OPTION_STRING,                                         \
		.offset = offsetof(struct syslog_settings, zone), .value = "Z",                \
		.help = "zone of stamps that name none, as \"+02:00\""                         \
	}

extern const struct decoder syslog_decoder;

/* For the tables of input types: the zone is one, and the pattern compiles. */
bool syslog_settings_check(const struct input_settings *settings, struct error *error);

#endif
