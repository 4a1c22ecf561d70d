/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/literal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/text.h"
#include "rule/pattern.h"

/* The literals that are wanted, joined by '|'; "" for none. */
static const struct {
	const char *pattern;
	const char *want;
} rows[] = {
	{"", ""},
	{"ab", ""},
	{"abc", "abc"},
	{"Link DOWN", "link down"},
	{"^link down$", "link down"},
	{"process (?<app>\\w+) died on signal (?<signal>\\d+)", " died on signal "},
	/* groups that take one text go on with their neighbours */
	{"a(b)c", "abc"},
	{"a(?:b(?<x>c))d", "abcd"},
	{"(?>abc)d", "abcd"},
	{"(?P<x>abc)(?'y'd)", "abcd"},
	{"(?i:abc)(?i)D", "abcd"},
	{"\\babc\\b def\\Z", "abc def"},
	/* quantifiers */
	{"abcd?", "abc"},
	{"abcd*e", "abc"},
	{"abcd+e", "abcd"},
	{"ab+cde", "bcde"},
	{"abc{0,3}def", "def"},
	{"abc{2}def", "cdef"},
	{"abc{00}def", "def"},
	{"abc{10,}?def", "cdef"},
	{"abc{x}", "abc{x}"},
	{"abc{,3}", ""}, /* depends on the version of PCRE2 */
	{"abc{ 1 }", ""},
	{"abc{1}\\E?", ""},
	{"(abc)?def", "def"},
	{"(abc|def)?ghi", "ghi"},
	{"(?:vwxyz)+abc", "vwxyzabc"},
	{"(\\d+ abc \\d+)+", " abc "},
	{"(\\d+ abc \\d+)*", ""},
	{"abc++d", "abc"},
	{"abc+?d", "abc"},
	/* alternatives: one of each */
	{"down|fail", "down|fail"},
	{"down|up", ""},
	{"link (down|failed)", "link down|link failed"},
	{"a(b|c)d(e|f)", "abde|abdf|acde|acdf"},
	{"(a|b|c|d|e)(f|g|h|i)xyz", "fxyz|gxyz|hxyz|ixyz"},
	{"(?:err|flt)[-:]9", "err-9|err:9|flt-9|flt:9"},
	{"[ab]c changed state to", "c changed state to"},
	{"(up|link failure)", ""},
	{"x(up|link failure)", "xup|xlink failure"},
	{"(?:lk|if)\\d(down|failed) x", "down x|failed x"},
	{"(down|DOWN)x", "downx"},
	{"(down|)", ""},
	{"(a|b)\\d(cde|fgh)", "cde|fgh"},
	{"(?|(?<n>abc)|(?<n>def))", "abc|def"},
	{"abc|(def|ghi)", "abc|def|ghi"},
	/* escapes */
	{"a\\.b\\[c", "a.b[c"},
	{"\\x41\\x{42}C", "abc"},
	{"ab\\x4", ""},
	{"a\\tb\\e", "a\tb\x1b"},
	{"abc\\d\\W\\s\\h\\v\\N\\R.", "abc"},
	{"abc\\p{Lu}\\pL\\P{^Lu}", "abc"},
	{"(\\w)abc\\1\\g{1}", "abc"},
	{"(?<n>\\w)abc\\k<n>\\k{n}\\k'n'(?P=n)\\g{n}", "abc"},
	{"abc\\K\\d", "abc"},
	{"\\Qa.b*\\Ec", "a.b*c"},
	{"\\Qabc\\E+d", "abc"},
	{"\\Qab|cd", "ab|cd"},
	{"a\\Eb\\Q\\Ec", "abc"},
	{"abc\\o{101}", "abc"},
	{"abc\\101", ""},
	{"abc\\cA", ""},
	/* classes */
	{"[a]b[cC]", "abc"},
	{"[.]ab[[]", ".ab["},
	{"[a-]bc", "abc|-bc"},
	{"[-a]bc", "-bc|abc"},
	{"[]b]cd", "]cd|bcd"},
	{"[abcde]fgh", "fgh"},
	{"[a-b]cde", "cde"},
	{"[\\w.]cde", "cde"},
	{"[^a]cde", "cde"},
	{"abc[de]", "abcd|abce"},
	{"abc[^d]", "abc"},
	{"abc[]x|]", "abc]|abcx|abc|"},
	{"abc[^]x|]", "abc"},
	{"abc[\\]|]", "abc]|abc|"},
	{"abc[[:alpha:]|]", "abc"},
	{"abc[[:^alpha:]]", "abc"},
	{"abc[[:x]", ""},
	{"abc[\\Q]|\\E]", ""},
	{"abc[a-z]+def", "abc"},
	/* look-around sees, but takes nothing */
	{"(?=abc)def", "def"},
	{"ab(?!x|y)c", "abc"},
	{"ab(?<=b)c(?<!x)", "abc"},
	{"(?=abc)", ""},
	/* options and comments */
	{"(?x) a b c # d | e", "abc"},
	{"(?x) a b c # d | e\n d", "abcd"},
	{"(?x) a b c # d\r | e\n d", ""},
	{"(?x) ab c + d", "abc"},
	{"(?x: a b ) c d", "ab c d"},
	{"(?x)(?-x) a b", " a b"},
	{"(?x)(?^) a b", " a b"},
	{"(?x) \\  a [ ] b", " a b"},
	{"(a(?x) b|c d e) f g h", "ab f g h|cde f g h"},
	{"a(?#x|y)bc", "abc"},
	{"abc(?#x)*d", ""},
	{"(?xx)abc", ""},
	{"(?x)\x85\x85\x85", ""}, /* blanks to some PCRE2 */
	{"(?ims)abc", "abc"},
	/* what is not understood gives none */
	{"abc(*ACCEPT)def", ""},
	{"(*NO_START_OPT)abc", ""},
	{"(a)?(?(1)bcd|efg)", ""},
	{"(a(?1)?b)cde", "cde"},
	{"(abc)(?1)(?R)?(?+1)?(d)", "abc"},
};

static const char *join(struct text *out, const struct slice *literals, size_t count)
{
	text_reset(out);
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			text_byte(out, '|');
		text_append(out, literals[i]);
	}
	return text_get(out);
}

static void draws(void **state)
{
	struct arena *arena = arena_new(0);
	struct text found = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct slice *literals;
		struct error error;
		size_t count = literal_extract(arena, slice_of(rows[i].pattern), &literals);

		join(&found, literals, count);
		if (strcmp(text_get(&found), rows[i].want) != 0)
			fail_msg("%s gives %s, not %s", rows[i].pattern, text_get(&found),
				rows[i].want);
		if (!pattern_compile(arena, slice_of(rows[i].pattern), &error))
			fail_msg("%s: %s", rows[i].pattern, error.text);
	}
	text_free(&found);
	arena_free(arena);
}

/* ---- property: what PCRE2 matches holds a literal ---- */

enum { PATTERNS = 10000, SUBJECTS = 40, PATTERN_DEPTH = 3 };

static unsigned below(unsigned limit)
{
	return (unsigned)rand() % limit;
}

static const char *any_of(const char *const *texts, size_t count)
{
	return texts[below((unsigned)count)];
}

#define ANY_OF(texts) any_of(texts, sizeof(texts) / sizeof((texts)[0]))

/* Few different letters, so that random subjects match often. */
static void random_atom(struct text *out)
{
	static const char *const atoms[] = {"abc", "abcd", "bca", "cab", "a", "b", "c", "d",
		"A", "aBc", "abcabc", "bcdbcd", " ", "a b", "\\d", "\\w", ".", "[abc]", "[a]",
		"[aA]", "[^a]", "[^]a]", "a", "ab", "bc", "abc", "bcd", "[]a]", "[a-c]",
		"[[:alpha:]|]", "\\x61", "\\x{62}", "\\Qab\\E", "\\Qa|b\\E", "\\.", "\\|",
		"\\b", "^", "$", "\\K", "(?i)", "(?x)", "(?-x)", "(?s)", "(?^)", "(?#x|y)",
		"\\E", "\\s", "\\R", "\\N", "\\1", "(?1)", "{", "{x}", "#", "# x\n", "\\#",
		"\\ ", "abc def", "a{,2}", "\\pL", "\\h", "\\Qab", "(*ACCEPT)", "(*F)",
		"(*SKIP)", "(?(1)abc|bcd)"};

	text_string(out, ANY_OF(atoms));
}

static void random_quantifier(struct text *out)
{
	static const char *const quantifiers[] = {"*", "+", "?", "{0}", "{1}", "{2}", "{0,2}",
		"{1,}", "{2,3}", "*?", "+?", "??", "++", "*+", " +", "\\E+", "(?#x)*"};

	if (below(3) == 0)
		text_string(out, ANY_OF(quantifiers));
}

static void random_pattern(struct text *out, unsigned depth);

static void random_group(struct text *out, unsigned depth)
{
	static const char *const openings[] = {"(", "(", "(", "(?:", "(?:", "(?|", "(?>",
		"(?i:", "(?x:", "(?-x:", "(?<n>", "(?=", "(?!", "(?<=", "(?<!"};

	text_string(out, ANY_OF(openings));
	random_pattern(out, depth - 1);
	text_string(out, ")");
}

static void random_pattern(struct text *out, unsigned depth)
{
	unsigned items = 1 + below(4);

	for (unsigned i = 0; i < items; i++) {
		if (depth > 0 && below(3) == 0)
			random_group(out, depth);
		else
			random_atom(out);
		random_quantifier(out);
	}
	if (below(3) == 0) {
		text_byte(out, '|');
		random_pattern(out, depth > 0 ? depth - 1 : 0);
	}
}

static void random_subject(struct text *out)
{
	static const char *const pieces[] = {"abc", "bcd", "ABC", "abcd", "a", "b", "c", "d",
		" ", "|", "1", ".", "x", "#", "\n", "]", "ab", "bc", "a b", "{", "}", "def"};
	unsigned count = 1 + below(9);

	text_reset(out);
	for (unsigned i = 0; i < count; i++)
		text_string(out, ANY_OF(pieces));
}

static bool holds_one(struct text *subject, const struct slice *literals, size_t count)
{
	for (size_t i = 0; i < subject->length; i++)
		subject->data[i] = literal_fold(subject->data[i]);
	for (size_t i = 0; i < count; i++)
		if (slice_find_slice(text_slice(subject), literals[i]) != SIZE_MAX)
			return true;
	return false;
}

struct tally {
	unsigned compiled, indexed, matched;
};

static void try_pattern(struct arena *arena, struct pattern_scratch *scratch,
	struct slice pattern_text, struct tally *tally)
{
	struct pattern *pattern = pattern_compile(arena, pattern_text, NULL);
	const struct slice *literals;
	struct text subject = {0};
	size_t count = pattern ? pattern_literals(pattern, &literals) : 0;

	tally->compiled += pattern != NULL;
	tally->indexed += count > 0;
	for (int i = 0; count > 0 && i < SUBJECTS; i++) {
		random_subject(&subject);
		if (pattern_match(pattern, text_slice(&subject), scratch, NULL) != PATTERN_YES)
			continue;
		tally->matched++;
		if (!holds_one(&subject, literals, count))
			fail_msg("%.*s matches '%s', which has not '%.*s'",
				SLICE_PRINT(pattern_text), text_get(&subject),
				SLICE_PRINT(literals[0]));
	}
	text_free(&subject);
}

static unsigned seed_of_this_run(void)
{
	const char *given = getenv("SEED");
	unsigned seed = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL);

	print_message("SEED=%u\n", seed);
	return seed;
}

static void stands_in_all_that_matches(void **state)
{
	struct arena *arena = arena_new(0);
	struct pattern_scratch *scratch = pattern_scratch_new();
	struct text pattern = {0};
	struct tally tally = {0};

	(void)state;
	srand(seed_of_this_run());
	for (int i = 0; i < PATTERNS; i++) {
		text_reset(&pattern);
		random_pattern(&pattern, PATTERN_DEPTH);
		try_pattern(arena, scratch, text_slice(&pattern), &tally);
		arena_reset(arena);
	}
	print_message("%u patterns, %u with literals, %u matches\n", tally.compiled,
		tally.indexed, tally.matched);
	assert_true(tally.indexed > PATTERNS / 20);
	assert_true(tally.matched > PATTERNS / 20);
	text_free(&pattern);
	pattern_scratch_free(scratch);
	arena_free(arena);
}

static void cuts_and_bounds(void **state)
{
	struct arena *arena = arena_new(0);
	struct text pattern = {0};
	const struct slice *literals;

	(void)state;
	for (int i = 0; i < 1000; i++)
		text_byte(&pattern, 'x');
	assert_int_equal(literal_extract(arena, text_slice(&pattern), &literals), 1);
	assert_int_equal(literals[0].length, LITERAL_MAXIMUM);
	text_reset(&pattern);
	for (int i = 0; i < LITERAL_SET_MAXIMUM; i++)
		text_printf(&pattern, "%sline%d", i ? "|" : "", i);
	assert_int_equal(
		literal_extract(arena, text_slice(&pattern), &literals), LITERAL_SET_MAXIMUM);
	text_string(&pattern, "|one more");
	assert_int_equal(literal_extract(arena, text_slice(&pattern), &literals), 0);
	text_reset(&pattern);
	for (int i = 0; i < 300; i++)
		text_byte(&pattern, '(');
	text_string(&pattern, "abc");
	for (int i = 0; i < 300; i++)
		text_byte(&pattern, ')');
	assert_int_equal(literal_extract(arena, text_slice(&pattern), &literals), 0);
	text_free(&pattern);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(draws),
		cmocka_unit_test(cuts_and_bounds),
		cmocka_unit_test(stands_in_all_that_matches),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
