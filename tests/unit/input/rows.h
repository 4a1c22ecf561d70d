/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Tables of lines and what becomes of them (line.h), read at noon of 29 August 2012.
 */
#ifndef TESTS_UNIT_INPUT_ROWS_H
#define TESTS_UNIT_INPUT_ROWS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/xalloc.h"
#include "input/syslog_parse.h"
#include "unit/input/line.h"

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

struct row {
	const char *input, *want;
};

struct parser {
	struct syslog_context context;
	void *space; /* EVENT_MAXIMUM bytes */
	struct text text;
};

static inline struct slice parse(struct parser *parser, struct slice datagram)
{
	size_t size = syslog_parse(datagram, &parser->context, parser->space, EVENT_MAXIMUM);

	assert_true(event_valid(slice_make(parser->space, size)));
	return slice_of(line_print(parser->space, &parser->text));
}

static inline void check(struct parser *parser, const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct slice got = parse(parser, slice_of(rows[i].input));

		if (!slice_equals(got, rows[i].want))
			fail_msg("%s\n   got: %.*s\n  want: %s", rows[i].input,
				SLICE_PRINT(got), rows[i].want);
	}
}

static inline int setup(void **state)
{
	struct parser *parser = xcalloc(1, sizeof(*parser));

	time_parse(slice_of("2012-08-29T12:00:00Z"), &parser->context.now);
	parser->space = xmalloc(EVENT_MAXIMUM);
	*state = parser;
	return 0;
}

static inline int teardown(void **state)
{
	struct parser *parser = *state;

	text_free(&parser->text);
	free(parser->space);
	free(parser);
	return 0;
}

#endif
