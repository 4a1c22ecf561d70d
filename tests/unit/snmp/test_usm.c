/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Which messages are taken, of those that are signed as they should be; our own engine's file;
 * the memory for copies.
 */
#include "snmp/usm.h"

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

#include "base/duration.h"
#include "base/xalloc.h"
#include "snmp/engine_file.h"
#include "snmp/seen.h"

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

struct fixture {
	char folder[64], secret[80], file[80];
	struct usm_user_settings user;
	struct usm_settings settings;
	struct usm_own own;
	struct usm *usm;
	struct address peer;
	int64_t now;
	unsigned said, settled;
	char sentence[SELF_SENTENCE];
};

static void hear(
	void *context, enum self_kind kind, enum self_state state, const char *sentence)
{
	struct fixture *fixture = context;

	assert_int_equal(kind, SELF_ENGINES);
	fixture->said += state == SELF_RAISED;
	fixture->settled += state == SELF_CLEARED;
	snprintf(fixture->sentence, sizeof(fixture->sentence), "%s", sentence);
}

/* Checks that there is no problem. */
static struct usm_users *load(struct fixture *fixture)
{
	struct report report = {0};
	struct usm_users *users = usm_users_load(&fixture->settings, 7, &report);

	report_print(&report, stderr);
	assert_non_null(users);
	return users;
}

static void begin(struct fixture *fixture)
{
	usm_free(fixture->usm);
	fixture->usm = usm_new(load(fixture), &fixture->own, 7);
	usm_tell(fixture->usm, (struct usm_news){hear, fixture});
	fixture->said = fixture->settled = 0;
}

static int setup(void **state)
{
	struct fixture *fixture = xcalloc(1, sizeof(*fixture));
	FILE *file;

	snprintf(
		fixture->folder, sizeof(fixture->folder), "%s/correlator-usm-XXXXXX", P_tmpdir);
	assert_non_null(mkdtemp(fixture->folder));
	snprintf(fixture->secret, sizeof(fixture->secret), "%s/secret", fixture->folder);
	snprintf(fixture->file, sizeof(fixture->file), "%s/engine", fixture->folder);
	umask(077);
	file = fopen(fixture->secret, "w");
	fputs("a pass phrase\n", file);
	fclose(file);
	fixture->user = (struct usm_user_settings){.name = "noc",
		.auth = usm_auth_find("sha-256"),
		.priv = usm_priv_find("AES"),
		.auth_file = fixture->secret,
		.priv_file = fixture->secret,
		.level = USM_AUTH};
	fixture->settings = (struct usm_settings){.users = &fixture->user, .user_count = 1};
	snmp_engine_id_parse(slice_of("80001f88050102"), &fixture->own.id);
	fixture->own.boots = 1;
	fixture->now = 1000 * SECONDS;
	address_parse(slice_of("10.0.0.1"), &fixture->peer);
	begin(fixture);
	*state = fixture;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *fixture = *state;

	usm_free(fixture->usm);
	unlink(fixture->secret);
	unlink(fixture->file);
	rmdir(fixture->folder);
	free(fixture);
	return 0;
}

static struct v3_header header_of(uint32_t boots, uint32_t time, uint32_t message)
{
	static const char digest[24];
	struct v3_header header = {.message = message,
		.level = USM_AUTH,
		.time = {boots, time},
		.user = slice_of("noc"),
		.digest = slice_make(digest, sizeof(digest))};

	snmp_engine_id_parse(slice_of("80001f88046e6f6465"), &header.engine);
	return header;
}

/* As if its digest were right. */
static enum trap_verdict send_header(struct fixture *fixture, const struct v3_header *header)
{
	struct usm_message message = {
		.header = header, .peer = &fixture->peer, .now = fixture->now};
	enum trap_verdict verdict = usm_admit(fixture->usm, &message);

	if (verdict == TRAP_ACCEPTED)
		verdict = usm_judge(fixture->usm, &message);
	if (verdict == TRAP_ACCEPTED)
		usm_take(fixture->usm, &message);
	return verdict;
}

static enum trap_verdict say(
	struct fixture *fixture, uint32_t boots, uint32_t time, uint32_t message)
{
	const struct v3_header header = header_of(boots, time, message);

	return send_header(fixture, &header);
}

static void admission(void **state)
{
	struct fixture *fixture = *state;
	struct v3_header header = header_of(1, 1, 1);

	header.user = slice_of("somebody");
	assert_int_equal(send_header(fixture, &header), TRAP_USER);
	header = header_of(1, 1, 1);
	header.level = USM_NO_AUTH;
	assert_int_equal(send_header(fixture, &header), TRAP_LEVEL);
	header = header_of(1, 1, 1);
	header.digest.length = 12;
	assert_int_equal(send_header(fixture, &header), TRAP_DIGEST);
	header = header_of(1, 1, 1);
	header.reportable = true; /* sent to another engine than ours */
	assert_int_equal(send_header(fixture, &header), TRAP_ENGINE);
	header.engine.length = 0;
	assert_int_equal(send_header(fixture, &header), TRAP_DISCOVERY);
	header.engine = fixture->own.id;
	assert_int_equal(send_header(fixture, &header), TRAP_ACCEPTED);
	assert_int_equal(say(fixture, 1, 1, 1), TRAP_ACCEPTED);
}

/* RFC 3414, 3.2 (7b). */
static void the_window(void **state)
{
	static const struct {
		int64_t after; /* seconds since the one before */
		uint32_t boots, time;
		enum trap_verdict want;
	} rows[] = {
		{0, 5, 1000, TRAP_ACCEPTED},
		{0, 5, 1000, TRAP_ACCEPTED}, /* another message of that second */
		{0, 5, 850, TRAP_ACCEPTED},
		{0, 5, 849, TRAP_WINDOW},
		{100, 5, 949, TRAP_WINDOW}, /* our clock has moved it on */
		{0, 5, 950, TRAP_ACCEPTED},
		{0, 5, 1001, TRAP_ACCEPTED}, /* later than all before: always */
		{0, 4, 2000, TRAP_WINDOW},
		{0, 6, 0, TRAP_ACCEPTED},
		{0, 5, 1001, TRAP_WINDOW},
		{0, INT32_MAX, 1, TRAP_BOOTS},
		{0, 6, 1, TRAP_ACCEPTED},
	};
	struct fixture *fixture = *state;

	for (uint32_t i = 0; i < COUNT(rows); i++) {
		enum trap_verdict verdict;

		fixture->now += rows[i].after * SECONDS;
		verdict = say(fixture, rows[i].boots, rows[i].time, i);
		if (verdict != rows[i].want)
			fail_msg("row %u: %d", i, verdict);
	}
	assert_int_equal(fixture->said, 3); /* boots that went back, twice, and their end */
}

static void copies(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(say(fixture, 5, 1000, 1), TRAP_ACCEPTED);
	assert_int_equal(say(fixture, 5, 1000, 1), TRAP_REPLAYED);
	fixture->now += 149 * SECONDS;
	assert_int_equal(say(fixture, 5, 1000, 1), TRAP_REPLAYED);
	assert_int_equal(say(fixture, 5, 1149, 2), TRAP_ACCEPTED);
	fixture->now += 10 * SECONDS;
	assert_int_equal(say(fixture, 5, 1159, 3), TRAP_ACCEPTED);
	/* The first is forgotten: what is as old is refused from now on. */
	assert_int_equal(say(fixture, 5, 1000, 4), TRAP_REPLAYED);
	assert_int_equal(say(fixture, 5, 1010, 5), TRAP_ACCEPTED);
}

/* More than are remembered, in one window: none is taken twice. */
static void more_than_are_remembered(void **state)
{
	struct fixture *fixture = *state;

	for (uint32_t i = 0; i < SEEN_MAXIMUM + 500; i++)
		assert_int_equal(say(fixture, 5, 1000 + i / 1000, i), TRAP_ACCEPTED);
	for (uint32_t i = 0; i < SEEN_MAXIMUM + 500; i += 997)
		assert_int_equal(say(fixture, 5, 1000 + i / 1000, i), TRAP_REPLAYED);
}

static void after_a_restart(void **state)
{
	struct fixture *fixture = *state;
	struct snmp_engine known = {.heard = true, .time = {5, 1000}, .last = fixture->now};

	snmp_engine_id_parse(slice_of("80001f88046e6f6465"), &known.id);
	usm_restore(fixture->usm, &known);
	assert_int_equal(say(fixture, 5, 1000, 1), TRAP_REPLAYED);
	assert_int_equal(say(fixture, 5, 999, 2), TRAP_REPLAYED);
	assert_int_equal(say(fixture, 4, 1001, 3), TRAP_WINDOW);
	assert_int_equal(say(fixture, 5, 1001, 4), TRAP_ACCEPTED);
	assert_int_equal(say(fixture, 5, 1001, 5), TRAP_ACCEPTED);
	assert_int_equal(say(fixture, 5, 1000, 6), TRAP_REPLAYED);
	usm_forget(fixture->usm, &known.id);
	assert_int_equal(say(fixture, 1, 1, 7), TRAP_ACCEPTED);
}

static void approval(void **state)
{
	struct fixture *fixture = *state;
	const struct v3_header header = header_of(5, 1000, 1);
	struct error error;

	fixture->settings.enrol = ENROL_APPROVE;
	begin(fixture);
	assert_int_equal(say(fixture, 5, 1000, 1), TRAP_PENDING);
	assert_int_equal(say(fixture, 5, 1001, 2), TRAP_PENDING);
	assert_int_equal(fixture->said, 2);
	assert_non_null(strstr(fixture->sentence, "waits for approval"));
	assert_true(usm_may_approve(fixture->usm, &header.engine, &error));
	usm_approve(fixture->usm, &header.engine, fixture->now);
	assert_int_equal(fixture->settled, 1);
	assert_false(usm_may_approve(fixture->usm, &header.engine, &error));
	assert_int_equal(say(fixture, 5, 1001, 2), TRAP_ACCEPTED);
	assert_int_equal(say(fixture, 5, 1001, 2), TRAP_REPLAYED);
	usm_forget(fixture->usm, &header.engine);
	assert_false(usm_may_forget(fixture->usm, &header.engine, &error));
	usm_approve(fixture->usm, &header.engine, fixture->now);
	assert_int_equal(say(fixture, 5, 1002, 3), TRAP_ACCEPTED);
}

static void one_engine_from_two_addresses(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(say(fixture, 5, 1, 1), TRAP_ACCEPTED);
	assert_int_equal(fixture->said, 0);
	address_parse(slice_of("10.0.0.2"), &fixture->peer);
	assert_int_equal(say(fixture, 5, 2, 2), TRAP_ACCEPTED);
	assert_int_equal(say(fixture, 5, 3, 3), TRAP_ACCEPTED);
	assert_int_equal(fixture->said, 1);
	assert_non_null(strstr(fixture->sentence, "10.0.0.1 first"));
}

/* The user's pass phrase is refused for that, at the line that he stands in. */
static void refuses(struct fixture *fixture, const char *why)
{
	struct report report = {0};

	assert_null(usm_users_load(&fixture->settings, 7, &report));
	assert_int_equal(report.errors, 1);
	assert_string_equal(report.problems[0].file, "correlator.conf");
	assert_int_equal(report.problems[0].line, 12);
	assert_non_null(strstr(report.problems[0].text, "user 'noc': "));
	assert_non_null(strstr(report.problems[0].text, why));
	assert_null(strstr(report.problems[0].text, "short"));
	report_free(&report);
}

static void write_secret(const struct fixture *fixture, const char *secret)
{
	FILE *file = fopen(fixture->secret, "w");

	fprintf(file, "%s\n", secret);
	fclose(file);
}

static void secrets(void **state)
{
	struct fixture *fixture = *state;

	fixture->user.origin = (struct origin){"correlator.conf", 12};
	chmod(fixture->secret, 0640);
	refuses(fixture, "chmod 600");
	chmod(fixture->secret, 0600);
	write_secret(fixture, "short");
	refuses(fixture, "has 5 octets");
	fixture->user.auth_file = fixture->folder;
	refuses(fixture, "is no file");
}

/* Users that change while engines are known: what was sent may not be sent again, keys of
 * before are not used. */
static void users_change(void **state)
{
	struct fixture *fixture = *state;
	struct usm_message message = {.peer = &fixture->peer, .now = fixture->now};
	struct v3_header header = header_of(5, 1, 1);
	struct usm_keys before;

	message.header = &header;
	assert_int_equal(say(fixture, 5, 1, 1), TRAP_ACCEPTED);
	assert_int_equal(usm_admit(fixture->usm, &message), TRAP_ACCEPTED);
	before = *message.keys;
	write_secret(fixture, "another pass phrase");
	usm_renew(fixture->usm, load(fixture));
	assert_int_equal(usm_admit(fixture->usm, &message), TRAP_ACCEPTED);
	assert_memory_not_equal(&before, message.keys, sizeof(before));
	assert_int_equal(say(fixture, 5, 1, 1), TRAP_REPLAYED);
	assert_int_equal(say(fixture, 5, 2, 2), TRAP_ACCEPTED);
	fixture->user.level = USM_PRIV;
	usm_renew(fixture->usm, load(fixture));
	assert_int_equal(say(fixture, 5, 3, 3), TRAP_LEVEL);
	fixture->user.name = "somebody";
	usm_renew(fixture->usm, load(fixture));
	assert_int_equal(say(fixture, 5, 3, 3), TRAP_USER);
	fixture->settings.user_count = 0;
	usm_renew(fixture->usm, load(fixture));
	assert_int_equal(say(fixture, 5, 3, 3), TRAP_USER);
}

/* Who waits for approval, when nobody asks for it any more. */
static void approval_is_not_asked_any_more(void **state)
{
	struct fixture *fixture = *state;

	fixture->settings.enrol = ENROL_APPROVE;
	usm_renew(fixture->usm, load(fixture));
	assert_int_equal(say(fixture, 5, 1, 1), TRAP_PENDING);
	fixture->settings.enrol = ENROL_AUTOMATIC;
	usm_renew(fixture->usm, load(fixture));
	assert_int_equal(fixture->settled, 1);
	assert_int_equal(say(fixture, 5, 2, 2), TRAP_ACCEPTED);
}

/* RFC 3414, A.3.1 and A.3.2, and RFC 7860 has no vectors: "maplesyrup" at engine 2. */
static void keys(void **state)
{
	static const struct {
		const char *auth;
		const char *want;
	} rows[] = {
		{"MD5", "526f5eed9fcce26f8964c2930787d82b"},
		{"SHA", "6695febc9288e36282235fc7151f128497b38f3f"},
	};
	struct fixture *fixture = *state;
	struct snmp_engine_id id;
	FILE *file = fopen(fixture->secret, "w");

	fputs("maplesyrup\n", file);
	fclose(file);
	snmp_engine_id_parse(slice_of("000000000000000000000002"), &id);
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct usm_user_settings settings = {.name = "x",
			.auth = usm_auth_find(rows[i].auth),
			.auth_file = fixture->secret};
		struct usm_user user;
		struct usm_keys made;
		struct text hex = {0};

		assert_true(usm_user_load(&user, &settings, NULL));
		assert_true(usm_user_localize(&user, &id, &made));
		for (size_t j = 0; j < made.auth.length; j++)
			text_printf(&hex, "%02x", made.auth.bytes[j]);
		assert_string_equal(text_get(&hex), rows[i].want);
		text_free(&hex);
	}
}

static void our_own_engine(void **state)
{
	struct fixture *fixture = *state;
	struct usm_own first, next;
	char news[SELF_SENTENCE];
	FILE *file;

	assert_true(engine_file_start(fixture->file, &first, news, NULL));
	assert_int_equal(first.boots, 1);
	assert_non_null(strstr(news, "is not there"));
	for (uint32_t boots = 2; boots < 5; boots++) {
		assert_true(engine_file_start(fixture->file, &next, news, NULL));
		assert_int_equal(next.boots, boots);
		assert_memory_equal(&next.id, &first.id, sizeof(first.id));
		assert_string_equal(news, "");
	}
	/* One digit is another: not believed. */
	file = fopen(fixture->file, "r+");
	fseek(file, 40, SEEK_SET);
	fputc('x', file);
	fclose(file);
	assert_true(engine_file_start(fixture->file, &next, news, NULL));
	assert_int_equal(next.boots, 1);
	assert_memory_not_equal(&next.id, &first.id, sizeof(first.id));
	assert_non_null(strstr(news, "is damaged"));
}

static void the_oldest_goes_first(void **state)
{
	struct seen *seen = seen_new();
	int owner;

	(void)state;
	for (uint64_t i = 0; i < 3; i++) /* all in one chain */
		seen_add(seen, &(struct seen_message){i * SEEN_MAXIMUM, &owner, {1, 1}, 1});
	assert_true(seen_has(seen, 0));
	seen_drop_oldest(seen);
	assert_false(seen_has(seen, 0));
	assert_true(seen_has(seen, SEEN_MAXIMUM));
	assert_true(seen_has(seen, 2 * SEEN_MAXIMUM));
	assert_int_equal(seen_oldest(seen)->key, SEEN_MAXIMUM);
	seen_disown(seen, &owner);
	assert_null(seen_oldest(seen)->owner);
	seen_drop_oldest(seen);
	seen_drop_oldest(seen);
	assert_null(seen_oldest(seen));
	seen_free(seen);
}

int main(void)
{
#define USM_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		USM_TEST(admission),
		USM_TEST(the_window),
		USM_TEST(copies),
		USM_TEST(more_than_are_remembered),
		USM_TEST(after_a_restart),
		USM_TEST(approval),
		USM_TEST(one_engine_from_two_addresses),
		USM_TEST(secrets),
		USM_TEST(users_change),
		USM_TEST(approval_is_not_asked_any_more),
		USM_TEST(keys),
		USM_TEST(our_own_engine),
		cmocka_unit_test(the_oldest_goes_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
