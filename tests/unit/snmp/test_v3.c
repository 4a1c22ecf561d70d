/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The SNMPv3 cases of traps that were sent by Net-SNMP's clients (../shared/data), in their
 * order: whether one is taken depends on those before.
 */
#include "snmp/trap_session.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/json.h"
#include "base/xalloc.h"
#include "event/oid.h"
#include "snmp/usm.h"
#include "unit/input/samples.h"

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

enum { USERS_MAXIMUM = 64 };

struct fixture {
	json_t *document;
	char folder[64];
	struct usm_user_settings users[USERS_MAXIMUM];
	struct usm_settings settings;
	struct usm *usm;
	struct trap_session *session, *other;
	unsigned turns;
	struct event *event;
	int64_t now;
};

static const char *write_secret(struct fixture *fixture, const char *secret)
{
	struct text path = {0};
	FILE *file;

	text_printf(&path, "%s/%s", fixture->folder, secret);
	umask(077);
	file = fopen(text_get(&path), "w");
	assert_non_null(file);
	fprintf(file, "%s\n", secret);
	fclose(file);
	return path.data;
}

static void add_user(struct fixture *fixture, const json_t *expect)
{
	const char *name = json_member_string(expect, "user", ""),
		   *auth = json_member_string(expect, "auth", NULL),
		   *priv = json_member_string(expect, "priv", NULL),
		   *level = json_member_string(expect, "level", "");
	struct usm_user_settings *user = &fixture->users[fixture->settings.user_count];

	for (size_t i = 0; i < fixture->settings.user_count; i++)
		if (strcmp(fixture->users[i].name, name) == 0)
			return;
	assert_true(fixture->settings.user_count++ < USERS_MAXIMUM);
	*user = (struct usm_user_settings){.name = name};
	assert_true(usm_level_parse(level, &user->level));
	if (auth) {
		user->auth = usm_auth_find(auth);
		assert_non_null(user->auth);
		user->auth_file =
			write_secret(fixture, json_member_string(expect, "auth_pass", ""));
	}
	if (priv) {
		user->priv = usm_priv_find(priv);
		assert_non_null(user->priv);
		user->priv_file =
			write_secret(fixture, json_member_string(expect, "priv_pass", ""));
	}
}

static bool is_v3(const json_t *one)
{
	return strcmp(json_member_string(json_object_get(one, "expect"), "version", ""), "3") ==
	       0;
}

static const json_t *cases(const struct fixture *fixture)
{
	return json_object_get(fixture->document, "cases");
}

static int setup(void **state)
{
	struct fixture *fixture = xcalloc(1, sizeof(*fixture));
	struct usm_own own = {.boots = 3};
	struct report report = {0};
	struct usm_users *users;
	struct error error = {""};
	const json_t *one;
	size_t i;

	*state = fixture;
	fixture->document = samples_json("snmp/generated/traps.json");
	if (!fixture->document)
		return 0;
	snprintf(fixture->folder, sizeof(fixture->folder), "%s/correlator-v3-XXXXXX", P_tmpdir);
	assert_non_null(mkdtemp(fixture->folder));
	json_array_foreach(cases(fixture), i, one) if (is_v3(one))
		add_user(fixture, json_object_get(one, "expect"));
	fixture->settings.users = fixture->users;
	snmp_engine_id_parse(slice_of("80001f88050102030405"), &own.id);
	users = usm_users_load(&fixture->settings, 1, &report);
	report_print(&report, stdout);
	assert_non_null(users);
	fixture->usm = usm_new(users, &own, 1);
	fixture->session = trap_session_new(fixture->usm, &error);
	fixture->other = trap_session_new(fixture->usm, &error);
	fixture->event = xmalloc(EVENT_MAXIMUM);
	fixture->now = 1000000000;
	return fixture->session ? 0 : -1;
}

static void forget_secret(const char *path)
{
	if (path)
		unlink(path);
	free((void *)(uintptr_t)path);
}

static int teardown(void **state)
{
	struct fixture *fixture = *state;

	trap_session_free(fixture->session);
	trap_session_free(fixture->other);
	usm_free(fixture->usm);
	for (size_t i = 0; i < fixture->settings.user_count; i++) {
		forget_secret(fixture->users[i].auth_file);
		forget_secret(fixture->users[i].priv_file);
	}
	rmdir(fixture->folder);
	json_decref(fixture->document);
	free(fixture->event);
	free(fixture);
	return 0;
}

static enum trap_verdict decode(struct fixture *fixture, const json_t *hex)
{
	struct slice bytes = samples_bytes(hex);
	struct address peer;
	const struct trap_context context = {.peer = &peer, .now = fixture->now};
	enum trap_verdict verdict;
	size_t size;

	address_parse(slice_of("10.9.9.1"), &peer);
	/* Listeners take turns. */
	verdict = trap_session_decode(fixture->turns++ % 2 ? fixture->other : fixture->session,
		bytes, &context, fixture->event, &size);
	free((char *)(uintptr_t)bytes.data);
	return verdict;
}

static enum trap_verdict wanted(const char *name)
{
	static const struct {
		const char *name;
		enum trap_verdict want;
	} refused[] = {
		{"v3-bad-auth-password", TRAP_DIGEST},
		{"v3-bad-priv-password", TRAP_DECRYPTION},
		{"v3-unknown-user", TRAP_USER},
		{"v3-level-downgrade", TRAP_LEVEL},
		{"v3-replay-b-old-time", TRAP_WINDOW},
		{"v3-replay-c-old-boots", TRAP_WINDOW},
		{"v3-replay-e-boots-max", TRAP_BOOTS},
		{"v3-inform", TRAP_DISCOVERY},
	};

	for (size_t i = 0; i < COUNT(refused); i++)
		if (strcmp(refused[i].name, name) == 0)
			return refused[i].want;
	return TRAP_ACCEPTED;
}

static void want_event(const struct fixture *fixture, const json_t *expect)
{
	const char *level = samples_string(expect, "level");
	const uint16_t flags = fixture->event->flags;
	struct snmp_engine engine;
	struct text oid = {0};
	struct oid name;

	assert_true(oid_from_ber(event_get(fixture->event, EVENT_TRAP_OID), &name));
	oid_print(&name, &oid);
	assert_string_equal(text_get(&oid), samples_string(expect, "trap_oid"));
	text_free(&oid);
	assert_true(slice_equals(
		event_get(fixture->event, EVENT_USER), samples_string(expect, "user")));
	assert_int_equal(!!(flags & EVENT_PRIVATE), strcmp(level, "authPriv") == 0);
	assert_int_equal(!!(flags & EVENT_AUTHENTIC), strcmp(level, "noAuthNoPriv") != 0);
	assert_int_equal(snmp_engine_of_event(fixture->event, &engine),
		strcmp(level, "noAuthNoPriv") != 0);
	if (!(flags & EVENT_AUTHENTIC))
		return;
	assert_int_equal(
		engine.time.boots, json_integer_value(json_object_get(expect, "boots")));
	assert_int_equal(engine.time.time, json_integer_value(json_object_get(expect, "time")));
}

static void generated_cases(void **state)
{
	struct fixture *fixture = *state;
	const json_t *one;
	size_t i, done = 0;

	if (!fixture->document)
		skip();
	json_array_foreach(cases(fixture), i, one)
	{
		const json_t *hex = json_array_get(json_object_get(one, "datagrams"), 0);
		const char *name = samples_string(one, "name");

		if (!is_v3(one))
			continue;
		if (decode(fixture, hex) != wanted(name))
			fail_msg("%s: not as wanted", name);
		if (wanted(name) == TRAP_ACCEPTED)
			want_event(fixture, json_object_get(one, "expect"));
		/* Only what is not verified can be sent twice. */
		if (wanted(name) == TRAP_ACCEPTED && strcmp(name, "v3-noauth-nopriv") != 0)
			assert_int_equal(decode(fixture, hex), TRAP_REPLAYED);
		done++;
	}
	print_message("%zu cases of SNMPv3\n", done);
	assert_int_equal(done, 41);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(generated_cases, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
