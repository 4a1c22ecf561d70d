/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A trap session that decodes messages from 10.9.9.1, and how its events read.
 */
#ifndef TESTS_UNIT_SNMP_DECODER_H
#define TESTS_UNIT_SNMP_DECODER_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/xalloc.h"
#include "snmp/trap_session.h"
#include "unit/snmp/message.h"

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))
#define TRAP_OID    "1.3.6.1.4.1.99999.1.0.1"
#define OBJECT      "1.3.6.1.4.1.99999.1.1.1.2.3"

struct decoder {
	struct trap_session *session;
	struct address peer;
	struct prefix_list relays;
	struct communities *communities;
	const struct event *event;
	struct text text;
};

static inline int decoder_setup(void **state)
{
	struct decoder *decoder = xcalloc(1, sizeof(*decoder));

	decoder->session = trap_session_new(NULL, NULL);
	decoder->event = xmalloc(EVENT_MAXIMUM);
	address_parse(slice_of("10.9.9.1"), &decoder->peer);
	*state = decoder;
	return decoder->session ? 0 : -1;
}

static inline int decoder_teardown(void **state)
{
	struct decoder *decoder = *state;

	trap_session_free(decoder->session);
	communities_free(decoder->communities);
	free((void *)decoder->event);
	text_free(&decoder->text);
	free(decoder);
	return 0;
}

/* Which communities are accepted; none: any. */
static inline void decoder_accept(
	struct decoder *decoder, const struct string_list *listed, const char *file)
{
	struct error error = {.text = ""};

	communities_free(decoder->communities);
	decoder->communities = communities_new(listed, file, &error);
	if (!decoder->communities)
		fail_msg("%s", error.text);
}

static inline enum trap_verdict decoder_bytes(struct decoder *decoder, struct slice bytes)
{
	const struct trap_context context = {.peer = &decoder->peer,
		.relays = &decoder->relays,
		.listener = 3,
		.communities = decoder->communities};
	size_t size = 0;
	enum trap_verdict verdict = trap_session_decode(
		decoder->session, bytes, &context, (void *)decoder->event, &size);

	if (verdict == TRAP_ACCEPTED)
		assert_true(event_valid(slice_make(decoder->event, size)));
	return verdict;
}

/* Frees the message. */
static inline enum trap_verdict decoder_decode(struct decoder *decoder, struct text *message)
{
	enum trap_verdict verdict = decoder_bytes(decoder, text_slice(message));

	text_free(message);
	*message = (struct text){0};
	return verdict;
}

static inline void decoder_number(
	struct decoder *decoder, enum event_field field, const char *name)
{
	struct ber_value value = {BER_TIMETICKS, event_get(decoder->event, field)};
	int64_t number;

	if (ber_number(&value, &number))
		text_printf(&decoder->text, " %s=%lld", name, (long long)number);
}

static inline void decoder_flags(struct decoder *decoder)
{
	unsigned flags = decoder->event->flags;

	text_string(&decoder->text, flags & EVENT_MALFORMED ? " malformed" : "");
	text_string(&decoder->text, flags & EVENT_RELAYED ? " relayed" : "");
	text_string(&decoder->text, flags & EVENT_CUT ? " cut" : "");
}

/* As event_describe() does, and what that leaves out. */
static inline void decoder_want(struct decoder *decoder, const char *wanted)
{
	struct address agent;
	struct oid enterprise;
	char address[ADDRESS_TEXT];

	text_reset(&decoder->text);
	event_describe(decoder->event, &decoder->text);
	decoder_number(decoder, EVENT_UPTIME, "uptime");
	if (address_from_bytes(event_get(decoder->event, EVENT_AGENT), &agent))
		text_printf(&decoder->text, " agent=%s", address_print(&agent, address));
	if (oid_from_ber(event_get(decoder->event, EVENT_ENTERPRISE), &enterprise)) {
		text_string(&decoder->text, " enterprise=");
		oid_print(&enterprise, &decoder->text);
	}
	decoder_flags(decoder);
	assert_string_equal(text_get(&decoder->text), wanted);
}

#endif
