/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What a run leaves: the datagrams as a capture (pcap) and as a journal, and what each of them
 * really was.
 */
#ifndef TESTS_GENERATOR_OUTPUT_H
#define TESTS_GENERATOR_OUTPUT_H

#include "generator/air.h"
#include "generator/relation.h"

struct output;

/* FOLDER/input.pcap, FOLDER/journal/, FOLDER/events.jsonl. NULL with a sentence. */
struct output *output_open(const char *folder, const struct story *story, struct error *error);
/* A message that has arrived, or was lost; `context` is the output. */
void output_message(void *context, const struct message *message);
/* False when anything could not be written. */
bool output_close(struct output *output, struct error *error);
/* Datagrams that arrived. */
uint64_t output_count(const struct output *output);

/* FOLDER/truth.json: the faults of the run. */
bool truth_write(const char *folder, const struct story *story, uint64_t seed,
	const struct air_settings *air, struct error *error);

/* Rules, inventory and configuration that an author would write who knows the model and not
 * the run: FOLDER/rules/model.rules, FOLDER/inventory/, FOLDER/correlator.conf. */
bool derive_write(const char *folder, const struct network *network,
	const struct relation_model *relation, struct error *error);
bool derive_rules(const char *folder, const struct model *model,
	const struct relation_model *relation, struct error *error);

#endif
