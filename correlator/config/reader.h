/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Typed access to settings. Every function reports what is wrong at the setting's own line
 * and returns false (or NULL); a missing setting (NULL) is for the caller to judge.
 */
#ifndef CONFIG_READER_H
#define CONFIG_READER_H

#include "base/option.h"
#include "config/configfile.h"
#include "rule/definition.h"

struct reader {
	const struct configfile *file;
	struct arena *arena; /* where values go; not freed by the reader */
	struct report *report;
};

struct origin reader_origin(const struct reader *reader, const config_setting_t *setting);
/* The setting's name; of an entry of a list, the list's name. */
const char *reader_name(const config_setting_t *setting);
/* What is there, for sentences: "a number", "a list ( )". */
const char *reader_kind(const config_setting_t *setting);

/* A member of a group, or NULL. */
const config_setting_t *reader_member(const config_setting_t *group, const char *name);
/* Entries of a list, an array or a group. */
size_t reader_length(const config_setting_t *setting);
const config_setting_t *reader_entry(const config_setting_t *setting, size_t index);

bool reader_is_group(const struct reader *reader, const config_setting_t *setting);
/* A list ( ) or an array [ ]. */
bool reader_is_list(const struct reader *reader, const config_setting_t *setting);

/* Copies into the arena. */
const char *reader_string(const struct reader *reader, const config_setting_t *setting);
bool reader_boolean(const struct reader *reader, const config_setting_t *setting, bool *value);
bool reader_integer(
	const struct reader *reader, const config_setting_t *setting, int64_t *value);
bool reader_duration(
	const struct reader *reader, const config_setting_t *setting, int64_t *value);
bool reader_size(const struct reader *reader, const config_setting_t *setting, int64_t *value);
/* A string alone, or a list or an array of strings. */
bool reader_strings(const struct reader *reader, const config_setting_t *setting,
	struct string_list *value);
bool reader_prefixes(const struct reader *reader, const config_setting_t *setting,
	struct prefix_list *value);
/* Any scalar, or several, as texts: what the rule language takes as strings and numbers. */
bool reader_texts(
	const struct reader *reader, const config_setting_t *setting, struct setting *value);
/* The members of a group, each as texts. */
bool reader_settings(const struct reader *reader, const config_setting_t *group,
	struct settings_list *value);

#endif
