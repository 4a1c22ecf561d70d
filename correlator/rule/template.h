/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Text with ${...} in it: each holds one operand of the expression language. "$$" is a "$".
 */
#ifndef RULE_TEMPLATE_H
#define RULE_TEMPLATE_H

#include "rule/value.h"

struct template;

/* Lives in the arena. NULL with a sentence. */
struct template *template_parse(struct arena *arena, struct slice text,
	const struct naming *naming, struct error *error);
/* The operand of a template that is `${operand}` and nothing else; NULL of others. */
const struct expression *template_operand(const struct template *template);
/* Appends the rendered text; a missing value leaves nothing. False if any was missing. */
bool template_render(
	const struct template *template, const struct values *values, struct text *out);

#endif
