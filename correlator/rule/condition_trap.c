/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `trap = "VOICEMAIL-MIB::vmApplicationFailed"`: a name or an OID; ".*" behind it means the
 * subtree. Several are alternatives.
 */
#include "rule/conditions.h"

#include "rule/index.h"
#include "rule/ruleset.h"
#include "rule/trap_key.h"
#include "rule/view.h"

static bool find_oid(struct ruleset *ruleset, struct slice written,
	const struct setting *setting, struct oid *oid, struct report *report)
{
	const struct mib_names *names = &ruleset->names;
	const struct label *labels;
	size_t label_count;

	if (oid_parse(written, oid))
		return true;
	if (names->find && names->find(names->context, written, oid, &labels, &label_count))
		return true;
	return report_error(report, setting->origin,
		"trap '%.*s' is not an OID, and %s; write it as 1.3.6.1... or as MODULE::name",
		SLICE_PRINT(written),
		names->find ? "no loaded MIB has that name" : "no names file is loaded");
}

static bool compile_key(struct ruleset *ruleset, const struct setting *setting,
	const char *text, struct trap_key *key, struct report *report)
{
	struct slice written = slice_of(text);
	char ber[OID_BER_MAXIMUM];
	struct oid oid;

	key->subtree = written.length > 2 &&
		       slice_equals(slice_from(written, written.length - 2), ".*");
	if (key->subtree)
		written = slice_part(written, 0, written.length - 2);
	if (!find_oid(ruleset, written, setting, &oid, report))
		return false;
	key->oid = arena_copy(ruleset->arena, oid_to_ber(&oid, ber));
	return true;
}

static void *compile(struct ruleset *ruleset, struct event_rule *rule,
	const struct setting *setting, struct report *report)
{
	struct trap_key *keys =
		arena_calloc(ruleset->arena, setting->text_count, sizeof(*keys));

	for (size_t i = 0; i < setting->text_count; i++)
		if (!compile_key(ruleset, setting, setting->texts[i], &keys[i], report))
			return NULL;
	rule->indexed->traps = keys;
	rule->indexed->trap_count = setting->text_count;
	return rule->indexed;
}

static bool any_key(const struct rule_index *indexed, struct slice oid)
{
	for (size_t i = 0; i < indexed->trap_count; i++)
		if (trap_key_matches(&indexed->traps[i], oid))
			return true;
	return false;
}

static bool test(const void *compiled, struct view *view)
{
	const struct slice oid = event_get(view->event, EVENT_TRAP_OID);
	char space[OID_BER_MAXIMUM];
	struct slice shorter;

	if (any_key(compiled, oid))
		return true;
	shorter = trap_key_shorten(oid, space);
	return shorter.data && any_key(compiled, shorter);
}

const struct condition_type condition_trap = {
	.name = "trap",
	.help = "trap by name or OID; with .* behind it, all below it too",
	.cost = 1,
	.compile = compile,
	.test = test,
};
