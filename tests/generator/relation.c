/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "generator/relation.h"

#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/xalloc.h"

static struct class_model *find(const struct relation_model *relation, const char *name)
{
	for (size_t i = 0; i < relation->count; i++)
		if (strcmp(relation->items[i].name, name) == 0)
			return &relation->items[i];
	return NULL;
}

const struct class_model *relation_class(
	const struct relation_model *relation, const char *name)
{
	return find(relation, name);
}

static void collect(struct relation_model *relation, const struct model *model)
{
	size_t most = model->symptom_count;

	relation->items = xcalloc(most, sizeof(struct class_model));
	for (size_t i = 0; i < most; i++)
		if (!find(relation, model->symptoms[i].class))
			relation->items[relation->count++] = (struct class_model){
				.name = model->symptoms[i].class,
				.scope = EXTENT_PLATFORM,
				.window = RULE_WINDOW,
				.explains = xcalloc(most, sizeof(bool)),
				.downstream = xcalloc(most, sizeof(bool)),
				.reaches = xcalloc(most, sizeof(bool)),
				.reaches_downstream = xcalloc(most, sizeof(bool)),
			};
}

/* The narrowest scope in which all that the fault shows lies. */
static enum extent scope_of(const struct fault_model *fault)
{
	enum extent scope = fault->extent;

	for (size_t i = 1; i < fault->show_count; i++) {
		if (fault->shows[i].where == WHERE_PLATFORM)
			scope = EXTENT_PLATFORM;
		if (fault->shows[i].where == WHERE_SITE)
			return EXTENT_SITE;
		if (fault->shows[i].where == WHERE_NEIGHBOURS && scope == EXTENT_LINK)
			scope = EXTENT_NODE;
	}
	return scope;
}

static void read_off(const struct relation_model *relation, const struct fault_model *fault)
{
	struct class_model *root = find(relation, fault->shows[0].symptom->class);
	enum extent scope = scope_of(fault);

	if (!root->is_root || scope > root->scope)
		root->scope = scope;
	root->is_root = true;
	for (size_t i = 0; i < fault->show_count; i++) {
		const struct show_model *show = &fault->shows[i];
		struct class_model *class = find(relation, show->symptom->class);
		int64_t late = show->delay.most + fault->shows[0].delay.most + MINUTES;

		if (late > root->window)
			root->window = late;
		if (class == root && show->where != WHERE_DEPENDENTS)
			continue;
		if (show->where == WHERE_DEPENDENTS)
			root->downstream[class - relation->items] = true;
		else
			root->explains[class - relation->items] = true;
	}
}

/* One more step from everything that is reached. True when that found something. */
static bool go_on(struct relation_model *relation, struct class_model *class)
{
	bool more = false;

	for (size_t i = 0; i < relation->count; i++) {
		bool here = class->reaches[i] || class == &relation->items[i];
		bool below = class->reaches_downstream[i];

		for (size_t k = 0; k < relation->count && (here || below); k++) {
			bool explains = relation->items[i].explains[k];
			bool downstream = relation->items[i].downstream[k];

			if (here && explains && !class->reaches[k])
				more = class->reaches[k] = true;
			if (((here && downstream) || (below && (explains || downstream))) &&
				!class->reaches_downstream[k])
				more = class->reaches_downstream[k] = true;
		}
	}
	return more;
}

static bool has_port(const struct symptom_model *symptom)
{
	for (size_t i = 0; i < symptom->key.count; i++)
		if (strcmp(symptom->key.items[i], "port") == 0)
			return true;
	return false;
}

/* A class that is never a root reaches no further than its alarms: one link, or one node. */
static void narrow(const struct relation_model *relation, const struct model *model)
{
	for (size_t i = 0; i < model->symptom_count; i++) {
		struct class_model *class = find(relation, model->symptoms[i].class);
		enum extent scope = has_port(&model->symptoms[i]) ? EXTENT_LINK : EXTENT_NODE;

		if (!class->is_root && (!class->is_narrow || scope == EXTENT_NODE))
			class->scope = scope;
		class->is_narrow = true;
	}
}

/* Where the first fault is written that begins with the class. */
static struct origin origin_of(const struct model *model, const char *class)
{
	for (size_t i = 0; i < model->fault_count; i++)
		if (strcmp(model->faults[i].shows[0].symptom->class, class) == 0)
			return model->faults[i].origin;
	return (struct origin){0};
}

struct relation_model *relation_model_make(const struct model *model, struct report *report)
{
	struct relation_model *relation = xcalloc(1, sizeof(*relation));

	collect(relation, model);
	for (size_t i = 0; i < model->fault_count; i++)
		read_off(relation, &model->faults[i]);
	narrow(relation, model);
	for (size_t i = 0; i < relation->count; i++) {
		while (go_on(relation, &relation->items[i]))
			;
		if (relation->items[i].reaches[i] || relation->items[i].reaches_downstream[i])
			report_error(report, origin_of(model, relation->items[i].name),
				"the class '%s' explains itself: its faults show what is a "
				"root "
				"that shows it",
				relation->items[i].name);
	}
	if (report->errors == 0)
		return relation;
	relation_model_free(relation);
	return NULL;
}

void relation_model_free(struct relation_model *relation)
{
	for (size_t i = 0; relation && i < relation->count; i++) {
		free(relation->items[i].explains);
		free(relation->items[i].downstream);
		free(relation->items[i].reaches);
		free(relation->items[i].reaches_downstream);
	}
	if (relation)
		free(relation->items);
	free(relation);
}

static bool has_node(const struct happening *happening, const struct node *node)
{
	for (size_t i = 0; i < happening->node_count; i++)
		if (happening->nodes[i] == node)
			return true;
	return false;
}

static bool has_site(const struct happening *happening, const char *site)
{
	for (size_t i = 0; i < happening->node_count; i++)
		if (site[0] && strcmp(happening->nodes[i]->site, site) == 0)
			return true;
	return false;
}

/* Whether b's root lies in one instance of that scope with a's. */
static bool in_one(enum extent scope, const struct happening *a, const struct happening *b)
{
	switch (scope) {
	case EXTENT_NODE:
		for (size_t i = 0; i < a->node_count; i++)
			if (has_node(b, a->nodes[i]))
				return true;
		return false;
	case EXTENT_SITE:
		return has_site(b, a->site);
	case EXTENT_LINK:
		return a->link && a->link == b->link;
	default:
		return a->instance == b->instance;
	}
}

/* Whether a causes b by the rules, or is taken for the same as b. */
static bool confused(const struct relation_model *relation, const struct happening *a,
	const struct happening *b)
{
	const struct class_model *of_a = find(relation, a->fault->shows[0].symptom->class);
	const struct class_model *of_b = find(relation, b->fault->shows[0].symptom->class);
	size_t place = (size_t)(of_b - relation->items);

	if (b->start < a->start - of_a->window)
		return false;
	if (of_a == of_b)
		return b->start <= a->silent + RULE_LINGER + RULE_REOPEN &&
		       in_one(of_a->scope, a, b);
	if (b->start > a->silent + of_a->window)
		return false;
	return (of_a->reaches[place] && in_one(of_a->scope, a, b)) ||
	       (of_a->reaches_downstream[place] && instance_depends(b->instance, a->instance));
}

void relation_mark_alike(const struct relation_model *relation, struct story *story)
{
	for (size_t i = 0; i < story->happening_count; i++)
		for (size_t k = 0; k < i; k++) {
			struct happening *a = &story->happenings[k], *b = &story->happenings[i];

			if (confused(relation, a, b) || confused(relation, b, a))
				a->alike = b->alike = true;
		}
}
