/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#define PCRE2_CODE_UNIT_WIDTH 8

#include "rule/pattern.h"

#include <assert.h>
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xalloc.h"
#include "rule/literal.h"

enum {
	MATCH_LIMIT = 100000,
	DEPTH_LIMIT = 10000,     /* interpreter only, as is the heap */
	HEAP_LIMIT = 1024,       /* KiB */
	STACK_FIRST = 32 * 1024, /* bytes of JIT stack; grows to the second */
	STACK_MOST = 1024 * 1024,
	GROUPS_MAXIMUM = 100,        /* capturing groups of a pattern, named or not */
	PATTERN_MAXIMUM = 16 * 1024, /* bytes of a pattern's text */
	MESSAGE_MAXIMUM = 160,
	NEAR_MAXIMUM = 40, /* bytes shown before an error */
};

struct group {
	const char *name;
	uint32_t number;
};

struct pattern {
	pcre2_code *code;
	bool compiled; /* to machine code; else interpreted, as where JIT does not exist */
	struct group *groups; /* named ones, by number */
	size_t group_count;
	const struct slice *literals;
	size_t literal_count;
};

struct pattern_scratch {
	pcre2_match_data *data;
	pcre2_match_context *context;
	pcre2_jit_stack *stack;
	bool limited;
};

static void *allocate(size_t size, void *context)
{
	(void)context;
	return xmalloc(size);
}

static void release(void *memory, void *context)
{
	(void)context;
	free(memory);
}

/* Allocation that ends the process when it fails, as everywhere. */
static pcre2_general_context *general_new(void)
{
	return pcre2_general_context_create(allocate, release, NULL);
}

static bool is_control(char byte)
{
	return byte == 0 || byte == '\a' || byte == '\b' || byte == '\v';
}

/* What the author must write in a rule file for this byte of a pattern. */
static void print_escaped(struct text *out, char byte)
{
	switch (byte) {
	case 0:
		text_string(out, "\\\\x00");
		return;
	case '\a':
		text_string(out, "\\\\a");
		return;
	case '\b':
		text_string(out, "\\\\b");
		return;
	case '\v':
		text_string(out, "\\\\v");
		return;
	case '\\':
	case '"':
		text_byte(out, '\\');
	}
	text_byte(out, byte);
}

/* "\b" in a rule file is a backspace by the time it comes here. */
static bool refuse_control(struct slice text, size_t at, struct error *error)
{
	struct text line = {0};

	for (size_t i = 0; i < text.length; i++)
		print_escaped(&line, text.data[i]);
	error_set(error,
		"the pattern holds the control byte 0x%02x at character %zu: escapes are read "
		"twice, so backslashes are doubled; write \"%s\"",
		(unsigned)text.data[at], at + 1, text_get(&line));
	text_free(&line);
	return false;
}

static bool check_text(struct slice text, struct error *error)
{
	if (text.length > PATTERN_MAXIMUM)
		return error_set(error, "the pattern has %zu bytes; at most %d are allowed",
			text.length, PATTERN_MAXIMUM);
	for (size_t i = 0; i < text.length; i++)
		if (is_control(text.data[i]))
			return refuse_control(text, i, error);
	return true;
}

static pcre2_code *compile(struct slice text, struct error *error)
{
	pcre2_general_context *general = general_new();
	pcre2_compile_context *context = pcre2_compile_context_create(general);
	uint32_t options = PCRE2_NEVER_BACKSLASH_C | PCRE2_NEVER_UTF | PCRE2_NEVER_UCP;
	char message[MESSAGE_MAXIMUM];
	PCRE2_SIZE at, start;
	int code;
	pcre2_code *compiled = pcre2_compile((PCRE2_SPTR)(text.data ? text.data : ""),
		text.length, options, &code, &at, context);

	pcre2_compile_context_free(context);
	pcre2_general_context_free(general);
	if (compiled)
		return compiled;
	pcre2_get_error_message(code, (PCRE2_UCHAR *)message, sizeof(message));
	start = at > NEAR_MAXIMUM ? at - NEAR_MAXIMUM : 0;
	error_set(error, "the pattern does not compile: %s%s%.*s%s", message,
		at > 0 ? ", behind '" : "", SLICE_PRINT(slice_part(text, start, at - start)),
		at > 0 ? "'" : "");
	return NULL;
}

static void pattern_release(void *object)
{
	struct pattern *pattern = object;

	pcre2_code_free(pattern->code);
	pattern->code = NULL;
}

static int by_number(const void *a, const void *b)
{
	const struct group *first = a, *second = b;

	return (first->number > second->number) - (first->number < second->number);
}

/* PCRE2 keeps the names sorted, so that equal ones are neighbours. */
static bool check_names(const struct group *groups, size_t count, struct error *error)
{
	for (size_t i = 1; i < count; i++)
		if (strcmp(groups[i - 1].name, groups[i].name) == 0)
			return error_set(error,
				"the pattern has two groups named '%s'; a name is given once",
				groups[i].name);
	return true;
}

static bool read_groups(struct arena *arena, struct pattern *pattern, struct error *error)
{
	uint32_t count, size;
	PCRE2_SPTR row;

	pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMECOUNT, &count);
	pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
	pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMETABLE, &row);
	pattern->groups = arena_calloc(arena, count, sizeof(*pattern->groups));
	pattern->group_count = count;
	for (uint32_t i = 0; i < count; i++, row += size)
		pattern->groups[i] = (struct group){
			.name = arena_string(arena, slice_of((const char *)row + 2)),
			.number = (uint32_t)row[0] << 8 | row[1],
		};
	if (!check_names(pattern->groups, count, error))
		return false;
	if (count > 0)
		qsort(pattern->groups, count, sizeof(*pattern->groups), by_number);
	return true;
}

static int count_callout(pcre2_callout_enumerate_block *block, void *count)
{
	(void)block;
	++*(size_t *)count;
	return 0;
}

static bool check_code(const struct pattern *pattern, struct error *error)
{
	size_t callouts = 0;
	uint32_t groups;

	pcre2_callout_enumerate(pattern->code, count_callout, &callouts);
	if (callouts > 0)
		return error_set(error, "the pattern has a callout (?C), which we do not take");
	pcre2_pattern_info(pattern->code, PCRE2_INFO_CAPTURECOUNT, &groups);
	if (groups > GROUPS_MAXIMUM)
		return error_set(error, "the pattern has %u groups; at most %d are allowed",
			groups, GROUPS_MAXIMUM);
	return true;
}

/* Where JIT exists, every pattern must go through it: the interpreter's limits do not stop
 * what is merely quadratic. */
static bool compile_machine_code(struct pattern *pattern, struct error *error)
{
	uint32_t available = 0;
	size_t size = 0;

	pcre2_config(PCRE2_CONFIG_JIT, &available);
	if (!available)
		return true;
	if (pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE) != 0)
		return error_set(error,
			"the pattern cannot be compiled to machine code: it is too large, or "
			"the "
			"system denies memory that is both writable and executable");
	pcre2_pattern_info(pattern->code, PCRE2_INFO_JITSIZE, &size);
	pattern->compiled = size > 0;
	return pattern->compiled ||
	       error_set(error, "the pattern holds (*NO_JIT); leave it out");
}

struct pattern *pattern_compile(struct arena *arena, struct slice text, struct error *error)
{
	struct pattern *pattern = arena_calloc(arena, 1, sizeof(*pattern));

	if (!check_text(text, error))
		return NULL;
	pattern->code = compile(text, error);
	if (!pattern->code)
		return NULL;
	arena_on_reset(arena, pattern_release, pattern);
	if (!check_code(pattern, error) || !read_groups(arena, pattern, error) ||
		!compile_machine_code(pattern, error))
		return NULL;
	pattern->literal_count = literal_extract(arena, text, &pattern->literals);
	return pattern;
}

struct pattern_scratch *pattern_scratch_new(void)
{
	struct pattern_scratch *scratch = xcalloc(1, sizeof(*scratch));
	pcre2_general_context *general = general_new();

	scratch->data = pcre2_match_data_create(GROUPS_MAXIMUM + 1, general);
	scratch->context = pcre2_match_context_create(general);
	scratch->stack = pcre2_jit_stack_create(STACK_FIRST, STACK_MOST, general);
	assert(scratch->stack || !"the system has no memory for a JIT stack");
	pcre2_general_context_free(general);
	pcre2_set_match_limit(scratch->context, MATCH_LIMIT);
	pcre2_set_depth_limit(scratch->context, DEPTH_LIMIT);
	pcre2_set_heap_limit(scratch->context, HEAP_LIMIT);
	pcre2_jit_stack_assign(scratch->context, NULL, scratch->stack);
	return scratch;
}

void pattern_scratch_free(struct pattern_scratch *scratch)
{
	if (!scratch)
		return;
	pcre2_jit_stack_free(scratch->stack);
	pcre2_match_context_free(scratch->context);
	pcre2_match_data_free(scratch->data);
	free(scratch);
}

bool pattern_scratch_limited(struct pattern_scratch *scratch)
{
	bool limited = scratch->limited;

	scratch->limited = false;
	return limited;
}

size_t pattern_group_count(const struct pattern *pattern)
{
	return pattern->group_count;
}

const char *pattern_group_name(const struct pattern *pattern, size_t index)
{
	assert(index < pattern->group_count);
	return pattern->groups[index].name;
}

static int run(
	const struct pattern *pattern, struct slice subject, struct pattern_scratch *scratch)
{
	PCRE2_SPTR data = (PCRE2_SPTR)subject.data;

	if (pattern->compiled)
		return pcre2_jit_match(pattern->code, data, subject.length, 0, 0, scratch->data,
			scratch->context);
	return pcre2_match(
		pattern->code, data, subject.length, 0, 0, scratch->data, scratch->context);
}

/* Groups beyond the last that took part are reported as unset too. */
static void read_captures(const struct pattern *pattern, struct slice subject,
	struct pattern_scratch *scratch, struct slice *captures)
{
	const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(scratch->data);

	for (size_t i = 0; i < pattern->group_count; i++) {
		const PCRE2_SIZE *pair = offsets + 2 * pattern->groups[i].number;

		captures[i] = pair[0] == PCRE2_UNSET
				      ? slice_of(NULL)
				      : slice_make(subject.data + pair[0], pair[1] - pair[0]);
	}
}

enum pattern_result pattern_match(const struct pattern *pattern, struct slice subject,
	struct pattern_scratch *scratch, struct slice *captures)
{
	/* Never NULL: an empty capture is not the same as none. */
	if (!subject.data)
		subject = slice_make("", 0);
	if (subject.length > PATTERN_SUBJECT_MAXIMUM)
		subject.length = PATTERN_SUBJECT_MAXIMUM;

	int result = run(pattern, subject, scratch);
	if (result == PCRE2_ERROR_NOMATCH)
		return PATTERN_NO;
	if (result < 0) {
		scratch->limited = true;
		return PATTERN_LIMITED;
	}
	if (captures)
		read_captures(pattern, subject, scratch, captures);
	return PATTERN_YES;
}

size_t pattern_literals(const struct pattern *pattern, const struct slice **literals)
{
	*literals = pattern->literals;
	return pattern->literal_count;
}
