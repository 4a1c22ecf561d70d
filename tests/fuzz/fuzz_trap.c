/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Any datagram is refused or becomes a whole event, which can be described, and whose bindings
 * rules can read.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/xalloc.h"
#include "event/ber.h"
#include "fuzz.h"
#include "rule/varbind.h"
#include "snmp/trap_session.h"
#include "snmp/usm.h"
#include "snmp/usm_user.h"

static void read_varbind(const struct varbind *varbind)
{
	struct arena *arena = arena_new(0);
	struct text scratch = {0};

	varbind_value(varbind, NULL, arena, &scratch);
	varbind_value(varbind, "2d-1d-1d,1d:1d:1d.1d,1a1d:1d", arena, &scratch);
	varbind_value(varbind, "*1x:-2o0a", arena, &scratch);
	for (size_t n = 1; n <= 3; n++) {
		varbind_index(varbind, n);
		varbind_index_address(varbind, n, 4);
		varbind_index_address(varbind, n, 0);
		varbind_index_octets(varbind, n, 0, arena);
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

/* Users without and with keys. Files of v3 messages in the corpus are theirs. */
static const char *secret_file(const char *secret)
{
	char path[] = "fuzz_trap.XXXXXX";
	int fd = mkstemp(path); /* 0600 */

	assert(fd >= 0 && write(fd, secret, strlen(secret)) == (ssize_t)strlen(secret));
	close(fd);
	return xstrdup(path);
}

/* Reading pass phrases takes milliseconds, so this is made once. */
static struct usm *make_usm(void)
{
	static struct usm_user_settings users[] = {
		{.name = "u_none"}, {.name = "u_SHA_AES", .level = USM_PRIV}};
	static const struct usm_settings settings = {users, 2, ENROL_AUTOMATIC};
	struct usm_own own = {.boots = 3};
	struct report report = {0};
	struct usm_users *loaded;
	struct usm *usm;

	users[1].auth = usm_auth_find("SHA");
	users[1].priv = usm_priv_find("AES");
	users[1].auth_file = secret_file("authpass-u_SHA_AES");
	users[1].priv_file = secret_file("privpass-u_SHA_AES");
	snmp_engine_id_parse(slice_of("80001f88050102030405"), &own.id);
	loaded = usm_users_load(&settings, 1, &report);
	assert(loaded);
	usm = usm_new(loaded, &own, 1);
	unlink(users[1].auth_file);
	unlink(users[1].priv_file);
	return usm;
}

static void note_engine(void *context, const struct usm_engine *engine)
{
	*(struct snmp_engine_id *)context = engine->known.id;
}

/* So that the next input meets what this one met. */
static void forget_engines(struct usm *usm)
{
	struct snmp_engine_id id;

	for (;;) {
		id.length = 0;
		usm_each(usm, note_engine, &id);
		if (id.length == 0)
			return;
		usm_forget(usm, &id);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct usm *usm;
	struct address peer = {{[10] = 0xff, 0xff, 10, 9, 9, 1}};
	struct prefix here = {peer, 128};
	const struct prefix_list relays = {&here, size % 2};
	const struct trap_context context = {
		.peer = &peer, .relays = &relays, .now = 1346241603LL * 1000000000};
	struct trap_session *session;
	void *space = xmalloc(EVENT_MAXIMUM);
	size_t length = 0;

	if (!usm) {
		log_set_level(LOG_LEVEL_ERROR); /* a new engine is news, but not here */
		usm = make_usm();
	}
	session = trap_session_new(usm, NULL);
	if (trap_session_decode(session, slice_make(data, size), &context, space, &length) ==
		TRAP_ACCEPTED)
		check_event(space, length);
	free(space);
	trap_session_free(session);
	forget_engines(usm);
	return 0;
}
