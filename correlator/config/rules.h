/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Rule files to definitions (rule/definition.h): the form is checked here, the meaning by the
 * rule set. Everything is reported at its own line; what was read is added to the rule set
 * even where a part of it was wrong, so that other entries find its id.
 */
#ifndef CONFIG_RULES_H
#define CONFIG_RULES_H

#include "config/fill.h"
#include "rule/ruleset.h"

/* Reads the files and adds what is in them. */
void rules_read(struct ruleset *ruleset, struct sources *sources,
	const struct string_list *files, struct report *report);

/* The lists of one file; the reader's arena is the rule set's. */
void rules_events_read(
	const struct reader *reader, const config_setting_t *list, struct ruleset *ruleset);
void rules_alarms_read(
	const struct reader *reader, const config_setting_t *list, struct ruleset *ruleset);
void rules_faults_read(
	const struct reader *reader, const config_setting_t *list, struct ruleset *ruleset);
/* Their CSV files too. */
void rules_tables_read(
	const struct reader *reader, const config_setting_t *list, struct ruleset *ruleset);

#endif
