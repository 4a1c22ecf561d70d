/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The remote SNMP engines that are known, in the order in which they became so. Bounded: a
 * new one finds no place when the table is full, for what is forgotten could be sent again.
 */
#ifndef EVENT_SNMP_ENGINES_H
#define EVENT_SNMP_ENGINES_H

#include "base/codec.h"
#include "event/snmp_engine.h"

enum { SNMP_ENGINES_MAXIMUM = 10000 };

struct snmp_engines;

struct snmp_engines *snmp_engines_new(uint64_t seed);
void snmp_engines_free(struct snmp_engines *engines); /* NULL is none */
/* A message of that engine was taken. An earlier time than the one known changes nothing of
 * that. */
void snmp_engines_note(struct snmp_engines *engines, const struct snmp_engine *heard);
/* Known from now on, though nothing of it was taken yet. */
void snmp_engines_approve(
	struct snmp_engines *engines, const struct snmp_engine_id *id, int64_t now);
/* False when it is not known. */
bool snmp_engines_forget(struct snmp_engines *engines, const struct snmp_engine_id *id);
/* NULL when it is not known; else until the next call. */
const struct snmp_engine *snmp_engines_find(
	const struct snmp_engines *engines, const struct snmp_engine_id *id);
size_t snmp_engines_count(const struct snmp_engines *engines);
void snmp_engines_each(const struct snmp_engines *engines,
	void (*take)(void *context, const struct snmp_engine *engine), void *context);
void snmp_engines_codec(struct snmp_engines *engines, struct codec *codec);

#endif
