/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Any datagram is refused or becomes a whole event, whose bindings can be read again.
 */
#include <assert.h>
#include <stdlib.h>

#include "base/xalloc.h"
#include "event/ber.h"
#include "fuzz.h"
#include "snmp/trap_session.h"

static void check_event(const struct event *event, size_t size)
{
	struct ber_value value;
	struct slice name;
	struct oid number;

	assert(event_valid(slice_make(event, size)));
	assert(event->kind == EVENT_TRAP);
	if (!(event->flags & EVENT_MALFORMED))
		assert(oid_from_ber(event_get(event, EVENT_TRAP_OID), &number));
	if (event->flags & EVENT_CUT)
		return;
	for (size_t i = 0; i < event_count(event, EVENT_VARBIND); i++) {
		assert(ber_varbind(event_get_nth(event, EVENT_VARBIND, i), &name, &value));
		assert(oid_from_ber(name, &number));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct trap_session *session = trap_session_new(NULL);
	struct address peer = {{[10] = 0xff, 0xff, 10, 9, 9, 1}};
	const struct string_list any = {0};
	const struct trap_context context = {
		.peer = &peer, .relayed = size % 2, .communities = &any};
	void *space = xmalloc(EVENT_MAXIMUM);
	size_t length = 0;

	if (trap_session_decode(session, slice_make(data, size), &context, space, &length) ==
		TRAP_ACCEPTED)
		check_event(space, length);
	free(space);
	trap_session_free(session);
	return 0;
}
