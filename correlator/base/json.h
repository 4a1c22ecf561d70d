/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What we add to jansson: strings from outside, which may not be valid UTF-8, and one way to
 * print. Objects keep the order in which members were set, so equal input gives equal bytes.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <jansson.h>

#include "base/error.h"
#include "base/text.h"

/* A JSON string of bytes from outside, through text_clean(). A new reference. */
json_t *json_clean(struct slice bytes);
/* A new string reference for a C string of ours; JSON null for NULL. */
json_t *json_text(const char *string);
/* A list of {file, line, level, text}, in the order of the report. A new reference. */
json_t *json_problems(const struct report *report);
/* Appends it on one line, no newline; members in the order they were set. */
void json_print(const json_t *value, struct text *out);
/* Parses one whole value, or NULL with a sentence. A new reference. */
json_t *json_parse(struct slice text, struct error *error);
/* The member as a string or integer, or the default where absent or of another type. */
const char *json_member_string(const json_t *object, const char *name, const char *otherwise);
int64_t json_member_integer(const json_t *object, const char *name, int64_t otherwise);

#endif
