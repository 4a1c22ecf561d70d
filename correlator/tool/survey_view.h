/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A survey as people and programs read it.
 */
#ifndef TOOL_SURVEY_VIEW_H
#define TOOL_SURVEY_VIEW_H

#include "tool/page.h"
#include "tool/survey.h"

/* All of it as a new JSON object (doc/formats.md, 11). */
json_t *survey_json(const struct survey *survey);
/* A line for each damage, by record numbers and file; nothing when there is none. */
void survey_put_damage(const struct survey *survey, struct page *page);
/* "12 records in 2 segments, ...". */
void survey_put_sum(const struct survey *survey, struct page *page);

#endif
