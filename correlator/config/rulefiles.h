/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Finds the rule files: everything called *.rules in some folders and those below.
 */
#ifndef CONFIG_RULEFILES_H
#define CONFIG_RULEFILES_H

#include "base/arena.h"
#include "base/error.h"
#include "base/option.h"
#include "config/sources.h"

/* Sorted by path, each once. A folder may also be a *.rules file itself. What cannot be read
 * is an error, folders without rules a doubt. The strings live in the arena. */
struct string_list rulefiles_find(struct arena *arena, const struct sources *sources,
	const struct string_list *folders, struct report *report);

#endif
