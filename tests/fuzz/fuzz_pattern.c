/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The first line is a pattern, the rest a subject. What matches must hold a literal.
 */
#include "fuzz.h"

#include <assert.h>

#include "base/text.h"
#include "rule/literal.h"
#include "rule/pattern.h"

static void fold(struct text *out, struct slice from)
{
	for (size_t i = 0; i < from.length; i++)
		text_byte(out, literal_fold(from.data[i]));
}

static bool holds_one(struct slice subject, const struct slice *literals, size_t count)
{
	struct text folded = {0};
	bool found = count == 0;

	fold(&folded, subject);
	for (size_t i = 0; i < count && !found; i++)
		found = slice_find_slice(text_slice(&folded), literals[i]) != SIZE_MAX;
	text_free(&folded);
	return found;
}

static void check_captures(struct slice subject, const struct slice *captures, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!captures[i].data || captures[i].length == 0)
			continue;
		assert(captures[i].data >= subject.data);
		assert(captures[i].data + captures[i].length <= subject.data + subject.length);
	}
}

static void match(struct arena *arena, const struct pattern *pattern, struct slice subject)
{
	struct pattern_scratch *scratch = pattern_scratch_new();
	size_t groups = pattern_group_count(pattern);
	struct slice *captures = arena_calloc(arena, groups, sizeof(*captures));
	const struct slice *literals;
	size_t count = pattern_literals(pattern, &literals);

	if (pattern_match(pattern, subject, scratch, captures) == PATTERN_YES) {
		assert(holds_one(subject, literals, count));
		check_captures(subject, captures, groups);
	}
	pattern_scratch_free(scratch);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(4096);
	struct slice rest = slice_make(data, size), text;
	struct error error;

	if (slice_line(&rest, &text)) {
		struct pattern *pattern = pattern_compile(arena, text, &error);

		if (pattern)
			match(arena, pattern, rest);
	}
	arena_free(arena);
	return 0;
}
