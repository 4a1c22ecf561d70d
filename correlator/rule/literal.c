/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A part of a pattern is exact if it takes one of a few texts and nothing else. The exact parts
 * of a sequence that are neighbours make a run: one of its texts stands in what matches. Of the
 * runs of a sequence, and of what is known about its other parts, the best is kept.
 */
#include "rule/literal.h"

#include <string.h>

#include "rule/literal_set.h"
#include "rule/literal_token.h"

enum {
	DEPTH_MAXIMUM = 250, /* of groups */
	RUN_MAXIMUM = 16,    /* texts of a run: (err|flt)[-:]9 has 4 */
};

struct part {
	bool exact;
	struct literal_set texts; /* all that it may take, if it is exact */
	struct literal_set best;  /* one of them is in what it takes; may be empty */
};

struct extractor {
	struct arena *arena; /* for this call only */
	struct literal_reader reader;
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

static struct literal_set one_text(struct extractor *extractor, struct slice text)
{
	return literal_set_of(extractor->arena, text);
}

static void keep_better(struct literal_set *best, struct literal_set other)
{
	if (other.count > 0 && literal_set_score(other) > literal_set_score(*best))
		*best = other;
}

static struct part fail(struct extractor *extractor)
{
	extractor->unknown = true;
	return (struct part){.exact = false};
}

/* ---- atoms ---- */

static struct part empty_part(struct extractor *extractor)
{
	return (struct part){.exact = true, .texts = one_text(extractor, slice_make("", 0))};
}

static struct part byte_part(struct extractor *extractor, const struct literal_token *token)
{
	struct slice *texts = arena_alloc(extractor->arena, token->count * sizeof(*texts));

	for (size_t i = 0; i < token->count; i++)
		texts[i] = arena_copy(extractor->arena, slice_make(&token->bytes[i], 1));
	return (struct part){.exact = true, .texts = {texts, token->count}};
}

/* The inside of a group, and its end. What a look-around sees is not taken. */
static struct part parse_group(struct extractor *extractor, bool look, bool extended)
{
	if (extractor->depth == DEPTH_MAXIMUM)
		return fail(extractor);
	extractor->depth++;
	struct part part = parse_alternatives(extractor);
	extractor->depth--;
	extractor->reader.extended = extended;
	return look ? empty_part(extractor) : part;
}

static struct part parse_atom(
	struct extractor *extractor, const struct literal_token *token, bool extended)
{
	switch (token->kind) {
	case LITERAL_BYTE:
		return byte_part(extractor, token);
	case LITERAL_EMPTY:
		return empty_part(extractor);
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

/* ---- sequences ---- */

struct sequence {
	struct literal_set run;
	struct literal_set tail; /* its end, from where it takes just one text */
	struct literal_set best;
	bool exact; /* the run is the whole */
};

static void begin_run(
	struct extractor *extractor, struct sequence *sequence, struct literal_set texts)
{
	sequence->run = texts;
	sequence->tail = texts.count == 1 ? texts : one_text(extractor, slice_make("", 0));
}

static void keep_run(struct sequence *sequence)
{
	keep_better(&sequence->best, sequence->run);
	keep_better(&sequence->best, sequence->tail);
}

static void end_run(
	struct extractor *extractor, struct sequence *sequence, struct literal_set texts)
{
	keep_run(sequence);
	sequence->exact = false;
	begin_run(extractor, sequence, texts);
}

static struct literal_set join(
	struct extractor *extractor, struct literal_set a, struct literal_set b)
{
	return literal_set_join(extractor->arena, a, b, RUN_MAXIMUM, LITERAL_MAXIMUM);
}

static void extend_run(
	struct extractor *extractor, struct sequence *sequence, struct literal_set texts)
{
	struct literal_set joined = join(extractor, sequence->run, texts);

	if (joined.count == 0) {
		end_run(extractor, sequence, texts);
		return;
	}
	if (texts.count > 1) {
		keep_run(sequence);
		sequence->tail = one_text(extractor, slice_make("", 0));
	} else {
		sequence->tail =
			joined.count == 1 ? joined : join(extractor, sequence->tail, texts);
	}
	sequence->run = joined;
}

/* Of ab+c, "ab" and "bc" must be there; of ab*c, "a" and "c". */
static void add_part(struct extractor *extractor, struct sequence *sequence, struct part part,
	bool repeated, unsigned minimum)
{
	if (minimum > 0)
		keep_better(&sequence->best, part.best);
	if (part.exact && minimum > 0)
		extend_run(extractor, sequence, part.texts);
	if (!part.exact || minimum == 0)
		end_run(extractor, sequence, one_text(extractor, slice_make("", 0)));
	else if (repeated)
		end_run(extractor, sequence, part.texts);
}

static void parse_item(struct extractor *extractor, struct sequence *sequence,
	const struct literal_token *token, bool extended)
{
	struct part part = parse_atom(extractor, token, extended);
	unsigned minimum = 1;

	if (extractor->unknown)
		return;
	bool repeated =
		literal_token_quantifier(&extractor->reader, &minimum, &extractor->unknown);
	if (!extractor->unknown)
		add_part(extractor, sequence, part, repeated, minimum);
}

/* Up to the '|' or ')' or the end, which is left in *end. */
static struct part parse_sequence(struct extractor *extractor, enum literal_token_kind *end)
{
	struct sequence sequence = {.exact = true};

	begin_run(extractor, &sequence, one_text(extractor, slice_make("", 0)));
	while (!extractor->unknown) {
		bool extended = extractor->reader.extended;
		struct literal_token token = literal_token_read(&extractor->reader);

		*end = token.kind;
		if (token.kind == LITERAL_BAR || token.kind == LITERAL_CLOSE ||
			token.kind == LITERAL_END)
			break;
		parse_item(extractor, &sequence, &token, extended);
	}
	keep_run(&sequence);
	return (struct part){sequence.exact, sequence.run, sequence.best};
}

/* ---- alternatives ---- */

static struct part either(struct extractor *extractor, struct part a, struct part b)
{
	struct part part = {
		.best = literal_set_unite(
			extractor->arena, a.best, b.best, LITERAL_SET_MAXIMUM),
	};

	if (a.exact && b.exact)
		part.texts = literal_set_unite(extractor->arena, a.texts, b.texts, RUN_MAXIMUM);
	part.exact = part.texts.count > 0;
	return part;
}

static struct part parse_alternatives(struct extractor *extractor)
{
	bool inside = extractor->depth > 0;
	enum literal_token_kind end = LITERAL_END;
	struct part part = parse_sequence(extractor, &end);

	while (end == LITERAL_BAR && !extractor->unknown)
		part = either(extractor, part, parse_sequence(extractor, &end));
	if (end != (inside ? LITERAL_CLOSE : LITERAL_END))
		return fail(extractor);
	return part;
}

size_t literal_extract(struct arena *arena, struct slice pattern, const struct slice **literals)
{
	struct extractor extractor = {.arena = arena_new(4096), .reader = {.pattern = pattern}};
	struct part part = parse_alternatives(&extractor);
	size_t count = extractor.unknown ? 0 : part.best.count;
	struct slice *copies = arena_alloc(arena, count * sizeof(*copies));

	for (size_t i = 0; i < count; i++)
		copies[i] = arena_copy(arena, part.best.texts[i]);
	*literals = copies;
	arena_free(extractor.arena);
	return count;
}
