/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The rows that conditions.c lists.
 */
#ifndef RULE_CONDITIONS_H
#define RULE_CONDITIONS_H

#include "rule/condition.h"

extern const struct condition_type condition_trap;
extern const struct condition_type condition_facility;
extern const struct condition_type condition_severity;
extern const struct condition_type condition_tag;
extern const struct condition_type condition_program;
extern const struct condition_type condition_host;
extern const struct condition_type condition_msgid;
extern const struct condition_type condition_sd;
extern const struct condition_type condition_message;
extern const struct condition_type condition_self;
extern const struct condition_type condition_where;

#endif
