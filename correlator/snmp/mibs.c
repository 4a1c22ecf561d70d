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
#include <unistd.h>

#include "base/text.h"
#include "base/xalloc.h"
#include "event/oid.h"
#include "snmp/library_log.h"
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
	case TYPE_OPAQUE:
	case TYPE_NULL:
	case TYPE_BITSTRING:
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
	const struct oid *a = &((const struct object *)left)->name;
	const struct oid *b = &((const struct object *)right)->name;

	for (size_t i = 0; i < a->length && i < b->length; i++)
		if (a->numbers[i] != b->numbers[i])
			return a->numbers[i] < b->numbers[i] ? -1 : 1;
	if (a->length != b->length)
		return a->length < b->length ? -1 : 1;
	return strcmp(((const struct object *)left)->tree->label,
		((const struct object *)right)->tree->label);
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

static void print_object(const struct object *object, struct text *out)
{
	char module[256];

	oid_print(&object->name, out);
	text_printf(out, " %s::%s %s", module_name(object->tree->modid, module),
		object->tree->label, kind_of(object->tree));
	print_labels(object->tree->enums, out);
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

/* "... : At line 12 in FILE": the parser's way to say where. */
static void doubt(void *context, struct slice line)
{
	size_t at = slice_find_slice(line, slice_of(": At line "));
	struct slice where = at == SIZE_MAX ? (struct slice){0} : slice_from(line, at + 10);
	struct slice number = slice_word(&where);
	struct origin origin = {"mibs", 0};
	int64_t in = 0;
	char file[512];

	if (slice_starts_with(where, "in ") && slice_to_integer(number, &in)) {
		snprintf(file, sizeof(file), "%.*s", SLICE_PRINT(slice_from(where, 3)));
		origin = (struct origin){file, (unsigned)in};
		line = slice_part(line, 0, at);
	}
	/* It lists its own folders with every module that it misses; ours are others. */
	if (line.length > 0 && !slice_starts_with(line, "MIB search path"))
		report_doubt(context, origin, "%.*s", SLICE_PRINT(line));
}

static bool add_folders(const char *const *folders, size_t count, struct report *report)
{
	for (size_t i = 0; i < count; i++)
		if (access(folders[i], R_OK | X_OK) != 0 || add_mibdir(folders[i]) < 0)
			return report_error(report, (struct origin){folders[i], 0},
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

bool mibs_compile(const char *const *folders, size_t count, FILE *out, struct report *report)
{
	struct library_log log = {doubt, report};
	struct objects objects = {0};
	bool good;

	library_log_to(&log);
	netsnmp_ds_set_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_MIB_ERRORS, 1);
	netsnmp_init_mib_internals();
	good = add_folders(folders, count, report);
	if (good) {
		read_tree(&objects);
		good = print_objects(&objects, out) ||
		       report_error(report, (struct origin){count ? folders[0] : "mibs", 0},
			       "no MIB module was found");
	}
	free(objects.items);
	unload_all_mibs();
	library_log_to(NULL);
	return good;
}
