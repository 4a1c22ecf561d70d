/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * An output type: one file that ends in a const struct output_type, and one line in outputs.c.
 * It lives in the outbox thread. It knows how to make one attempt; queueing, order, retries
 * and outcomes are the outbox's.
 */
#ifndef OUTPUT_OUTPUT_H
#define OUTPUT_OUTPUT_H

#include <curl/curl.h>

#include "base/error.h"
#include "base/option.h"
#include "store/store.h"

enum result_kind {
	RESULT_DELIVERED,
	RESULT_REFUSED, /* the receiver will never take it */
	RESULT_RETRY,   /* nobody knows, or later */
};

struct result {
	enum result_kind kind;
	char remote[128];    /* what the receiver calls it, or "" */
	char detail[256];    /* one line for people: "HTTP 503" */
	int64_t retry_after; /* RESULT_RETRY: the receiver's wish, nanoseconds; 0: none */
};

/* Each type's settings struct begins with this. */
struct output_settings {
	const char *id;
	const char *type;
	int64_t retry_first; /* nanoseconds; doubles up to retry_most, with jitter */
	int64_t retry_most;
};

#define OUTPUT_OPTIONS(settings)                                                               \
	{.name = "retry_first",                                                                \
		.type = OPTION_DURATION,                                                       \
		.offset = offsetof(settings, common.retry_first),                              \
		.value = "1s",                                                                 \
		.minimum = 1000000,                                                            \
		.maximum = 86400000000000,                                                     \
		.help = "pause before the second attempt"},                                    \
	{                                                                                      \
		.name = "retry_most", .type = OPTION_DURATION,                                 \
		.offset = offsetof(settings, common.retry_most), .value = "5m",                \
		.minimum = 1000000, .maximum = 86400000000000,                                 \
		.help = "longest pause between attempts"                                       \
	}

struct output; /* each type has its own struct */

struct output_type {
	const char *name; /* "webhook" */
	const char *help;
	const struct option *options;
	size_t settings_size;
	struct output *(*open)(const struct output_settings *settings, struct error *error);
	void (*close)(struct output *output);
	/* An output over HTTP prepares a transfer and judges it when it is over. */
	CURL *(*prepare)(struct output *output, const struct delivery *delivery);
	void (*judge)(
		struct output *output, CURL *transfer, CURLcode code, struct result *result);
	/* Any other output makes the attempt at once. One of the two is NULL. */
	void (*attempt)(
		struct output *output, const struct delivery *delivery, struct result *result);
};

extern const struct output_type *const outputs[];
const struct output_type *output_find(const char *name);

#endif
