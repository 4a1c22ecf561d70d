/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "config/scan.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "config/sources.h"
#include "config/tokens.h"

static void check_number(const struct token *token, struct origin origin, struct report *report)
{
	char digits[64];
	if (token->text.length >= sizeof(digits)) {
		report_error(report, origin, "a number of %zu digits does not fit",
			token->text.length);
		return;
	}
	memcpy(digits, token->text.data, token->text.length);
	digits[token->text.length] = '\0';
	bool hexadecimal = strpbrk(digits, "xX") != NULL;
	if (!hexadecimal && strpbrk(digits, ".eE"))
		return; /* a fraction, which no setting takes */
	errno = 0;
	char *end;
	long long number = strtoll(digits, &end, hexadecimal ? 16 : 10);
	bool is_long = *end == 'L';
	if (errno == ERANGE)
		report_error(report, origin, "the number %s is too large: at most %lld fits",
			digits, (long long)INT64_MAX);
	else if (!is_long && (number > INT32_MAX || number < INT32_MIN))
		report_error(report, origin,
			"the number %s does not fit: write it with an L at its end, %sL",
			digits, digits);
}

/* Length of an escape at text[0] = '\\' that leaves a control byte which no pattern means, or
 * 0. */
static size_t harmful(struct slice text)
{
	if (text.length < 2)
		return 0;
	if (strchr("abv", text.data[1]) && text.data[1])
		return 2;
	struct slice hex = slice_part(text, 1, 3);
	static const char *const bytes[] = {"x00", "x07", "x08", "x0b"};
	for (size_t i = 0; i < sizeof(bytes) / sizeof(bytes[0]); i++)
		if (slice_equals_caseless(hex, bytes[i]))
			return 4;
	return 0;
}

/* Appends the line with the backslash of every harmful escape doubled. */
static bool correct(struct slice line, struct text *out)
{
	bool changed = false;
	for (size_t i = 0; i < line.length; i++) {
		struct slice rest = slice_from(line, i);
		bool escape = rest.data[0] == '\\' && rest.length > 1;
		if (escape && harmful(rest)) {
			text_string(out, "\\");
			changed = true;
		}
		text_append(out, slice_part(rest, 0, escape ? 2 : 1));
		i += escape;
	}
	return changed;
}

/* A string may be long: each of its lines is looked at alone. */
static void check_string(const struct token *token, struct slice content, struct origin origin,
	struct report *report)
{
	struct slice rest = token->text, piece;
	for (; slice_line(&rest, &piece); origin.line++) {
		struct text corrected = {0};
		if (correct(piece, &corrected)) {
			text_reset(&corrected);
			correct(slice_trim(source_line(content, origin.line)), &corrected);
			report_error(report, origin,
				"an escape such as \\b is a control byte here: a pattern needs "
				"two "
				"backslashes; write: %s",
				text_get(&corrected));
		}
		text_free(&corrected);
	}
}

void scan_content(const char *path, struct slice content, struct report *report)
{
	struct tokens tokens = tokens_of(content);
	unsigned told = 0; /* the last line told about: once is enough */
	for (;;) {
		struct token token = tokens_next(&tokens);
		struct origin origin = {path, token.line};
		if (token.kind == TOKEN_END)
			return;
		size_t before = report->count;
		if (token.kind == TOKEN_NUMBER)
			check_number(&token, origin, report);
		else if (token.kind == TOKEN_STRING && token.line != told)
			check_string(&token, content, origin, report);
		if (report->count > before)
			told = token.line;
	}
}
