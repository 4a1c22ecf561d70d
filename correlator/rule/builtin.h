/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The names that every event has: of the line (host, program, message ...), of the sender
 * (peer) and of its place in the network (node, platform, site, role, and of a port its link).
 */
#ifndef RULE_BUILTIN_H
#define RULE_BUILTIN_H

#include "rule/view.h"

struct builtin {
	const char *name;
	enum value_type type;
	struct value (*get)(struct view *view);
	const struct label *labels;
	size_t label_count;
	const char *needs; /* a field that the event must have, or NULL */
};

/* NULL when there is none of that name. */
const struct builtin *builtin_find(struct slice name);
/* The name that is nearly what was written, or NULL. */
const char *builtin_near(const char *written);

#endif
