/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The way from the nodes to us: noise joins, datagrams are late, overtaken, doubled, lost.
 */
#ifndef TESTS_GENERATOR_AIR_H
#define TESTS_GENERATOR_AIR_H

#include "generator/story.h"

/* Of a thousand, each. */
struct air_settings {
	int64_t noise; /* of all lines */
	int64_t lost;
	int64_t duplicates;
	int64_t reordered; /* late by up to some seconds */
};

/* A message on its way; `cue` or `noise` says what it is. */
struct message {
	int64_t sent, arrived; /* arrived: whole milliseconds; 0: lost */
	const struct cue *cue;
	const struct noise_model *noise;
	const struct node *node;
	uint32_t number; /* {n}, and chooses */
	bool copy;
};

/* Calls `deliver` for every message in the order of arrival, and for those that are lost when
 * they are. */
void air_carry(const struct story *story, const struct air_settings *settings, uint64_t seed,
	void (*deliver)(void *context, const struct message *message), void *context);

#endif
