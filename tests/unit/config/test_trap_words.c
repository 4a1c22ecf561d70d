/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "config/knowledge.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/text.h"
#include "event/ber.h"
#include "event/event.h"
#include "folder.h"
#include "snmp/names.h"

static const char names_file[] =
	"1.3.6.1.4.1.99999.1.0.1 VOICEMAIL-MIB::vmApplicationFailed notification\n"
	"1.3.6.1.4.1.99999.1.1.1.2 VOICEMAIL-MIB::vmAppName string\n"
	"1.3.6.1.4.1.99999.1.1.1.3 VOICEMAIL-MIB::vmAppState integer stopped=1 failed=2\n";

static int setup(void **state)
{
	struct folder folder;
	struct error error;
	folder_make(&folder);
	folder_write(&folder, "names", names_file);
	char *path = folder_file(&folder, "names");
	*state = names_load(path, &error);
	free(path);
	folder_remove(&folder);
	return *state ? 0 : -1;
}

static int teardown(void **state)
{
	names_free(*state);
	return 0;
}

/* The event as "OID; name tag value; ..." */
static void print_event(const struct event *event, struct text *out)
{
	struct oid oid;
	assert_true(oid_from_ber(event_get(event, EVENT_TRAP_OID), &oid));
	oid_print(&oid, out);
	for (size_t i = 0; i < event_count(event, EVENT_VARBIND); i++) {
		struct slice name;
		struct ber_value value;
		assert_true(ber_varbind(event_get_nth(event, EVENT_VARBIND, i), &name, &value));
		assert_true(oid_from_ber(name, &oid));
		text_string(out, "; ");
		oid_print(&oid, out);
		text_printf(out, " %02x ", value.type);
		ber_print(&value, out);
	}
}

static const struct row {
	const char *words;
	const char *want; /* the event; or a part of the sentence after '!' */
} rows[] = {
	{"1.3.6.1.4.1.5", "1.3.6.1.4.1.5"},
	{"  .1.3.6.1.4.1.5\t ", "1.3.6.1.4.1.5"},
	{"VOICEMAIL-MIB::vmApplicationFailed vmAppName.3=s:mwi VOICEMAIL-MIB::vmAppState.3=i:2",
		"1.3.6.1.4.1.99999.1.0.1; 1.3.6.1.4.1.99999.1.1.1.2.3 04 mwi; "
		"1.3.6.1.4.1.99999.1.1.1.3.3 02 2"},
	{"vmApplicationFailed vmAppState.3=i:failed",
		"1.3.6.1.4.1.99999.1.0.1; 1.3.6.1.4.1.99999.1.1.1.3.3 02 2"},
	{"1.3.6 1.3=i:-5 1.3=u:4294967295 1.3=c:7 1.3=C:5000000000 1.3=t:100",
		"1.3.6; 1.3 02 -5; 1.3 42 4294967295; 1.3 41 7; 1.3 46 5000000000; 1.3 43 100"},
	{"1.3.6 1.3=s:\"two words\" 1.3=s:\"say \\\"yes\\\"\" 1.3=s:a\\b 1.3=s:",
		"1.3.6; 1.3 04 two words; 1.3 04 say \"yes\"; 1.3 04 a\\b; 1.3 04 "},
	{"1.3.6 1.3=x:\"00 1F\" 1.3=x:00:2a:ff", "1.3.6; 1.3 04 00:1f; 1.3 04 00:2a:ff"},
	{"1.3.6 1.3=o:vmAppName.1.2 1.3=o:1.3.6.1",
		"1.3.6; 1.3 06 1.3.6.1.4.1.99999.1.1.1.2.1.2; 1.3 06 1.3.6.1"},
	{"1.3.6 1.3=a:10.1.2.3", "1.3.6; 1.3 40 10.1.2.3"},
	{"", "!a trap begins with its name or OID"},
	{"1", "!'1' is no OID"},
	{"vmNothing", "!has no 'vmNothing'"},
	{"vmAppName.x", "!an instance is numbers"},
	{"vmAppName.-1", "!an instance is numbers"},
	{"vmAppName.4294967296", "!an instance is numbers"},
	{"vmAppName.1..2", "!an instance is numbers"},
	{"1.3.6 1.3", "!is no variable binding"},
	{"1.3.6 1.3=5", "!is no variable binding"},
	{"1.3.6 =i:5", "!is no variable binding"},
	{"1.3.6 1.3=z:5", "!unknown type 'z'"},
	{"1.3.6 1.3=i:2147483648", "!is no INTEGER"},
	{"1.3.6 1.3=u:-1", "!is no unsigned number"},
	{"1.3.6 1.3=i:failed", "!is no INTEGER"},
	{"1.3.6 1.3=x:0", "!is no string of hex digits"},
	{"1.3.6 1.3=x:0g", "!is no string of hex digits"},
	{"1.3.6 1.3=a:::1", "!is no IPv4 address"},
	{"1.3.6 1.3=s:\"open", "!a quote is not closed"},
};

static void words_become_events(void **state)
{
	struct trap_words context = {.names = *state};
	void *space = malloc(EVENT_MAXIMUM);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct text text = {0};
		struct error error;
		size_t size;
		bool wrong = rows[i].want[0] == '!';
		bool good = trap_from_words(
			slice_of(rows[i].words), &context, space, &size, &error);
		if (good) {
			assert_true(event_valid(slice_make(space, size)));
			print_event(space, &text);
		}
		if (good == wrong)
			fail_msg("%s: %s", rows[i].words, good ? text_get(&text) : error.text);
		else if (wrong && !strstr(error.text, rows[i].want + 1))
			fail_msg("%s: %s", rows[i].words, error.text);
		else if (!wrong)
			assert_string_equal(text_get(&text), rows[i].want);
		text_free(&text);
	}
	free(space);
}

static void peer_and_host_are_told(void **state)
{
	struct address peer, read;
	assert_true(address_parse(slice_of("10.1.0.7"), &peer));
	struct trap_words context = {*state, &peer, slice_of("vms-par2-07")};
	struct event *event = malloc(EVENT_MAXIMUM);
	size_t size;
	assert_true(trap_from_words(slice_of("1.3.6"), &context, event, &size, NULL));
	assert_true(event_peer(event, &read));
	assert_true(address_equal(&peer, &read));
	assert_true(event->flags & EVENT_RELAYED);
	assert_true(slice_equals(event_get(event, EVENT_HOST), "vms-par2-07"));
	free(event);
}

static void names_need_a_names_file(void **state)
{
	struct trap_words context = {0};
	struct error error;
	void *space = malloc(EVENT_MAXIMUM);
	size_t size;
	(void)state;
	assert_false(trap_from_words(slice_of("vmAppName"), &context, space, &size, &error));
	assert_non_null(strstr(error.text, "without a names file"));
	assert_true(trap_from_words(slice_of("1.3.6"), &context, space, &size, &error));
	free(space);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_become_events),
		cmocka_unit_test(peer_and_host_are_told),
		cmocka_unit_test(names_need_a_names_file),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
