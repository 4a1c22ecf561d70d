/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * correlator.conf as typed settings, pushed into the parts at creation. Everything is reported
 * at once, with file and line, as far as libconfig allows (it stops at the first syntax error
 * of a file).
 */
#ifndef CONFIG_SETTINGS_H
#define CONFIG_SETTINGS_H

#include "config/sources.h"
#include "correlate/route.h"
#include "input/input.h"
#include "journal/journal.h"
#include "output/outbox.h"
#include "rule/ruleset.h"
#include "snmp/usm.h"

struct listener_settings {
	const struct input_type *type;
	const struct input_settings *settings;
	struct origin origin; /* where it is configured */
};

struct settings {
	struct arena *arena; /* owns everything below */
	const char *file;
	const char *state;
	struct string_list rules;              /* folders */
	const char *names;                     /* or NULL */
	struct string_list mibs;               /* folders that `names` is made from, or none */
	const char *platforms, *nodes, *links; /* inventory files, or NULL */
	const char *control;
	int64_t workers;
	int64_t history;                 /* how long incidents that are over are kept */
	struct journal_settings journal; /* folder: STATE/journal */
	const struct listener_settings *listeners;
	size_t listener_count;
	struct usm_settings snmp; /* users of SNMPv3 */
	const struct outbox_output *outputs;
	size_t output_count;
	struct routes routes;
	uint64_t fixed[7]; /* digests of settings_fixed */
};

/* The settings that a reload cannot change; ends with NULL. */
extern const char *const settings_fixed[];

/* NULL when anything was an error. */
struct settings *settings_load(const char *file, struct report *report);
/* The same from sources that may have a root. */
struct settings *settings_read(
	struct sources *sources, const char *file, struct report *report);
void settings_free(struct settings *settings);

#endif
