/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * An input of syslog over connections. Their number is bounded, for all and for each sender; a
 * message that has begun must end in time; a connection that is silent between messages may be
 * so for ever. When descriptors run out, whoever comes is turned away at once, and those who
 * are there are served. While the intake has no room nothing is read, and TCP holds back the
 * senders.
 */
#ifndef INPUT_STREAM_H
#define INPUT_STREAM_H

#include "input/syslog_decoder.h"

/* The settings struct of each input that takes connections begins with it, and its option table
 * holds the rows STREAM_OPTIONS. */
struct stream_settings {
	struct syslog_settings syslog;
	int64_t connections, connections_of_one; /* at most */
	int64_t message_timeout;                 /* nanoseconds */
};

#define STREAM_OPTIONS                                                                         \
	{.name = "connections",                                                                \
		.type = OPTION_INTEGER,                                                        \
		.offset = offsetof(struct stream_settings, connections),                       \
		.value = "4096",                                                               \
		.minimum = 1,                                                                  \
		.maximum = 1000000,                                                            \
		.help = "at most so many"},                                                    \
		{.name = "connections_of_one",                                                 \
			.type = OPTION_INTEGER,                                                \
			.offset = offsetof(struct stream_settings, connections_of_one),        \
			.value = "64",                                                         \
			.minimum = 1,                                                          \
			.maximum = 1000000,                                                    \
			.help = "of one sender at most so many"},                              \
	{                                                                                      \
		.name = "message_timeout", .type = OPTION_DURATION,                            \
		.offset = offsetof(struct stream_settings, message_timeout), .value = "30s",   \
		.minimum = SECONDS, .maximum = 24 * HOURS,                                     \
		.help = "a message that has begun must end within that"                        \
	}

/* What an input type that takes connections puts into its table. */
struct input *stream_open(const struct input_settings *settings, struct loop *loop,
	const struct intake *intake, struct error *error);
void stream_close(struct input *input);
const struct input_account *stream_account(const struct input *input);
uint16_t stream_port(const struct input *input);
void stream_pause(struct input *input, bool pause);

#endif
