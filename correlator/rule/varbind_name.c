/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/varbind_name.h"

#include "event/ber.h"
#include "event/display_hint.h"
#include "rule/varbind.h"

/* What a name refers to once it is resolved. */
struct varbind_name {
	const struct varbind_function *function; /* NULL: the value itself */
	struct slice object;                     /* BER of its OID; empty: by position */
	size_t position;                         /* from 1 */
	const char *hint;                        /* DISPLAY-HINT, or NULL */
	const struct label *labels;              /* with `label_count`; NULL: none */
	size_t label_count;
};

/* What a function works with. */
struct call {
	const struct name *name;
	const struct varbind_name *meant;
	const struct varbind *varbind;
	struct ber_value value;
	struct arena *arena;
	struct text *scratch;
};

struct varbind_function {
	const char *name;
	enum value_type type;
	size_t least, most; /* numbers behind the name */
	bool of_instance;   /* it reads the instance, so a position will not do */
	struct value (*value)(const struct call *call);
};

static struct value none(void)
{
	return (struct value){.type = VALUE_NONE};
}

/* What was appended to the scratch behind `mark`, kept. */
static struct value keep(const struct call *call, size_t mark)
{
	struct slice made = slice_from(text_slice(call->scratch), mark);
	const struct value value = value_string(arena_copy(call->arena, made));

	call->scratch->length = mark;
	return value;
}

static size_t place(const struct call *call)
{
	return (size_t)call->name->argument;
}

static struct value get_index(const struct call *call)
{
	return varbind_index(call->varbind, place(call));
}

static struct value get_index_address(const struct call *call)
{
	const int64_t count = call->name->more;

	return varbind_index_address(call->varbind, place(call), count < 0 ? 4 : (size_t)count);
}

static struct value get_index_string(const struct call *call)
{
	const int64_t count = call->name->more;

	if (count < 0)
		return varbind_index_string(call->varbind, place(call), call->arena);
	return varbind_index_octets(call->varbind, place(call), (size_t)count, call->arena);
}

static const char *label_of(const struct varbind_name *meant, int64_t number)
{
	for (size_t i = 0; i < meant->label_count; i++)
		if (meant->labels[i].number == number)
			return meant->labels[i].text;
	return NULL;
}

static bool is_set(struct slice octets, size_t bit)
{
	return bit / 8 < octets.length &&
	       ((unsigned char)octets.data[bit / 8] & (0x80 >> bit % 8));
}

/* Bits without a name are told by their number. */
static struct value get_bits(const struct call *call)
{
	const size_t mark = call->scratch->length;
	const struct slice octets = call->value.content;

	for (size_t bit = 0; bit < octets.length * 8; bit++) {
		const char *label = label_of(call->meant, (int64_t)bit);

		if (!is_set(octets, bit))
			continue;
		if (call->scratch->length > mark)
			text_byte(call->scratch, ' ');
		if (label)
			text_string(call->scratch, label);
		else
			text_printf(call->scratch, "%zu", bit);
	}
	return keep(call, mark);
}

static struct value get_label(const struct call *call)
{
	const char *label;
	int64_t number;

	if (call->value.type == BER_OCTET_STRING)
		return get_bits(call);
	if (!ber_number(&call->value, &number))
		return none();
	label = label_of(call->meant, number);
	return label ? value_string(slice_of(label)) : value_number(number);
}

static struct value get_bit(const struct call *call)
{
	if (call->value.type != BER_OCTET_STRING)
		return none();
	return (struct value){.type = VALUE_BOOLEAN,
		.boolean = is_set(call->value.content, (size_t)call->name->argument)};
}

static struct value get_hex(const struct call *call)
{
	const size_t mark = call->scratch->length;

	if (call->value.type != BER_OCTET_STRING && call->value.type != BER_OPAQUE)
		return none();
	display_hex(call->value.content, call->scratch);
	return keep(call, mark);
}

static struct value get_time(const struct call *call)
{
	const size_t mark = call->scratch->length;

	if (call->value.type != BER_OCTET_STRING ||
		!display_date_and_time(call->value.content, call->scratch))
		return none();
	return keep(call, mark);
}

static const struct varbind_function functions[] = {
	{"index", VALUE_NUMBER, 1, 1, true, get_index},
	{"index_address", VALUE_ADDRESS, 1, 2, true, get_index_address},
	{"index_string", VALUE_STRING, 1, 2, true, get_index_string},
	{"label", VALUE_STRING, 0, 0, false, get_label},
	{"hex", VALUE_STRING, 0, 0, false, get_hex},
	{"time", VALUE_STRING, 0, 0, false, get_time},
	{"bit", VALUE_BOOLEAN, 1, 1, false, get_bit},
};

enum { FUNCTIONS = sizeof(functions) / sizeof(functions[0]) };

static const struct varbind_function *find_function(struct slice name)
{
	for (size_t i = 0; i < FUNCTIONS; i++)
		if (slice_equals(name, functions[i].name))
			return &functions[i];
	return NULL;
}

static bool find_position(struct slice name, struct varbind_name *varbind)
{
	int64_t position;

	if (!slice_starts_with(name, "$") ||
		!slice_to_integer(slice_from(name, 1), &position) || position < 1 ||
		position > EVENT_ENTRIES_MAXIMUM)
		return false;
	varbind->position = (size_t)position;
	return true;
}

static bool find_object(
	struct ruleset *ruleset, struct slice name, struct varbind_name *varbind)
{
	struct mib_object object = {.label_count = 0};
	char ber[OID_BER_MAXIMUM];

	if (!oid_parse(name, &object.oid) && !ruleset_mib_object(ruleset, name, &object))
		return false;
	varbind->object = arena_copy(ruleset->arena, oid_to_ber(&object.oid, ber));
	varbind->hint = object.hint;
	varbind->labels = object.labels;
	varbind->label_count = object.label_count;
	return true;
}

bool varbind_name_resolve(struct ruleset *ruleset, struct slice name, struct name *out)
{
	struct varbind_name *varbind = arena_calloc(ruleset->arena, 1, sizeof(*varbind));

	*out = (struct name){
		.type = VALUE_STRING, .dynamic = true, .varbind = true, .reference = varbind};
	if (!find_position(name, varbind) && !find_object(ruleset, name, varbind))
		return false;
	out->labels = varbind->labels;
	out->label_count = varbind->label_count;
	return true;
}

bool varbind_function_check(
	struct slice function, struct slice name, const int64_t *arguments, struct error *error)
{
	const struct varbind_function *found = find_function(function);
	const size_t given = (arguments[0] >= 0) + (arguments[1] >= 0);

	if (!found)
		return error_set(error,
			"there is no function '%.*s'; there are index, index_address, "
			"index_string, label, hex, time and bit",
			SLICE_PRINT(function));
	if (given < found->least || given > found->most)
		return error_set(error, "%s() takes a name and %s", found->name,
			found->most == 0   ? "nothing else"
			: found->most == 1 ? "one number"
					   : "one number or two");
	if (found->of_instance && slice_starts_with(name, "$"))
		return error_set(error,
			"%s() reads the instance of an object: it needs the object's name or "
			"OID, not a position",
			found->name);
	if (found->of_instance && (arguments[0] < 1 || arguments[0] > OID_MAXIMUM))
		return error_set(error, "%s() counts the numbers of an instance from 1 to %d",
			found->name, OID_MAXIMUM);
	return true;
}

/* Labels stay out of `out`: what a function gives is no number that has other names. */
bool varbind_function_resolve(struct ruleset *ruleset, struct slice function, struct slice name,
	const int64_t *arguments, struct name *out)
{
	struct varbind_name *varbind = arena_calloc(ruleset->arena, 1, sizeof(*varbind));

	varbind->function = find_function(function);
	*out = (struct name){.type = varbind->function->type,
		.varbind = true,
		.reference = varbind,
		.argument = arguments[0],
		.more = arguments[1]};
	return find_position(name, varbind) || find_object(ruleset, name, varbind);
}

struct value varbind_name_value(const struct name *name, const struct event *event,
	struct arena *arena, struct text *scratch)
{
	const struct varbind_name *varbind = name->reference;
	struct call call = {.name = name, .meant = varbind, .arena = arena, .scratch = scratch};
	struct varbind binding;
	struct slice oid;

	if (varbind->position ? !varbind_at(event, varbind->position, &binding)
			      : !varbind_find(event, varbind->object, &binding))
		return none();
	if (!varbind->function)
		return varbind_value(&binding, varbind->hint, arena, scratch);
	call.varbind = &binding;
	if (!ber_varbind(binding.bytes, &oid, &call.value))
		return none();
	return varbind->function->value(&call);
}
