/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Lines of samples made events, one at a time; `now` is in August 2012 unless the test says
 * otherwise.
 */
#ifndef TESTS_UNIT_INPUT_PARSER_H
#define TESTS_UNIT_INPUT_PARSER_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/duration.h"
#include "base/xalloc.h"
#include "input/syslog_parse.h"

struct parser {
	struct syslog_context context;
	struct event *event; /* EVENT_MAXIMUM bytes */
};

static inline int parser_setup(void **state)
{
	struct parser *parser = xcalloc(1, sizeof(*parser));

	time_parse(slice_of("2012-08-29T12:00:00Z"), &parser->context.now);
	parser->event = xmalloc(EVENT_MAXIMUM);
	*state = parser;
	return 0;
}

static inline int parser_teardown(void **state)
{
	struct parser *parser = *state;

	free(parser->event);
	free(parser);
	return 0;
}

static inline const struct event *parser_read(struct parser *parser, struct slice line)
{
	size_t size = syslog_parse(line, &parser->context, parser->event, EVENT_MAXIMUM);

	assert_true(event_valid(slice_make(parser->event, size)));
	return parser->event;
}

#endif
