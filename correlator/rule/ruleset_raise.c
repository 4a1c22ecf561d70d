/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/ruleset_raise.h"

#include <string.h>

#include "rule/lookup_table.h"
#include "rule/ruleset_fault.h"
#include "rule/ruleset_parts.h"
#include "rule/view.h"

bool ruleset_varies(const char *written)
{
	return written && (strstr(written, "${") || strchr(written, '['));
}

/* A text with ${name} in it, or one operand, as for fields. */
static const struct template *parse(const struct ruleset_uses *uses,
	const struct alarm_use *use, const char *setting, const char *written)
{
	const struct naming naming = view_naming(uses->ruleset, use->event);
	struct arena *arena = uses->ruleset->arena;
	const struct template *template;
	struct error error;

	template = template_parse(arena, slice_of(written), &naming, &error);
	if (!template)
		report_error(uses->report, use->origin,
			"%s of alarm '%s', raised by event '%s': %s", setting, use->alarm->id,
			use->event->id, error.text);
	return template;
}

static const struct template *parse_varying(const struct ruleset_uses *uses,
	const struct alarm_use *use, const char *setting, const char *written)
{
	if (!ruleset_varies(written))
		return NULL;
	if (!strstr(written, "${"))
		written = arena_printf(uses->ruleset->arena, "${%s}", written);
	return parse(uses, use, setting, written);
}

/* Without `text` an alarm is called by its id and its key. */
static const char *default_text(const struct ruleset_uses *uses, const struct alarm_rule *alarm)
{
	const char *text = alarm->id;

	for (size_t i = 0; i < alarm->key_count; i++)
		text = arena_printf(uses->ruleset->arena, "%s ${%s}", text, alarm->key[i]);
	return text;
}

/* Each cell must be a severity, if a column alone says it. */
static void check_severities(const struct ruleset_uses *uses, const struct alarm_use *use)
{
	size_t column;
	const struct lookup_table *table =
		lookup_of(template_operand(use->severity_text), &column);

	for (size_t i = 0; table && i < table->row_count; i++) {
		struct slice cell = table->rows[i]->cells[column];

		if (cell.length == 0 || severity_parse(cell) >= 0)
			continue;
		report_error(uses->report, table->rows[i]->origin,
			"'%.*s' is no severity: alarm '%s' (%s:%u) needs critical, major, "
			"minor, warning, indeterminate or cleared here",
			SLICE_PRINT(cell), use->alarm->id, origin_short(use->origin),
			use->origin.line);
	}
}

/* Names that severity_parse() refuses are reported already. */
static void compile_severity(
	const struct ruleset_uses *uses, struct alarm_use *use, const char *written)
{
	const int severity = written ? severity_parse(slice_of(written)) : -1;

	use->severity = severity < 0 ? SEVERITY_INDETERMINATE : (enum severity)severity;
	use->severity_text = parse_varying(uses, use, "severity", written);
	if (use->severity_text)
		check_severities(uses, use);
}

/* Which classes there are must be known beforehand, for `faults` speaks of them. */
static void compile_class(
	const struct ruleset_uses *uses, struct alarm_use *use, const char *written)
{
	const struct lookup_table *table;
	size_t column;

	use->class = parse_varying(uses, use, "class", written);
	if (!use->class)
		return;
	table = lookup_of(template_operand(use->class), &column);
	if (!table) {
		report_error(uses->report, use->origin,
			"the class of alarm '%s' is made of the event; of a class all values "
			"must be known: take a column of a table, as in class = "
			"\"vendor.class[$1]\"",
			use->alarm->id);
		return;
	}
	for (size_t i = 0; i < table->row_count; i++) {
		struct slice cell = table->rows[i]->cells[column];

		if (cell.length > 0)
			ruleset_fault_use(
				uses->ruleset, arena_string(uses->ruleset->arena, cell));
	}
}

void ruleset_raise_compile(const struct ruleset_uses *uses, struct alarm_use *use,
	const struct trigger_definition *trigger, const struct alarm_definition *definition,
	bool keyed)
{
	compile_severity(
		uses, use, trigger->severity ? trigger->severity : definition->severity);
	compile_class(uses, use, definition->class);
	use->cause = parse_varying(uses, use, "probable_cause", definition->probable_cause);
	if (definition->text || keyed)
		use->text = parse(uses, use, "text",
			definition->text ? definition->text : default_text(uses, use->alarm));
}
