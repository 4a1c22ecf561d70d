/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The parser keeps its tree in globals and cannot be asked to forget all of it, and loading
 * every MIB of the world takes seconds: reasons for a process of its own.
 */
#include "snmp/mibs.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xalloc.h"
#include "event/oid.h"
#include "snmp/library_log.h"
#include "snmp/mib_report.h"
#include "snmp/net_snmp.h"

/* An object, and where it stands in the tree. */
struct object {
	struct oid name;
	const struct tree *tree;
};

struct objects {
	struct object *items;
	size_t count, capacity;
};

static const char *kind_of(const struct tree *tree)
{
	switch (tree->type) {
	case TYPE_OBJID:
		return "oid";
	case TYPE_OCTETSTR:
		return "string";
	case TYPE_INTEGER:
	case TYPE_INTEGER32:
		return "integer";
	case TYPE_NETADDR:
	case TYPE_IPADDR:
		return "address";
	case TYPE_COUNTER:
	case TYPE_COUNTER64:
		return "counter";
	case TYPE_GAUGE:
	case TYPE_UINTEGER:
	case TYPE_UNSIGNED32:
		return "gauge";
	case TYPE_TIMETICKS:
		return "timeticks";
	case TYPE_TRAPTYPE:
	case TYPE_NOTIFTYPE:
		return "notification";
	case TYPE_BITSTRING:
		return "bits";
	case TYPE_OPAQUE:
	case TYPE_NULL:
	case TYPE_NSAPADDRESS:
		return "other";
	default:
		return "node";
	}
}

/* Roots belong to no module; the parser makes up names with '#' for numbers in the middle. */
static bool has_name(const struct tree *tree)
{
	return tree->modid >= 0 && tree->label && *tree->label && !strchr(tree->label, '#');
}

static void collect(const struct tree *tree, struct oid *at, struct objects *objects)
{
	if (at->length == OID_MAXIMUM)
		return;
	at->numbers[at->length++] = (uint32_t)tree->subid;
	if (has_name(tree) && at->length >= 2) {
		objects->items = xgrow(objects->items, objects->count, &objects->capacity,
			sizeof(*objects->items));
		objects->items[objects->count++] = (struct object){*at, tree};
	}
	for (tree = tree->child_list; tree; tree = tree->next_peer)
		collect(tree, at, objects);
	at->length--;
}

static int compare_objects(const void *left, const void *right)
{
	const struct object *a = left, *b = right;
	const int order = oid_compare(&a->name, &b->name);

	return order ? order : strcmp(a->tree->label, b->tree->label);
}

static int compare_labels(const void *left, const void *right)
{
	const struct enum_list *const *a = left, *const *b = right;

	return ((*a)->value > (*b)->value) - ((*a)->value < (*b)->value);
}

static void print_labels(const struct enum_list *label, struct text *out)
{
	const struct enum_list **sorted = NULL;
	size_t count = 0, capacity = 0;

	for (; label; label = label->next) {
		sorted = xgrow(sorted, count, &capacity, sizeof(struct enum_list *));
		sorted[count++] = label;
	}
	if (count > 0)
		qsort(sorted, count, sizeof(struct enum_list *), compare_labels);
	for (size_t i = 0; i < count; i++)
		text_printf(out, " %s=%d", sorted[i]->label, sorted[i]->value);
	free(sorted);
}

/* One word: the file separates by blanks. */
static void print_hint(const char *hint, struct text *out)
{
	text_string(out, " hint:");
	for (; *hint; hint++)
		if (*hint == ' ')
			text_string(out, "\\s");
		else if ((unsigned char)*hint > ' ')
			text_byte(out, *hint);
}

/* The object of that name that the module means: its own, or the only one. */
static const struct tree *find_object(const char *label, int module)
{
	const struct tree *found = find_tree_node(label, module);

	return found ? found : find_tree_node(label, -1);
}

/* A string that always has the same length has no length in front of it. */
static void print_index(const struct index_list *index, int module, struct text *out)
{
	const char *before = " index:";

	for (; index; index = index->next, before = ",") {
		const struct tree *object = find_object(index->ilabel, module);
		const struct range_list *range = object ? object->ranges : NULL;

		text_printf(out, "%s%s/%s", before, index->ilabel,
			object ? kind_of(object) : "other");
		if (object && object->type == TYPE_OCTETSTR && range && !range->next &&
			range->low == range->high && range->low > 0 &&
			range->low <= OID_MAXIMUM)
			text_printf(out, "(%d)", range->low);
		if (index->isimplied)
			text_byte(out, '!');
	}
}

static void print_objects_of(const struct varbind_list *object, struct text *out)
{
	const char *before = " objects:";

	for (; object; object = object->next, before = ",")
		text_printf(out, "%s%s", before, object->vblabel);
}

/* What a row that AUGMENTS another one is indexed by stands there. */
static const struct tree *indexed_row(const struct tree *row)
{
	const struct tree *base = row->augments ? find_object(row->augments, row->modid) : NULL;

	return row->indexes || !base ? row : base;
}

static void print_object(const struct object *object, struct text *out)
{
	const struct tree *tree = object->tree;
	char module[256];

	oid_print(&object->name, out);
	text_printf(out, " %s::%s %s", module_name(tree->modid, module), tree->label,
		kind_of(tree));
	if (tree->hint && *tree->hint)
		print_hint(tree->hint, out);
	print_index(indexed_row(tree)->indexes, indexed_row(tree)->modid, out);
	print_objects_of(tree->varbinds, out);
	print_labels(tree->enums, out);
	text_byte(out, '\n');
}

static bool print_objects(struct objects *objects, FILE *out)
{
	struct text text = {0};

	if (objects->count > 0)
		qsort(objects->items, objects->count, sizeof(*objects->items), compare_objects);
	for (size_t i = 0; i < objects->count; i++) {
		text_reset(&text);
		print_object(&objects->items[i], &text);
		fputs(text_get(&text), out);
	}
	text_free(&text);
	return objects->count > 0;
}

static bool add_folders(const struct mib_files *files, struct report *report)
{
	for (size_t i = 0; i < files->folder_count; i++)
		if (add_mibdir(files->folders[i]) < 0)
			return report_error(report, (struct origin){files->folders[i], 0},
				"the folder of MIBs cannot be read: %s", strerror(errno));
	return true;
}

static void read_tree(struct objects *objects)
{
	struct oid at = {.length = 0};
	const struct tree *tree;

	read_all_mibs();
	for (tree = get_tree_head(); tree; tree = tree->next_peer)
		collect(tree, &at, objects);
}

static void tally(
	struct mibs_sums *sums, const struct mib_files *files, const struct objects *objects)
{
	*sums = (struct mibs_sums){.modules = files->count, .names = objects->count};
	for (size_t i = 0; i < objects->count; i++)
		sums->notifications +=
			strcmp(kind_of(objects->items[i].tree), "notification") == 0;
}

/* The parser's tree, as lines; false when there is none. */
static bool compile(
	const struct mib_files *files, FILE *out, struct report *report, struct mibs_sums *sums)
{
	struct objects objects = {0};
	bool good;

	netsnmp_ds_set_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_MIB_ERRORS, 1);
	netsnmp_init_mib_internals();
	good = add_folders(files, report);
	if (good)
		read_tree(&objects);
	tally(sums, files, &objects);
	good = good &&
	       (print_objects(&objects, out) || report_error(report, (struct origin){"mibs", 0},
							"no MIB module was found"));
	free(objects.items);
	unload_all_mibs();
	return good;
}

bool mibs_compile(const char *const *folders, size_t count, FILE *out, struct report *report,
	struct mibs_sums *sums)
{
	struct mib_files files = {0};
	struct mib_report said = {.files = &files, .report = report};
	struct library_log log = {mib_report_line, &said};
	bool good = mib_files_find(&files, folders, count, report);

	*sums = (struct mibs_sums){.modules = 0};
	library_log_to(&log);
	good = good && compile(&files, out, report, sums);
	library_log_to(NULL);
	mib_report_end(&said);
	mib_files_free(&files);
	return good;
}
