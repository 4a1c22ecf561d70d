/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The control socket from the asking side (doc/formats.md, 10): one line of JSON there, one
 * back.
 */
#ifndef TOOL_CLIENT_H
#define TOOL_CLIENT_H

#include "base/json.h"
#include "tool/command.h"
#include "tool/page.h"

struct client_words {
	const char *control; /* path of the socket; NULL: CORRELATOR_CONTROL, else the usual */
	int patience;        /* seconds to wait for an answer; 0: the usual */
	bool json;           /* print the answer as it is */
};

#define CLIENT_OPTIONS(settings, member)                                                       \
	{.name = "control",                                                                    \
		.type = OPTION_FILE,                                                           \
		.offset = offsetof(settings, member.control),                                  \
		.help = "control socket (default: $CORRELATOR_CONTROL, else the daemon's)"},   \
	{                                                                                      \
		.name = "json", .type = OPTION_BOOLEAN,                                        \
		.offset = offsetof(settings, member.json), .help = "print JSON as it came"     \
	}

/* Asks the daemon; takes the request over. The answer is a new reference in *answer when the
 * status is STATUS_FINE; otherwise a sentence was printed. */
enum status client_ask(const struct client_words *words, json_t *request, json_t **answer);
/* Prints the answer as it came, or as `view` puts it, and lets go of it. */
enum status client_show(const struct client_words *words, json_t *answer,
	void (*view)(const json_t *answer, struct page *page));

#endif
