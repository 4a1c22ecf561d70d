/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The rules of a model: an event for each wording, an alarm for each symptom, a fault for each
 * class, with what its root explains.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/duration.h"
#include "base/file.h"
#include "base/text.h"
#include "generator/output.h"
#include "generator/relation.h"
#include "generator/wording.h"

#define HOLD_LEAST (15 * SECONDS)
#define HOLD_MOST  (60 * SECONDS)
#define NETWORK    (5 * SECONDS)

/* In a libconfig string a pattern's backslash is two. */
static void put_literal(struct text *out, struct slice text)
{
	for (size_t i = 0; i < text.length; i++) {
		char byte = text.data[i];

		if (byte == '"')
			text_string(out, "\\\"");
		else if (strchr("\\^$.[]|()?*+{}", byte))
			text_printf(out, byte == '\\' ? "\\\\\\%c" : "\\\\%c", byte);
		else
			text_byte(out, byte);
	}
}

static const struct choice_model *choice_of(
	const struct symptom_model *symptom, struct slice name)
{
	for (size_t i = 0; symptom && i < symptom->choice_count; i++)
		if (slice_equals(name, symptom->choices[i].name))
			return &symptom->choices[i];
	return NULL;
}

static bool is_key(const struct symptom_model *symptom, struct slice name)
{
	for (size_t i = 0; symptom && i < symptom->key.count; i++)
		if (slice_equals(name, symptom->key.items[i]))
			return !slice_equals(name, "node");
	return false;
}

static void put_hole(struct text *out, const struct symptom_model *symptom, struct slice name)
{
	const struct choice_model *choice = choice_of(symptom, name);

	if (slice_equals(name, "n")) {
		text_string(out, "\\\\d+");
		return;
	}
	if (is_key(symptom, name))
		text_printf(out, "(?<%.*s>", SLICE_PRINT(name));
	else
		text_string(out, "(?:");
	if (!choice)
		text_string(out, "\\\\S+");
	for (size_t i = 0; choice && i < choice->texts.count; i++) {
		text_string(out, i ? "|" : "");
		put_literal(out, slice_of(choice->texts.items[i]));
	}
	text_byte(out, ')');
}

static void put_pattern(
	struct text *out, const struct symptom_model *symptom, const char *template)
{
	struct slice rest = slice_of(template);

	while (rest.length) {
		size_t hole = slice_find(rest, 0, '{'), end;

		if (hole == SIZE_MAX || (end = slice_find(rest, hole, '}')) == SIZE_MAX) {
			put_literal(out, rest);
			return;
		}
		put_literal(out, slice_part(rest, 0, hole));
		put_hole(out, symptom, slice_part(rest, hole + 1, end - hole - 1));
		rest = slice_from(rest, end + 1);
	}
}

static void put_trap(struct text *out, const struct symptom_model *symptom,
	const struct wording *wording, bool clears)
{
	bool differs = false;

	text_printf(out, " trap = \"%s\";", clears ? wording->clear : wording->raise);
	for (size_t i = 0; i < wording->binding_count; i++) {
		const struct binding_model *binding = &wording->bindings[i];

		if (binding->text)
			continue;
		text_printf(out, "%s%s == %s%s%s", differs ? " and " : " where = \"",
			binding->oid, binding->type == 's' ? "'" : "",
			clears ? binding->clear : binding->raise,
			binding->type == 's' ? "'" : "");
		differs = true;
	}
	text_string(out, differs ? "\";" : "");
	text_string(out, " fields = {");
	for (size_t i = 0; i < wording->binding_count; i++) {
		const struct binding_model *binding = &wording->bindings[i];
		struct slice name = slice_of(binding->text);

		if (name.length < 3 || name.data[0] != '{' || name.data[name.length - 1] != '}')
			continue;
		name = slice_part(name, 1, name.length - 2);
		if (!is_key(symptom, name))
			continue;
		text_printf(out, " %.*s = \"${%s}\";", SLICE_PRINT(name), binding->oid);
	}
	text_string(out, " };");
}

struct events {
	struct text text;
	size_t count;
};

static bool speaks(const struct model *model, enum dialect dialect)
{
	for (size_t i = 0; i < model->platform_count; i++)
		if (model->platforms[i].dialect == dialect)
			return true;
	return false;
}

/* What stands for the program: in router dialects it is the tag. */
static void put_programs(
	struct text *out, const struct model *model, const struct wording *wording)
{
	text_printf(out, " program = [ \"%s\"", wording->program);
	for (enum dialect dialect = DIALECT_IOS; dialect <= DIALECT_VRP; dialect++) {
		if (!dialect_is_tagged(dialect) || !speaks(model, dialect))
			continue;
		text_string(out, ", \"");
		wording_tag(out, wording, dialect);
		text_byte(out, '"');
	}
	text_string(out, " ];");
}

/* An event of that wording: `what` is raise, clear or seen. */
static void put_event(struct events *events, const struct model *model, const char *id,
	const char *what, const struct symptom_model *symptom, const struct wording *wording,
	const struct service_model *shows)
{
	bool clears = strcmp(what, "clear") == 0;

	text_printf(
		&events->text, "%s  { id = \"%s.%s\";", events->count++ ? ",\n" : "", id, what);
	if (wording->is_trap) {
		put_trap(&events->text, symptom, wording, clears);
	} else {
		put_programs(&events->text, model, wording);
		text_string(&events->text, " message = \"");
		put_pattern(&events->text, symptom, clears ? wording->clear : wording->raise);
		text_string(&events->text, "\";");
	}
	if (shows)
		text_printf(&events->text, " shows = \"%s\";", shows->id);
	text_string(&events->text, " }");
}

/* Without news for so long it is over: three repetitions, where it is always repeated. */
static int64_t age_of(const struct model *model, const struct symptom_model *symptom)
{
	int64_t most = 0;

	for (size_t i = 0; i < model->fault_count; i++)
		for (size_t k = 0; k < model->faults[i].show_count; k++) {
			const struct show_model *show = &model->faults[i].shows[k];

			if (show->symptom != symptom)
				continue;
			if (show->repeat.most == 0)
				return RULE_AGE;
			most = show->repeat.most > most ? show->repeat.most : most;
		}
	return most ? 3 * most : RULE_AGE;
}

static void put_list(struct text *out, const char *name, const struct string_list *list)
{
	text_printf(out, " %s = [", name);
	for (size_t i = 0; i < list->count; i++)
		text_printf(out, "%s \"%s\"", i ? "," : "", list->items[i]);
	text_string(out, " ];");
}

static void put_alarm(struct text *out, struct events *events, const struct model *model,
	const struct symptom_model *symptom)
{
	const struct wording *wording = &symptom->wording;
	char span[DURATION_TEXT];

	put_event(events, model, symptom->id, "raise", symptom, wording, NULL);
	text_printf(out, "  { id = \"%s\"; raise = \"%s.raise\";", symptom->id, symptom->id);
	if (wording->clear) {
		put_event(events, model, symptom->id, "clear", symptom, wording, NULL);
		text_printf(out, " clear = \"%s.clear\";", symptom->id);
	}
	if (model->restart)
		text_string(
			out, " clear_all = \"restart.seen\"; clear_all_key = [ \"node\" ];");
	put_list(out, "key", &symptom->key);
	text_printf(out, "\n    class = \"%s\"; severity = \"%s\"; age = \"%s\";",
		symptom->class, symptom->severity,
		duration_print(age_of(model, symptom), span));
	if (symptom->affects.count)
		put_list(out, "affects", &symptom->affects);
	text_string(out, " }");
}

static void put_classes(
	struct text *out, const struct relation_model *relation, const bool *which)
{
	size_t count = 0;

	for (size_t i = 0; i < relation->count; i++)
		if (which[i])
			text_printf(
				out, "%s\"%s\"", count++ ? ", " : "", relation->items[i].name);
}

/* How long a cause may come behind what it causes. */
static int64_t hold_of(const struct model *model, const char *class)
{
	int64_t hold = HOLD_LEAST;

	for (size_t i = 0; i < model->fault_count; i++) {
		const struct fault_model *fault = &model->faults[i];

		for (size_t k = 1; k < fault->show_count; k++)
			if (strcmp(fault->shows[k].symptom->class, class) == 0 &&
				fault->shows[0].delay.most + NETWORK > hold)
				hold = fault->shows[0].delay.most + NETWORK;
	}
	return hold < HOLD_MOST ? hold : HOLD_MOST;
}

/* Whether no fault begins with it. */
static bool is_symptom(const struct model *model, const char *class)
{
	for (size_t i = 0; i < model->fault_count; i++)
		if (strcmp(model->faults[i].shows[0].symptom->class, class) == 0)
			return false;
	return true;
}

static void put_fault(struct text *out, const struct model *model,
	const struct relation_model *relation, const struct class_model *class)
{
	static const char *const scopes[] = {"node", "site", "platform", "link"};
	char hold[DURATION_TEXT], window[DURATION_TEXT], linger[DURATION_TEXT],
		reopen[DURATION_TEXT];

	text_printf(out, "  { class = \"%s\"; scope = \"%s\"; explains = (", class->name,
		scopes[class->scope]);
	put_classes(out, relation, class->explains);
	text_string(out, "); downstream = (");
	put_classes(out, relation, class->downstream);
	text_printf(out,
		");%s\n    window = \"%s\"; hold = \"%s\"; linger = \"%s\"; reopen = \"%s\"; }",
		is_symptom(model, class->name) ? " symptom = true;" : "",
		duration_print(class->window, window),
		duration_print(hold_of(model, class->name), hold),
		duration_print(RULE_LINGER, linger), duration_print(RULE_REOPEN, reopen));
}

static void put_signs(struct events *events, const struct model *model)
{
	char id[64];

	for (size_t i = 0; i < model->noise_count; i++) {
		const struct noise_model *noise = &model->noises[i];

		snprintf(id, sizeof(id), "sign-%zu", i + 1);
		if (noise->shows)
			put_event(
				events, model, id, "seen", NULL, &noise->wording, noise->shows);
	}
	if (model->restart)
		put_event(events, model, "restart", "seen", NULL, model->restart, NULL);
}

static void put_rules(
	struct text *out, const struct model *model, const struct relation_model *relation)
{
	struct events events = {0};
	struct text alarms = {0};

	for (size_t i = 0; i < model->symptom_count; i++) {
		put_alarm(&alarms, &events, model, &model->symptoms[i]);
		text_string(&alarms, i + 1 < model->symptom_count ? ",\n" : "\n");
	}
	put_signs(&events, model);
	text_printf(out,
		"# Made from the model \"%s\".\nevents = (\n%s\n);\nalarms = (\n%s);\n",
		model->name, text_get(&events.text), text_get(&alarms));
	text_string(out, "faults = (\n");
	for (size_t i = 0; i < relation->count; i++) {
		put_fault(out, model, relation, &relation->items[i]);
		text_string(out, i + 1 < relation->count ? ",\n" : "\n);\n");
	}
	text_free(&events.text);
	text_free(&alarms);
}

bool derive_rules(const char *folder, const struct model *model,
	const struct relation_model *relation, struct error *error)
{
	struct text rules = {0};
	char path[PATH_BYTES];
	bool done;

	snprintf(path, sizeof(path), "%s/rules", folder);
	mkdir(path, 0777);
	snprintf(path, sizeof(path), "%s/rules/model.rules", folder);
	put_rules(&rules, model, relation);
	done = file_replace(path, (struct slice[]){text_slice(&rules)}, 1, error);
	text_free(&rules);
	return done;
}
