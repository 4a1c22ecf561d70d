/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Any datagram is refused or becomes a whole event, which can be described, and whose bindings
 * rules can read.
 */
#include <assert.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/xalloc.h"
#include "event/ber.h"
#include "fuzz.h"
#include "rule/varbind.h"
#include "snmp/trap_session.h"

static void read_varbind(const struct varbind *varbind)
{
	struct arena *arena = arena_new(0);
	struct text scratch = {0};

	varbind_value(varbind, arena, &scratch);
	for (size_t n = 1; n <= 3; n++) {
		varbind_index(varbind, n);
		varbind_index_address(varbind, n);
		varbind_index_string(varbind, n, arena);
	}
	arena_free(arena);
	text_free(&scratch);
}

/* By its object, as if that were all but one byte of its name, and by position. */
static void check_varbind(const struct event *event, size_t n, struct slice name)
{
	struct varbind found;

	assert(varbind_find(event, slice_part(name, 0, name.length - 1), &found));
	read_varbind(&found);
	assert(varbind_at(event, n + 1, &found));
	read_varbind(&found);
}

static void describe(const struct event *event)
{
	struct text line = {0};

	event_describe(event, &line);
	for (size_t i = 0; i < line.length; i++)
		assert((unsigned char)line.data[i] >= 0x20);
	text_free(&line);
}

static void check_event(const struct event *event, size_t size)
{
	struct ber_value value;
	struct slice name;
	struct oid number;

	assert(event_valid(slice_make(event, size)));
	assert(event->kind == EVENT_TRAP);
	if (!(event->flags & EVENT_MALFORMED))
		assert(oid_from_ber(event_get(event, EVENT_TRAP_OID), &number));
	describe(event);
	for (size_t i = 0; i < event_count(event, EVENT_VARBIND); i++) {
		struct slice varbind = event_get_nth(event, EVENT_VARBIND, i);

		if (!ber_varbind(varbind, &name, &value)) {
			assert(event->flags & EVENT_CUT);
			continue;
		}
		assert(oid_from_ber(name, &number));
		if (i < 8)
			check_varbind(event, i, name);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct trap_session *session = trap_session_new(NULL, NULL);
	struct address peer = {{[10] = 0xff, 0xff, 10, 9, 9, 1}};
	struct prefix here = {peer, 128};
	const struct prefix_list relays = {&here, size % 2};
	const struct trap_context context = {.peer = &peer, .relays = &relays};
	void *space = xmalloc(EVENT_MAXIMUM);
	size_t length = 0;

	if (trap_session_decode(session, slice_make(data, size), &context, space, &length) ==
		TRAP_ACCEPTED)
		check_event(space, length);
	free(space);
	trap_session_free(session);
	return 0;
}
