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
	struct mib_object object;

	if (oid_parse(written, oid))
		return true;
	if (ruleset_mib_object(ruleset, written, &object)) {
		*oid = object.oid;
		return true;
	}
	return report_error(report, setting->origin,
		"trap '%.*s' is not an OID, and %s; write it as 1.3.6.1... or as MODULE::name",
		SLICE_PRINT(written),
		ruleset->names.find ? "no loaded MIB has that name"
				    : "no names file is loaded");
}

static bool compile_key(struct ruleset *ruleset, const struct setting *setting,
	const char *text, struct trap_key *key, struct report *report)
{
	struct slice written = slice_of(text);
	char ber[OID_BER_MAXIMUM], plain[OID_BER_MAXIMUM];
	struct oid oid;

	key->subtree = written.length > 2 &&
		       slice_equals(slice_from(written, written.length - 2), ".*");
	if (key->subtree)
		written = slice_part(written, 0, written.length - 2);
	if (!find_oid(ruleset, written, setting, &oid, report))
		return false;
	key->oid = oid_to_ber(&oid, ber);
	if (!key->subtree)
		key->oid = trap_key_plain(key->oid, plain);
	key->oid = arena_copy(ruleset->arena, key->oid);
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

static bool test(const void *compiled, struct view *view)
{
	const struct rule_index *indexed = compiled;
	const struct slice oid = event_get(view->event, EVENT_TRAP_OID);
	char space[OID_BER_MAXIMUM];
	const struct slice plain = trap_key_plain(oid, space);

	for (size_t i = 0; i < indexed->trap_count; i++)
		if (trap_key_matches(&indexed->traps[i], oid, plain))
			return true;
	return false;
}

const struct condition_type condition_trap = {
	.name = "trap",
	.help = "trap by name or OID; with .* behind it, all below it too",
	.cost = 1,
	.compile = compile,
	.test = test,
};
