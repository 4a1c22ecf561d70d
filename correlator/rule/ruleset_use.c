/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/ruleset_use.h"

#include <string.h>

#include "rule/builtin.h"
#include "rule/expression_node.h"
#include "rule/index.h"
#include "rule/ruleset_raise.h"
#include "rule/ruleset_parts.h"
#include "rule/view.h"

static const struct event_rule *find_event(const struct ruleset_uses *uses,
	const struct trigger_definition *trigger, const struct alarm_rule *alarm)
{
	const struct event_rule *event = ruleset_event(uses->ruleset, slice_of(trigger->event));

	if (!event)
		report_error(uses->report, trigger->origin,
			"alarm '%s' names event '%s', which does not exist%s", alarm->id,
			trigger->event, ruleset_near_event(uses->ruleset, trigger->event));
	return event;
}

/* A part of the key that is a cell of a table, or a number of an instance. */
static bool resolve_operand(const struct ruleset_uses *uses, const struct alarm_use *use,
	const char *written, const char *whose, struct name *out)
{
	const struct naming naming = view_naming(uses->ruleset, use->event);
	const struct expression *operand;
	struct error error;

	operand = expression_parse_operand(
		uses->ruleset->arena, slice_of(written), &naming, &error);
	if (!operand || operand->kind != EXPRESSION_NAME)
		return report_error(uses->report, use->origin, "the %s of alarm '%s': %s",
			whose, use->alarm->id,
			operand ? "a constant tells nothing apart" : error.text);
	*out = operand->name;
	return true;
}

static bool resolve_field(const struct ruleset_uses *uses, const struct alarm_use *use,
	const char *field, const char *whose, struct name *out)
{
	const struct naming naming = view_naming(uses->ruleset, use->event);
	const struct builtin *builtin = builtin_find(slice_of(field));
	struct error error;

	if (strpbrk(field, "[("))
		return resolve_operand(uses, use, field, whose, out);
	if (naming.resolve(naming.context, slice_of(""), slice_of(field), NULL, out, &error))
		return true;
	if (builtin)
		return report_error(uses->report, use->origin,
			"event '%s' has no field '%s', which the '%s' in the %s of alarm '%s' "
			"needs",
			use->event->id, builtin->needs, field, whose, use->alarm->id);
	return report_error(uses->report, use->origin,
		"event '%s' has no field '%s', which the %s of alarm '%s' needs",
		use->event->id, field, whose, use->alarm->id);
}

/* The part of the key that the use needs: all of it, or clear_all_key. */
static size_t key_count(const struct alarm_use *use)
{
	return use->effect == EFFECT_CLEAR_ALL ? use->alarm->clear_all_count
					       : use->alarm->key_count;
}

static const char *key_part(const struct alarm_use *use, size_t i)
{
	const bool part = use->effect == EFFECT_CLEAR_ALL;

	return use->alarm->key[part ? use->alarm->clear_all_key[i] : i];
}

static bool resolve_key(const struct ruleset_uses *uses, struct alarm_use *use)
{
	const size_t count = key_count(use);
	struct name *key = arena_calloc(uses->ruleset->arena, count, sizeof(*key));
	bool good = true;

	for (size_t i = 0; i < count; i++)
		good = resolve_field(uses, use, key_part(use, i), "key", &key[i]) && good;
	use->key = key;
	return good;
}

static bool parse_where(const struct ruleset_uses *uses, struct alarm_use *use,
	const struct trigger_definition *trigger)
{
	const struct naming naming = view_naming(uses->ruleset, use->event);
	struct error error;

	if (!trigger->where)
		return true;
	use->where = expression_parse(
		uses->ruleset->arena, slice_of(trigger->where), &naming, &error);
	return use->where || report_error(uses->report, trigger->origin,
				     "where of event '%s' in alarm '%s': %s", use->event->id,
				     use->alarm->id, error.text);
}

static bool resolve_need(const struct ruleset_uses *uses, struct alarm_use *use)
{
	const char *field = use->alarm->need.field;
	struct name *name;

	if (!field)
		return true;
	name = arena_calloc(uses->ruleset->arena, 1, sizeof(*name));
	use->need_field = name;
	return resolve_field(uses, use, field, "need", name);
}

static void compile_raise(const struct ruleset_uses *uses, struct alarm_use *use,
	const struct trigger_definition *trigger, const struct alarm_definition *definition)
{
	const bool keyed = resolve_key(uses, use);

	ruleset_raise_compile(uses, use, trigger, definition, keyed);
	resolve_need(uses, use);
}

static void add_use(struct ruleset_uses *uses, const struct alarm_use *use)
{
	uses->items = ruleset_grow(
		uses->ruleset->arena, uses->items, uses->count, sizeof(*uses->items));
	uses->items[uses->count++] = *use;
}

static void compile_row(struct ruleset_uses *uses, const struct alarm_rule *alarm,
	const struct alarm_definition *definition, enum alarm_effect effect,
	const struct trigger_definition *trigger)
{
	struct alarm_use use = {
		.alarm = alarm,
		.event = find_event(uses, trigger, alarm),
		.effect = effect,
		.origin = trigger->origin,
	};

	if (!use.event || use.event->indexed->broken)
		return;
	if (effect != EFFECT_RAISE && trigger->severity)
		report_error(uses->report, trigger->origin,
			"event '%s' clears alarm '%s', so it cannot have a severity",
			trigger->event, alarm->id);
	parse_where(uses, &use, trigger);
	if (effect == EFFECT_RAISE)
		compile_raise(uses, &use, trigger, definition);
	else
		resolve_key(uses, &use);
	add_use(uses, &use);
}

static void compile_rows(struct ruleset_uses *uses, const struct alarm_rule *alarm,
	const struct alarm_definition *definition, enum alarm_effect effect,
	const struct trigger_list *rows)
{
	for (size_t i = 0; i < rows->count; i++)
		compile_row(uses, alarm, definition, effect, &rows->items[i]);
}

void ruleset_use_compile(struct ruleset_uses *uses, const struct alarm_rule *alarm,
	const struct alarm_definition *definition)
{
	compile_rows(uses, alarm, definition, EFFECT_RAISE, &definition->raise);
	compile_rows(uses, alarm, definition, EFFECT_CLEAR, &definition->clear);
	compile_rows(uses, alarm, definition, EFFECT_CLEAR_ALL, &definition->clear_all);
}

void ruleset_use_finish(struct ruleset_uses *uses)
{
	struct ruleset *ruleset = uses->ruleset;
	struct alarm_use **places =
		arena_calloc(ruleset->arena, ruleset->event_count, sizeof(*places));

	for (size_t i = 0; i < uses->count; i++) {
		const struct alarm_use *use = &uses->items[i];

		ruleset->events[use->event->index]->use_count++;
		if (use->effect == EFFECT_RAISE && use->event->about_self)
			ruleset->alarms[use->alarm->index]->about_self = true;
	}
	for (size_t i = 0; i < ruleset->event_count; i++) {
		struct event_rule *event = ruleset->events[i];

		places[i] = arena_alloc(
			ruleset->arena, event->use_count * sizeof(struct alarm_use));
		event->uses = places[i];
	}
	for (size_t i = 0; i < uses->count; i++)
		*places[uses->items[i].event->index]++ = uses->items[i];
}
