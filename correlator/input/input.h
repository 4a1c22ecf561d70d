/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * An input type: one file that ends in a const struct input_type, and one line in inputs.c.
 * It lives in the io thread alone: no disk, no DNS, no SQL.
 */
#ifndef INPUT_INPUT_H
#define INPUT_INPUT_H

#include "base/error.h"
#include "base/loop.h"
#include "base/option.h"
#include "input/decoder.h"
#include "input/intake.h"

struct input; /* an open input; its struct is that of what carries it, such as datagrams.c */

/* What every listener has; each type's settings struct begins with it, and its option table
 * holds the rows of INPUT_OPTIONS(type). */
struct input_settings {
	const char *id;
	const char *type;
	uint16_t place; /* in the configuration, from 0 */
	const char *address; /* "::" takes IPv4 as well */
	int64_t port; /* 0: any free one */
	struct prefix_list allow; /* empty: everybody */
	struct prefix_list relays; /* whose word about the origin is taken */
	int64_t receive_buffer; /* bytes asked of the kernel */
	int64_t repeat_limit; /* exact repeats in a second beyond which they are shed; 0: never */
	const char *continues;    /* pattern of lines that go on with a message; NULL: none do */
	int64_t continues_within; /* such a line must come within that */
};

#define INPUT_OPTIONS(settings)                                                                \
	{.name = "allow", .type = OPTION_PREFIXES, .offset = offsetof(settings, common.allow), \
		.help = "senders that are accepted (default: all)"},                           \
	{.name = "relays", .type = OPTION_PREFIXES,                                            \
		.offset = offsetof(settings, common.relays),                                   \
		.help = "relays whose word about the origin is taken"},                        \
	{.name = "repeat_limit", .type = OPTION_INTEGER,                                       \
		.offset = offsetof(settings, common.repeat_limit), .value = "100",             \
		.minimum = 0, .maximum = 1000000,                                              \
		.help = "repeats of one message in a second beyond which they are only counted"}

/* Of those that listen at an address. */
#define INET_OPTIONS(settings)                                                                 \
	{.name = "address", .type = OPTION_STRING, .offset = offsetof(settings, common.address), \
		.value = "::", .help = "address to listen on"},                                \
	{.name = "port", .type = OPTION_INTEGER, .offset = offsetof(settings, common.port),    \
		.required = true, .minimum = 0, .maximum = 65535,                              \
		.help = "port; 0 takes any free one"}

/* Of those that take datagrams. */
#define DATAGRAM_OPTIONS(settings)                                                             \
	{.name = "receive_buffer", .type = OPTION_SIZE,                                        \
		.offset = offsetof(settings, common.receive_buffer), .value = "8 MiB",         \
		.minimum = 4096, .maximum = 1 << 30, .help = "socket buffer asked of the kernel"}

struct input_type {
	const char *name; /* "syslog-udp" */
	const char *help;
	const struct option *options; /* its struct begins with input_settings `common` */
	size_t settings_size;
	bool udp; /* it takes UDP datagrams to a port */
	const struct decoder *decoder; /* of messages */
	/* What is wrong with the settings, beyond what the options say; it opens nothing. False
	 * with a sentence. NULL: nothing can be. */
	bool (*check)(const struct input_settings *settings, struct error *error);
	/* Binds and begins to read. `settings` and `intake` must live as long as the input. */
	struct input *(*open)(const struct input_settings *settings, struct loop *loop,
		const struct intake *intake, struct error *error);
	void (*close)(struct input *input);
	const struct input_account *(*account)(const struct input *input);
	/* The port it is bound to. */
	uint16_t (*port)(const struct input *input);
	/* Stops or resumes reading (the rings behind are full, or have room again). */
	void (*pause)(struct input *input, bool pause);
	/* Of types with settings that a reload takes, such as certificates; NULL for others. load()
	 * reads these and their files in any thread, and keeps nothing else of `settings`; NULL
	 * with a sentence. renew() uses that for those who
	 * come, and lets go of what was before; unload() is for what was not used. */
	void *(*load)(const struct input_settings *settings, struct error *error);
	void (*renew)(struct input *input, void *loaded);
	void (*unload)(void *loaded);
	/* Days until our certificate runs out, negative when it has; NULL: there is none. */
	int (*days_left)(const struct input *input);
};

/* All of them, NULL at the end. */
extern const struct input_type *const inputs[];
const struct input_type *input_find(const char *name);

#endif
