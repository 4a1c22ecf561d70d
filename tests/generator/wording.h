/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The words of a message: what a node says, in its dialect.
 */
#ifndef TESTS_GENERATOR_WORDING_H
#define TESTS_GENERATOR_WORDING_H

#include "base/text.h"
#include "generator/network.h"

#define UNLISTED_TRAP "1.3.6.1.4.1.99998.0."

/* Who says what of what. */
struct saying {
	const struct node *node;
	const struct wording *wording;
	const struct symptom_model *symptom; /* whose choices count, or NULL */
	const struct link *link;             /* or NULL */
	uint32_t object;                     /* chooses among the choices */
	uint32_t number;                     /* {n} */
	int64_t time;                        /* of the node's clock */
	bool clears, unlisted;
};

/* Appends the text with every {name} replaced: node, site, platform, port, far, far_port, n,
 * and the symptom's choices. */
void wording_fill(struct text *out, const struct saying *saying, const char *pattern);
/* Appends the whole line, as the dialect of the node's platform has it. */
void wording_line(struct text *out, const struct saying *saying);
/* What names the message in a router dialect: "%LINK-3-UPDOWN", "%%01LINK/3/UPDOWN(l)". */
void wording_tag(struct text *out, const struct wording *wording, enum dialect dialect);
bool dialect_is_tagged(enum dialect dialect);

#endif
