/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `need = { count = 3; within = "60s"; }`: what it takes to raise an alarm.
 */
#ifndef RULE_RULESET_NEED_H
#define RULE_RULESET_NEED_H

#include "rule/ruleset.h"

/* False after reporting. */
bool ruleset_need_parse(
	const struct alarm_definition *definition, struct need *need, struct report *report);

#endif
