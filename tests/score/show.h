/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Scores as tables, as JSON and as a picture.
 */
#ifndef TESTS_SCORE_SHOW_H
#define TESTS_SCORE_SHOW_H

#include <stdio.h>

#include "score/measure.h"

/* The runs that have something in common. */
struct part {
	char kind[16], name[64]; /* all; model; lost and overlap, of a thousand */
	struct score score;
};

struct parts {
	struct part **items;
	size_t count, capacity;
};

void show_tables(const struct parts *parts, FILE *to);
void show_json(const struct parts *parts, FILE *to);
/* SVG; false with a sentence. */
bool show_picture(const struct parts *parts, const char *path, struct error *error);

#endif
