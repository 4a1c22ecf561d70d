/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Each part of a pattern is either exact (it takes just one text) or it knows the best set of
 * literals of which one must stand in what it takes, perhaps none. Exact texts are kept on one
 * stack of bytes: those of a sequence lie next to each other there and make one run, until
 * something that is not exact ends the run.
 */
#include "rule/literal.h"

#include <string.h>

#include "base/text.h"
#include "rule/literal_token.h"

enum { DEPTH_MAXIMUM = 250, EASY_LENGTH = 4 };

struct literal_set {
	struct slice *items;
	size_t count; /* 0: nothing is known */
};

struct part {
	bool exact; /* its text is what it left on the stack; else it left nothing */
	struct literal_set set;
};

struct extractor {
	struct arena *arena; /* for this call only */
	struct literal_reader reader;
	struct text stack;
	unsigned depth;
	bool unknown; /* something was not understood: all is void */
};

static struct part parse_alternatives(struct extractor *extractor);

char literal_fold(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
}

unsigned literal_rarity(char byte)
{
	byte = literal_fold(byte);
	if (byte == ' ' || (byte != 0 && strchr("etaoinsr", byte)))
		return 1;
	if (byte != 0 && strchr("lcdumpfghybw0123.:=", byte))
		return 2;
	return byte >= 'a' && byte <= 'z' ? 3 : 4;
}

/* ---- sets ---- */

/* Short ones take a pass of their own and are found everywhere. */
static unsigned literal_score(struct slice literal)
{
	unsigned score = 0;

	for (size_t i = 0; i < literal.length; i++)
		score += literal_rarity(literal.data[i]);
	return literal.length < EASY_LENGTH ? score : score + 100;
}

/* A set is as good as its worst literal; each further one costs a little. */
static unsigned set_score(const struct literal_set *set)
{
	unsigned worst = UINT32_MAX;

	if (set->count == 0)
		return 0;
	for (size_t i = 0; i < set->count; i++) {
		unsigned score = literal_score(set->items[i]);

		worst = score < worst ? score : worst;
	}
	return worst > set->count ? worst - (unsigned)set->count : 1;
}

static void keep_better(struct literal_set *best, struct literal_set other)
{
	if (set_score(&other) > set_score(best))
		*best = other;
}

static struct literal_set set_of_text(struct extractor *extractor, struct slice text)
{
	struct literal_set set = {NULL, 0};

	if (text.length < LITERAL_MINIMUM)
		return set;
	set.count = 1;
	set.items = arena_alloc(extractor->arena, sizeof(*set.items));
	set.items[0] = arena_copy(extractor->arena, slice_part(text, 0, LITERAL_MAXIMUM));
	return set;
}

static bool set_has(const struct literal_set *set, struct slice literal)
{
	for (size_t i = 0; i < set->count; i++)
		if (slice_equal(set->items[i], literal))
			return true;
	return false;
}

/* One of both; `into` has room for LITERAL_SET_MAXIMUM. False if there is no such set. */
static bool set_unite(struct literal_set *into, const struct literal_set *other)
{
	for (size_t i = 0; i < other->count; i++) {
		if (set_has(into, other->items[i]))
			continue;
		if (into->count == LITERAL_SET_MAXIMUM)
			return false;
		into->items[into->count++] = other->items[i];
	}
	return other->count > 0;
}

/* ---- the stack ---- */

static struct slice stack_from(const struct extractor *extractor, size_t start)
{
	return slice_from(text_slice(&extractor->stack), start);
}

static void stack_cut(struct extractor *extractor, size_t length)
{
	extractor->stack.length = length;
}

/* Takes an exact text off the stack; either way, what must occur in the part. */
static struct literal_set part_set(struct extractor *extractor, struct part part, size_t start)
{
	if (!part.exact)
		return part.set;

	struct literal_set set = set_of_text(extractor, stack_from(extractor, start));
	stack_cut(extractor, start);
	return set;
}

/* ---- the grammar ---- */

static struct part fail(struct extractor *extractor)
{
	extractor->unknown = true;
	return (struct part){.exact = false};
}

/* The inside of a group, and its end. What a look-around sees is not taken. */
static struct part parse_group(struct extractor *extractor, bool look, bool extended)
{
	size_t start = extractor->stack.length;

	if (extractor->depth == DEPTH_MAXIMUM)
		return fail(extractor);
	extractor->depth++;
	struct part part = parse_alternatives(extractor);
	extractor->depth--;
	extractor->reader.extended = extended;
	if (!look)
		return part;
	stack_cut(extractor, start);
	return (struct part){.exact = true};
}

static struct part parse_atom(
	struct extractor *extractor, struct literal_token token, bool extended)
{
	switch (token.kind) {
	case LITERAL_BYTE:
		text_byte(&extractor->stack, token.byte);
		return (struct part){.exact = true};
	case LITERAL_EMPTY:
		return (struct part){.exact = true};
	case LITERAL_OTHER:
		return (struct part){.exact = false};
	case LITERAL_OPEN:
		return parse_group(extractor, false, extended);
	case LITERAL_OPEN_LOOK:
		return parse_group(extractor, true, extended);
	default:
		return fail(extractor);
	}
}

struct sequence {
	size_t start; /* of its first run on the stack */
	size_t run;   /* of its present run */
	bool exact;   /* so far */
	struct literal_set best;
};

static void end_run(struct extractor *extractor, struct sequence *sequence, size_t end)
{
	struct slice run = stack_from(extractor, sequence->run);

	run.length = end - sequence->run;
	keep_better(&sequence->best, set_of_text(extractor, run));
	sequence->exact = false;
}

/* One part behind the others; it begins at `mark` on the stack. */
static void add_part(struct extractor *extractor, struct sequence *sequence, size_t mark,
	struct part part, bool repeated, unsigned minimum)
{
	if (part.exact && !repeated)
		return;
	/* Of ab+c, "ab" and "bc" must be there; of ab*c, "a" and "c". */
	bool taken = part.exact && minimum > 0;
	end_run(extractor, sequence, taken ? extractor->stack.length : mark);
	sequence->run = mark;
	if (!taken)
		stack_cut(extractor, mark);
	if (!part.exact && minimum > 0)
		keep_better(&sequence->best, part.set);
}

static void parse_item(struct extractor *extractor, struct sequence *sequence,
	struct literal_token token, bool extended)
{
	size_t mark = extractor->stack.length;
	struct part part = parse_atom(extractor, token, extended);
	unsigned minimum = 1;

	if (extractor->unknown)
		return;
	bool repeated =
		literal_token_quantifier(&extractor->reader, &minimum, &extractor->unknown);
	if (!extractor->unknown)
		add_part(extractor, sequence, mark, part, repeated, minimum);
}

/* Up to the '|' or ')' or the end, which is left in *end. */
static struct part parse_sequence(struct extractor *extractor, enum literal_token_kind *end)
{
	size_t start = extractor->stack.length;
	struct sequence sequence = {.start = start, .run = start, .exact = true};

	while (!extractor->unknown) {
		bool extended = extractor->reader.extended;
		struct literal_token token = literal_token_read(&extractor->reader);

		*end = token.kind;
		if (token.kind == LITERAL_BAR || token.kind == LITERAL_CLOSE ||
			token.kind == LITERAL_END)
			break;
		parse_item(extractor, &sequence, token, extended);
	}
	if (sequence.exact || extractor->unknown)
		return (struct part){.exact = sequence.exact};
	end_run(extractor, &sequence, extractor->stack.length);
	stack_cut(extractor, start);
	return (struct part){.exact = false, .set = sequence.best};
}

/* The second alternative and those behind it. */
static struct part parse_others(struct extractor *extractor, struct part first, size_t start,
	enum literal_token_kind *end)
{
	struct part all = {.exact = false};
	struct literal_set set = part_set(extractor, first, start);

	all.set.items =
		arena_alloc(extractor->arena, LITERAL_SET_MAXIMUM * sizeof(*all.set.items));
	bool known = set_unite(&all.set, &set);
	while (*end == LITERAL_BAR && !extractor->unknown) {
		struct part part = parse_sequence(extractor, end);

		set = part_set(extractor, part, start);
		known = set_unite(&all.set, &set) && known;
	}
	if (!known)
		all.set.count = 0;
	return all;
}

static struct part parse_alternatives(struct extractor *extractor)
{
	size_t start = extractor->stack.length;
	bool inside = extractor->depth > 0;
	enum literal_token_kind end = LITERAL_END;
	struct part part = parse_sequence(extractor, &end);

	if (end == LITERAL_BAR && !extractor->unknown)
		part = parse_others(extractor, part, start, &end);
	if (end != (inside ? LITERAL_CLOSE : LITERAL_END))
		return fail(extractor);
	return part;
}

static struct literal_set extract(struct extractor *extractor)
{
	struct part part = parse_alternatives(extractor);

	if (extractor->unknown)
		return (struct literal_set){NULL, 0};
	return part_set(extractor, part, 0);
}

size_t literal_extract(struct arena *arena, struct slice pattern, const struct slice **literals)
{
	struct extractor extractor = {.arena = arena_new(1024), .reader = {.pattern = pattern}};
	struct literal_set set = extract(&extractor);
	struct slice *copies = arena_alloc(arena, set.count * sizeof(*copies));

	for (size_t i = 0; i < set.count; i++)
		copies[i] = arena_copy(arena, set.items[i]);
	*literals = copies;
	text_free(&extractor.stack);
	arena_free(extractor.arena);
	return set.count;
}
