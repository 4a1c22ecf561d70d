/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What a raising event says of its alarm beside the key: text, and where they are not the same
 * for all, severity, class and probable cause.
 */
#ifndef RULE_RULESET_RAISE_H
#define RULE_RULESET_RAISE_H

#include "rule/ruleset_use.h"

/* Whether a setting is made of the event, not the same for all: "${...}" or table.column[key].
 */
bool ruleset_varies(const char *written);
/* Fills text, severity, class and cause of the use; reports what is wrong. `keyed`: its key was
 * resolved, else the default text would only fail again. */
void ruleset_raise_compile(const struct ruleset_uses *uses, struct alarm_use *use,
	const struct trigger_definition *trigger, const struct alarm_definition *definition,
	bool keyed);

#endif
