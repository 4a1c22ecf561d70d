/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * `correlator names`: what an OID is called, and what a name stands for.
 */
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/option.h"
#include "snmp/names_instance.h"
#include "tool/command.h"
#include "tool/load.h"

enum { NEAR_MAXIMUM = 5 };

struct names_words {
	const char *names;
	bool json;
};

static const struct option options[] = {
	{.name = "names",
		.type = OPTION_FILE,
		.offset = offsetof(struct names_words, names),
		.value = NAMES_INSTALLED,
		.help = "names made by 'correlator mibs'"},
	{.name = "json",
		.type = OPTION_BOOLEAN,
		.offset = offsetof(struct names_words, json),
		.help = "print one JSON document"},
	{0},
};

/* What was asked for: an object, and an instance behind it. */
struct answer {
	struct oid oid;
	struct name_entry entry;
};

static bool look_up(const struct names *names, const char *written, struct answer *answer)
{
	struct slice word = slice_of(written);
	const size_t dot = slice_find(word, 0, '.');

	if (oid_parse(word, &answer->oid))
		return names_of(names, &answer->oid, &answer->entry);
	if (!names_find(names, slice_part(word, 0, dot), &answer->entry))
		return false;
	answer->oid = answer->entry.oid;
	return names_instance_read(
		slice_from(word, dot == SIZE_MAX ? word.length : dot), &answer->oid);
}

/* Names that are nearly the one written, or begin with it, as a list of strings. */
static json_t *near_names(const struct names *names, const char *written)
{
	json_t *list = json_array();

	for (size_t i = 0; i < names_count(names) && json_array_size(list) < NEAR_MAXIMUM;
		i++) {
		struct name_entry entry;
		char name[128];
		struct slice full;

		names_at(names, i, &entry);
		full = entry.full;
		snprintf(name, sizeof(name), "%.*s",
			SLICE_PRINT(
				slice_from(full, slice_find_slice(full, slice_of("::")) + 2)));
		if (option_near(written, name) || slice_starts_with(slice_of(name), written))
			json_array_append_new(list, json_clean(full));
	}
	return list;
}

static json_t *text_json(struct text *text)
{
	json_t *json = json_clean(text_slice(text));

	text_free(text);
	return json;
}

static json_t *labels_json(struct slice labels)
{
	json_t *json = json_object();
	struct name_label label;

	while (names_label(&labels, &label)) {
		struct text name = {0};

		text_clean(&name, label.text);
		json_object_set_new(json, text_get(&name), json_integer(label.number));
		text_free(&name);
	}
	return json;
}

static json_t *objects_json(struct slice objects)
{
	json_t *list = json_array();

	while (objects.length > 0) {
		const size_t comma = slice_find(objects, 0, ',');

		json_array_append_new(list, json_clean(slice_part(objects, 0, comma)));
		objects = slice_from(objects, comma == SIZE_MAX ? objects.length : comma + 1);
	}
	return list;
}

/* The parts of the instance by name; what does not fit the index clause is left to `rest`. */
static void add_index(json_t *json, const struct names *names, const struct answer *answer)
{
	struct slice index = names_index_of(names, &answer->entry);
	size_t at = answer->entry.oid.length;
	json_t *parts = json_object();
	struct name_index part;
	struct text value = {0}, name = {0}, rest = {0};

	while (at < answer->oid.length &&
		names_part(&index, &answer->oid, &at, &part, &value)) {
		text_clean(&name, part.name);
		json_object_set_new(parts, text_get(&name), text_json(&value));
		text_free(&name);
	}
	text_free(&value);
	for (; at < answer->oid.length; at++)
		text_printf(&rest, "%s%u", rest.length ? "." : "", answer->oid.numbers[at]);
	if (json_object_size(parts) > 0)
		json_object_set_new(json, "index", parts);
	else
		json_decref(parts);
	if (rest.length > 0)
		json_object_set_new(json, "rest", text_json(&rest));
	else
		text_free(&rest);
}

static json_t *answer_json(const struct names *names, const struct answer *answer)
{
	const struct name_entry *entry = &answer->entry;
	struct text oid = {0}, full = {0}, hint = {0};
	json_t *json = json_object();

	oid_print(&answer->oid, &oid);
	names_instance_print(entry, &answer->oid, &full);
	names_hint(entry, &hint);
	json_object_set_new(json, "oid", text_json(&oid));
	json_object_set_new(json, "name", text_json(&full));
	json_object_set_new(json, "type", json_clean(entry->kind));
	if (entry->labels.length > 0)
		json_object_set_new(json, "labels", labels_json(entry->labels));
	if (hint.length > 0)
		json_object_set_new(json, "hint", text_json(&hint));
	if (entry->objects.length > 0)
		json_object_set_new(json, "objects", objects_json(entry->objects));
	add_index(json, names, answer);
	return json;
}

static json_t *ask(const struct names *names, const char *written)
{
	struct answer answer;
	json_t *json;

	if (look_up(names, written, &answer))
		return answer_json(names, &answer);
	json = json_object();
	json_object_set_new(json, "asked", json_clean(slice_of(written)));
	json_object_set_new(json, "near", near_names(names, written));
	return json;
}

static void print_list(const char *title, const json_t *list)
{
	const json_t *item;
	size_t i;

	if (json_array_size(list) == 0)
		return;
	printf("  %-8s", title);
	json_array_foreach(list, i, item) printf(" %s", json_string_value(item));
	putchar('\n');
}

static void print_map(const char *title, const json_t *map)
{
	const json_t *value;
	const char *name;

	if (!map)
		return;
	printf("  %-8s", title);
	json_object_foreach((json_t *)(uintptr_t)map, name, value)
	{
		if (json_is_integer(value))
			printf(" %s(%" JSON_INTEGER_FORMAT ")", name,
				json_integer_value(value));
		else
			printf(" %s=%s", name, json_string_value(value));
	}
	putchar('\n');
}

static void print_text(const char *title, const char *text)
{
	if (text)
		printf("  %-8s %s\n", title, text);
}

static void print_answer(const json_t *json)
{
	const char *name = json_member_string(json, "name", NULL);

	if (!name) {
		printf("%s: no loaded MIB knows it\n", json_member_string(json, "asked", ""));
		print_list("near", json_object_get(json, "near"));
		return;
	}
	puts(name);
	print_text("oid", json_member_string(json, "oid", NULL));
	print_text("type", json_member_string(json, "type", NULL));
	print_map("labels", json_object_get(json, "labels"));
	print_text("hint", json_member_string(json, "hint", NULL));
	print_list("objects", json_object_get(json, "objects"));
	print_map("index", json_object_get(json, "index"));
	print_text("rest", json_member_string(json, "rest", NULL));
}

static enum status print_all(
	const struct names *names, const struct operands *operands, bool as_json)
{
	json_t *list = json_array();
	enum status status = STATUS_FINE;
	struct text text = {0};

	for (size_t i = 0; i < operands->count; i++)
		json_array_append_new(list, ask(names, operands->words[i]));
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *json = json_array_get(list, i);

		if (!json_object_get(json, "name"))
			status = STATUS_TROUBLE;
		if (!as_json)
			print_answer(json);
	}
	json_print(list, &text);
	if (as_json)
		puts(text_get(&text));
	text_free(&text);
	json_decref(list);
	return status;
}

static enum status names_run(const void *settings, const struct operands *operands)
{
	const struct names_words *words = settings;
	struct error error;
	struct names *names = names_load(words->names, &error);
	enum status status;

	if (!names)
		return command_fail(STATUS_TROUBLE, "%s", error.text);
	status = print_all(names, operands, words->json);
	names_free(names);
	return status;
}

extern const struct command command_names;
const struct command command_names = {
	.name = "names",
	.operands = "OID|NAME...",
	.help = "say what OIDs are called and what names stand for",
	.details =
		"An OID may have an instance behind it, and so may a name: its parts are told\n"
		"by the index clause of the MIB. The exit status is 1 when something is not\n"
		"known; names that are nearly the same are shown.",
	.options = options,
	.settings_size = sizeof(struct names_words),
	.least = 1,
	.most = SIZE_MAX,
	.run = names_run,
};
