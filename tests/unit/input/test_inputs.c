/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/inputs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/un.h>
#include <cmocka.h>

#include "unit/input/listener.h"

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

static void types_are_found_by_name(void **state)
{
	(void)state;
	assert_ptr_equal(input_find("syslog-udp"), &input_syslog_udp);
	assert_ptr_equal(input_find("snmp-trap"), &input_snmp_trap);
	assert_null(input_find("syslog"));
	for (size_t i = 0; inputs[i]; i++) {
		assert_ptr_equal(input_find(inputs[i]->name), inputs[i]);
		assert_true(inputs[i]->settings_size >= sizeof(struct input_settings));
		assert_non_null(option_find(inputs[i]->options, "relays"));
	}
}

static void reasons_have_names(void **state)
{
	(void)state;
	for (int i = 0; i < REFUSALS; i++) {
		assert_non_null(refusal_name((enum refusal)i));
		for (int j = 0; j < i; j++)
			assert_string_not_equal(
				refusal_name((enum refusal)i), refusal_name((enum refusal)j));
	}
}

static void endings_have_names(void **state)
{
	(void)state;
	for (int i = 0; i < ENDINGS; i++) {
		assert_non_null(ending_name((enum ending)i));
		for (int j = 0; j < i; j++)
			assert_string_not_equal(
				ending_name((enum ending)i), ending_name((enum ending)j));
	}
}

static void want_failure(struct listener *listener, const char *sentence)
{
	struct error error = {""};

	assert_false(listener_open(listener, &error));
	assert_string_equal(error.text, sentence);
	listener_free(listener);
}

static void what_cannot_be_opened_says_why(void **state)
{
	struct listener *first = listener_new("snmp-trap");
	struct listener *second = listener_new("snmp-trap");
	struct listener *third = listener_new("syslog-udp");
	char sentence[256];

	(void)state;
	first->settings->address = "127.0.0.1";
	assert_true(listener_open(first, NULL));
	second->settings->address = "127.0.0.1";
	second->settings->port = first->type->port(first->input);
	snprintf(sentence, sizeof(sentence),
		"cannot listen on UDP 127.0.0.1 port %d: Address already in use (another "
		"program listens there; try: ss -ulpn)",
		(int)second->settings->port);
	want_failure(second, sentence);
	listener_free(first);
	third->settings->address = "localhost";
	want_failure(third,
		"'localhost' is no IP address; write for example \"::\" or \"10.0.0.1\"");
}

static bool write_to(const char *path, const char *line)
{
	struct sockaddr_un to = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	ssize_t sent;

	snprintf(to.sun_path, sizeof(to.sun_path), "%s", path);
	sent = sendto(fd, line, strlen(line), 0, (struct sockaddr *)&to, sizeof(to));
	close(fd);
	return sent == (ssize_t)strlen(line);
}

/* Programs of this machine have no address; what a dead listener has left is replaced. */
static void a_unix_socket(void **state)
{
	char folder[] = "input.XXXXXX", path[64], sentence[128], text[ADDRESS_TEXT];
	struct listener *first = listener_new("syslog-unix");
	struct listener *second = listener_new("syslog-unix");
	struct address peer;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/sockets/log", folder);
	first->settings->address = second->settings->address = path;
	assert_true(listener_open(first, NULL));
	assert_true(write_to(path, "<13>Aug 29 14:00:03 su: hello"));
	listener_run(first, 1);
	assert_true(event_peer(first->events[0], &peer));
	assert_string_equal(address_print(&peer, text), "127.0.0.1");
	assert_true(slice_equals(event_get(first->events[0], EVENT_PROGRAM), "su"));
	snprintf(sentence, sizeof(sentence), "another program listens on %s", path);
	want_failure(second, sentence);
	listener_free(first);
	first = listener_new("syslog-unix");
	first->settings->address = path;
	assert_true(listener_open(first, NULL));
	listener_free(first);
	unlink(path);
	snprintf(path, sizeof(path), "%s/sockets", folder);
	rmdir(path);
	rmdir(folder);
}

/* The zone is for stamps that have none. */
static void zones(void **state)
{
	static const struct {
		const char *zone, *want; /* NULL: refused */
	} rows[] = {
		{"Z", "2012-08-29T14:00:03.000Z"},
		{"+02:00", "2012-08-29T12:00:03.000Z"},
		{"-05:30", "2012-08-29T19:30:03.000Z"},
		{"CEST", NULL},
		{"", NULL},
		{"2", NULL},
	};
	const struct option *option = option_find(input_syslog_udp.options, "zone");
	char time[TIME_TEXT];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct listener *listener = listener_new("syslog-udp");
		bool open;

		*(const char **)((char *)listener->settings + option->offset) = rows[i].zone;
		open = listener_open(listener, NULL);
		assert_int_equal(open, rows[i].want != NULL);
		if (open) {
			assert_true(listener_send(listener, "127.0.0.1",
				slice_of("<13>2012-08-29 14:00:03 h t: x")));
			listener_run(listener, 1);
			assert_string_equal(time_print(listener->events[0]->device_time, time),
				rows[i].want);
		}
		listener_free(listener);
	}
}

/* Lines of two senders by any way, in turn; in the end each has one message. */
static void lines_are_put_together(void **state)
{
	static const struct {
		const char *type;
		const char *first, *second, *third; /* as they are framed */
	} rows[] = {
		{"syslog-udp", "<13>app: one", "<13> two", "<13>app: three"},
		{"syslog-tcp", "<13>app: one\n", " two\n", "<13>app: three\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct listener *listener = listener_new(rows[i].type);
		const struct input_account *account;
		int fds[2];

		listener->settings->address = "127.0.0.1";
		listener->settings->continues = "^ ";
		listener->settings->continues_within = MINUTES;
		assert_true(listener_open(listener, NULL));
		account = listener->type->account(listener->input);
		for (int j = 0; j < 2; j++)
			fds[j] = listener_connect(listener, "127.0.0.1");
		for (int j = 0; j < 2; j++)
			send(fds[j], rows[i].first, strlen(rows[i].first), 0);
		listener_wait(listener, &account->waiting, i == 0 ? 1 : 2);
		for (int j = 0; j < 2; j++)
			send(fds[j], rows[i].second, strlen(rows[i].second), 0);
		listener_wait(listener, &account->joined, 2);
		for (int j = 0; j < 2; j++)
			send(fds[j], rows[i].third, strlen(rows[i].third), 0);
		/* By UDP the two are one source: they have the same address. */
		listener_run(listener, 2);
		assert_true(slice_equals(event_get(listener->events[1], EVENT_MESSAGE),
			i == 0 ? "one\n two\n two" : "one\n two"));
		for (int j = 0; j < 2; j++)
			close(fds[j]);
		listener_free(listener);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(types_are_found_by_name),
		cmocka_unit_test(reasons_have_names),
		cmocka_unit_test(endings_have_names),
		cmocka_unit_test(a_unix_socket),
		cmocka_unit_test(what_cannot_be_opened_says_why),
		cmocka_unit_test(zones),
		cmocka_unit_test(lines_are_put_together),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
