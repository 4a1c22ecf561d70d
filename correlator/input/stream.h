/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * An input of syslog over connections. Their number is bounded, for all and for each sender; a
 * message that has begun must end in time; a connection that is silent between messages may be
 * so for ever. Where descriptors run short, whoever comes is turned away at once, and those who
 * are there are served. While the intake has no room nothing is read, and TCP holds back the
 * senders.
 */
#ifndef INPUT_STREAM_H
#define INPUT_STREAM_H

#include "input/syslog_decoder.h"
#include "input/transport.h"

/* The settings struct of each input that takes connections begins with it, and its option table
 * holds the rows STREAM_OPTIONS. */
struct stream_settings {
	struct syslog_settings syslog;
	int64_t connections, connections_of_one; /* at most */
	int64_t message_timeout;                 /* nanoseconds */
	int64_t handshakes, handshake_timeout;   /* at most; nanoseconds */
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

/* Of those whose transport has a handshake. When too many are in progress the oldest gives way:
 * an honest one takes milliseconds, so that it hardly ever is the oldest. */
#define HANDSHAKE_OPTIONS                                                                      \
	{.name = "handshakes",                                                                 \
		.type = OPTION_INTEGER,                                                        \
		.offset = offsetof(struct stream_settings, handshakes),                        \
		.value = "256",                                                                \
		.minimum = 1,                                                                  \
		.maximum = 100000,                                                             \
		.help = "at most so many are in progress"},                                    \
	{                                                                                      \
		.name = "handshake_timeout", .type = OPTION_DURATION,                          \
		.offset = offsetof(struct stream_settings, handshake_timeout), .value = "10s", \
		.minimum = SECONDS, .maximum = 10 * MINUTES,                                   \
		.help = "a handshake must end within that"                                     \
	}

/* What an input type that takes connections puts into its table; open, with how they are read.
 * `context` is for each transport's begin() and must live as long as the input. */
struct input *stream_open(const struct input_settings *settings,
	const struct transport_type *transport, void *context, struct loop *loop,
	const struct intake *intake, struct error *error);
/* New connections get another context from here on. Answers the one before, which must live on
 * as far as its transports need it. */
void *stream_renew(struct input *input, void *context);
/* The one that new connections get. */
void *stream_context(const struct input *input);
void stream_close(struct input *input);
const struct input_account *stream_account(const struct input *input);
uint16_t stream_port(const struct input *input);
void stream_pause(struct input *input, bool pause);

#endif
