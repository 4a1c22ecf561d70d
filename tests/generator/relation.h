/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Which class of fault explains which, as an author would read it off the model: the class of a
 * fault's root explains the classes of its other symptoms, or has them downstream.
 */
#ifndef TESTS_GENERATOR_RELATION_H
#define TESTS_GENERATOR_RELATION_H

#include "generator/story.h"

/* What the rules say of each class; also when faults count as the same. */
#define RULE_LINGER (2 * MINUTES)
#define RULE_REOPEN (30 * MINUTES)
#define RULE_AGE    (12 * HOURS)  /* of what is not repeated; else three repetitions */
#define RULE_WINDOW (5 * MINUTES) /* at least */

struct class_model {
	const char *name;
	bool is_root, is_narrow;
	enum extent scope;
	int64_t window;
	bool *explains, *downstream; /* by place of the other class: as rules list them */
	bool *reaches, *reaches_downstream; /* over any number of steps */
};

struct relation_model {
	struct class_model *items;
	size_t count;
};

/* NULL after reporting that classes explain one another in a circle. The caller frees it. */
struct relation_model *relation_model_make(const struct model *model, struct report *report);
void relation_model_free(struct relation_model *relation);
const struct class_model *relation_class(
	const struct relation_model *relation, const char *name);

/* Marks the happenings that the relation cannot tell from one another. */
void relation_mark_alike(const struct relation_model *relation, struct story *story);

#endif
