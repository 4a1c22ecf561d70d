/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The order is: names and inventory, which rules refer to; the rule files, sorted by path, so
 * that a folder's listing order changes nothing; then everything checked together.
 */
#include "config/knowledge.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/xalloc.h"
#include "config/examples.h"
#include "config/inventory_files.h"
#include "config/rulefiles.h"
#include "config/rules.h"
#include "snmp/names_instance.h"

static const struct label *copy_labels(
	struct arena *arena, const struct name_entry *entry, size_t *count)
{
	struct slice rest = entry->labels;
	struct name_label label;
	*count = 0;
	while (names_label(&rest, &label))
		++*count;
	struct label *labels = arena_calloc(arena, *count, sizeof(*labels));
	rest = entry->labels;
	for (size_t i = 0; i < *count && names_label(&rest, &label); i++)
		labels[i] = (struct label){arena_string(arena, label.text), label.number};
	return labels;
}

static const char *copy_hint(struct arena *arena, const struct name_entry *entry)
{
	struct text hint = {0};
	if (entry->hint.length == 0)
		return NULL;
	names_hint(entry, &hint);
	const char *copy = arena_string(arena, text_slice(&hint));
	text_free(&hint);
	return copy;
}

static bool find_name(
	void *context, struct arena *arena, struct slice name, struct mib_object *object)
{
	struct name_entry entry;
	if (!names_find(context, name, &entry))
		return false;
	*object = (struct mib_object){.oid = entry.oid, .hint = copy_hint(arena, &entry)};
	object->labels = copy_labels(arena, &entry, &object->label_count);
	return true;
}

static bool print_name(void *context, const struct oid *oid, struct text *out)
{
	struct name_entry entry;
	if (!names_of(context, oid, &entry))
		return false;
	names_instance_print(&entry, oid, out);
	return true;
}

/* Rules that name nothing work without it, so a damaged one is only a doubt. */
static void load_names(struct knowledge *knowledge, struct sources *sources,
	const struct knowledge_files *files, struct report *report)
{
	const char *file = files->names;
	struct error error;
	struct origin origin = {file, 0};
	if (files->names_made && access(sources_place(sources, file), F_OK) < 0) {
		report_doubt(report, origin,
			"it is not made from MIBs yet, so rules only know OIDs");
		return;
	}
	const struct source *source = file ? sources_read(sources, file, origin, report) : NULL;
	if (!source)
		return;
	knowledge->names = names_read(file, source->content, &error);
	if (!knowledge->names)
		report_doubt(report, origin,
			"the names file is not used, so rules only know OIDs: %s; make it "
			"anew with `correlator mibs`",
			error.text);
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
	load_names(knowledge, sources, files, report);
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
	knowledge->own = sources;
	return knowledge;
}

void knowledge_free(struct knowledge *knowledge)
{
	if (!knowledge)
		return;
	ruleset_free(knowledge->rules);
	inventory_free(knowledge->inventory);
	names_free(knowledge->names);
	sources_free(knowledge->own);
	free(knowledge);
}
