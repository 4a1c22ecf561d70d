/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Samples that nobody of this project wrote. They are no part of it: the folder that holds
 * them is named by CORRELATOR_SHARED, or is `shared` beside the source folder. Without it the
 * tests that need it are skipped.
 */
#ifndef TESTS_UNIT_INPUT_SAMPLES_H
#define TESTS_UNIT_INPUT_SAMPLES_H

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/slice.h"
#include "base/xalloc.h"

static inline const char *samples_path(const char *name, char path[512])
{
	const char *shared = getenv("CORRELATOR_SHARED"), *top = getenv("top_srcdir");

	if (shared)
		snprintf(path, 512, "%s/data/%s", shared, name);
	else
		snprintf(path, 512, "%s/../shared/data/%s", top ? top : ".", name);
	return path;
}

/* NULL when it is not there. */
static inline FILE *samples_open(const char *name)
{
	char path[512];
	FILE *file = fopen(samples_path(name, path), "rb");

	if (!file)
		printf("there is no %s: set CORRELATOR_SHARED\n", path);
	return file;
}

/* A whole file of JSON, or NULL when it is not there. */
static inline json_t *samples_json(const char *name)
{
	FILE *file = samples_open(name);
	json_t *json = file ? json_loadf(file, JSON_ALLOW_NUL, NULL) : NULL;

	if (file)
		fclose(file);
	return json;
}

/* The next line of a file of JSON lines, or NULL at the end. */
static inline json_t *samples_next(FILE *file)
{
	return json_loadf(file, JSON_ALLOW_NUL | JSON_DISABLE_EOF_CHECK, NULL);
}

static inline int samples_digit(char digit)
{
	return digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}

/* Bytes of a hex string, from the heap, exactly as long as they are: a read beyond is seen. */
static inline struct slice samples_bytes(const json_t *hex)
{
	const char *text = json_string_value(hex);
	size_t length = json_string_length(hex) / 2;
	char *bytes = xmalloc(length ? length : 1);

	for (size_t i = 0; i < length; i++)
		bytes[i] = (char)(samples_digit(text[2 * i]) << 4 |
				  samples_digit(text[2 * i + 1]));
	return slice_make(bytes, length);
}

static inline const char *samples_string(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

#endif
