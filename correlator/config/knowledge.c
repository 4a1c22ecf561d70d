/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The order is: names and inventory, which rules refer to; the rule files, sorted by path, so
 * that a folder's listing order changes nothing; then everything checked together.
 */
#include "config/knowledge.h"

#include <stdlib.h>

#include "base/xalloc.h"
#include "config/examples.h"
#include "config/inventory_files.h"
#include "config/rulefiles.h"
#include "config/rules.h"
#include "snmp/names.h"

static bool find_name(void *context, struct slice name, struct oid *oid,
	const struct label **labels, size_t *label_count)
{
	/* Both are {text, number}: one for the floor that knows MIBs, one for that of rules. */
	_Static_assert(
		sizeof(struct label) == sizeof(struct name_label) &&
			offsetof(struct label, number) == offsetof(struct name_label, number),
		"labels are handed over as they are");
	const struct name_entry *entry = names_find(context, name);
	if (!entry)
		return false;
	*oid = entry->oid;
	*labels = (const struct label *)entry->labels;
	*label_count = entry->label_count;
	return true;
}

static bool print_name(void *context, const struct oid *oid, struct text *out)
{
	const struct name_entry *entry = names_of(context, oid);
	if (!entry)
		return false;
	text_string(out, entry->full);
	for (size_t i = entry->oid.length; i < oid->length; i++)
		text_printf(out, ".%u", oid->numbers[i]);
	return true;
}

static void load_names(struct knowledge *knowledge, struct sources *sources, const char *file,
	struct report *report)
{
	struct error error;
	struct origin origin = {file, 0};
	if (!file || !sources_read(sources, file, origin, report))
		return;
	knowledge->names = names_load(sources_place(sources, file), &error);
	if (!knowledge->names)
		report_error(report, origin, "%s", error.text);
}

static void load_inventory(struct knowledge *knowledge, struct sources *sources,
	const struct knowledge_files *files, struct report *report)
{
	bool known = !files->platforms || inventory_platforms_read(knowledge->inventory,
						  sources, files->platforms, report);
	if (files->nodes)
		inventory_nodes_read(
			knowledge->inventory, sources, files->nodes, known, report);
	if (files->links)
		inventory_links_read(knowledge->inventory, sources, files->links, report);
	inventory_finish(knowledge->inventory, report);
}

static void load_rules(struct knowledge *knowledge, struct sources *sources,
	const struct string_list *folders, struct report *report)
{
	struct string_list files =
		rulefiles_find(knowledge->rules->arena, sources, folders, report);
	rules_read(knowledge->rules, sources, &files, report);
	ruleset_finish(knowledge->rules, knowledge->inventory, report);
}

struct knowledge *knowledge_read(
	struct sources *sources, const struct knowledge_files *files, struct report *report)
{
	struct knowledge *knowledge = xcalloc(1, sizeof(*knowledge));
	size_t errors = report->errors;
	knowledge->inventory = inventory_new();
	load_names(knowledge, sources, files->names, report);
	load_inventory(knowledge, sources, files, report);
	struct mib_names names = {find_name, print_name, knowledge->names};
	knowledge->rules = ruleset_new(knowledge->names ? &names : NULL);
	load_rules(knowledge, sources, &files->rules, report);
	if (report->errors == errors)
		knowledge->examples = examples_run(
			knowledge->rules, knowledge->inventory, knowledge->names, report);
	sources_hash(sources, knowledge->hash);
	return knowledge;
}

struct knowledge *knowledge_load(const struct knowledge_files *files, struct report *report)
{
	struct sources *sources = sources_new(NULL);
	struct knowledge *knowledge = knowledge_read(sources, files, report);
	sources_free(sources);
	return knowledge;
}

void knowledge_free(struct knowledge *knowledge)
{
	if (!knowledge)
		return;
	ruleset_free(knowledge->rules);
	inventory_free(knowledge->inventory);
	names_free(knowledge->names);
	free(knowledge);
}
