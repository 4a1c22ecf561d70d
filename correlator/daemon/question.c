/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/question.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "daemon/engines.h"

/* Adding a question or an order is adding a row. */
static const struct request_type {
	const char *name;
	enum question_kind kind;
} types[] = {
	{"incidents", QUESTION_INCIDENTS},
	{"show", QUESTION_SHOW},
	{"status", QUESTION_STATUS},
	{"sources", QUESTION_SOURCES},
	{"unknown", QUESTION_UNKNOWN},
	{"engines", QUESTION_ENGINES},
	{"audit", QUESTION_AUDIT},
	{"backup", QUESTION_BACKUP},
	{"backup done", QUESTION_BACKUP_DONE},
	{"ack", QUESTION_ORDER},
	{"clear", QUESTION_ORDER},
	{"close", QUESTION_ORDER},
	{"note", QUESTION_ORDER},
	{"approve", QUESTION_ENGINE_ORDER},
	{"forget", QUESTION_ENGINE_ORDER},
	{"reload", QUESTION_RELOAD},
};

enum { TYPES = sizeof(types) / sizeof(*types) };

static const struct request_type *find_type(const char *name, struct error *error)
{
	struct text known = {0};

	for (size_t i = 0; i < TYPES; i++) {
		if (strcmp(types[i].name, name) == 0) {
			text_free(&known);
			return &types[i];
		}
		text_printf(&known, "%s%s", i ? ", " : "", types[i].name);
	}
	error_set(error, "unknown command; known: %s", text_get(&known));
	text_free(&known);
	return NULL;
}

static void put_text(
	json_t *json, const struct question *question, const char *name, const char *otherwise)
{
	const char *text = question_text(question, name);

	if (text || otherwise)
		json_object_set_new(json, name, json_text(text ? text : otherwise));
}

/* The payload of the command record. */
static void make_order(struct question *question, const char *name)
{
	json_t *json = json_object();

	json_object_set_new(json, "command", json_text(name));
	put_text(json, question, "incident", NULL);
	put_text(json, question, "alarm", NULL);
	put_text(json, question, "engine", NULL);
	put_text(json, question, "by", "somebody");
	put_text(json, question, "note", "");
	json_print(json, &question->order);
	json_decref(json);
}

struct question *question_new(json_t *request, struct error *error)
{
	const struct request_type *type =
		find_type(json_member_string(request, "command", ""), error);
	struct question *question;

	if (!type)
		return NULL;
	question = xcalloc(1, sizeof(*question));
	question->kind = type->kind;
	question->request = json_incref(request);
	if (type->kind == QUESTION_ORDER || type->kind == QUESTION_ENGINE_ORDER)
		make_order(question, type->name);
	return question;
}

void question_free(struct question *question)
{
	json_decref(question->request);
	engines_copy_free(question->engines);
	text_free(&question->order);
	text_free(&question->answer);
	free(question);
}

const char *question_text(const struct question *question, const char *name)
{
	return json_member_string(question->request, name, NULL);
}
