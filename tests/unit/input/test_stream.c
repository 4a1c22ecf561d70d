/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/stream.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/resource.h>
#include <cmocka.h>

#include "unit/base/fast_timers.h"
#include "unit/input/listener.h"

static struct stream_settings *settings_of(const struct listener *listener)
{
	return (struct stream_settings *)listener->settings;
}

static const struct input_account *account_of(const struct listener *listener)
{
	return listener->type->account(listener->input);
}

static struct listener *open_stream(void)
{
	struct listener *listener = listener_new("syslog-tcp");

	assert_true(listener_open(listener, NULL));
	return listener;
}

static int connect_to(const struct listener *listener)
{
	int fd = listener_connect(listener, "127.0.0.1");

	assert_true(fd >= 0);
	return fd;
}

static void say(int fd, const char *text)
{
	assert_int_equal(send(fd, text, strlen(text), MSG_NOSIGNAL), strlen(text));
}

static void want_message(const struct listener *listener, size_t event, const char *want)
{
	assert_true(event < listener->count);
	assert_true(slice_equals(event_get(listener->events[event], EVENT_MESSAGE), want));
}

/* The other end was closed. */
static bool is_closed(int fd)
{
	char byte;

	return recv(fd, &byte, 1, 0) <= 0;
}

static void messages_of_two_connections(void **state)
{
	struct listener *listener = open_stream();
	int lines = connect_to(listener), counted = connect_to(listener);
	struct address peer;
	char text[ADDRESS_TEXT];

	(void)state;
	say(lines, "<13>a\n<13>b");
	listener_run(listener, 1);
	say(counted, "5 <13>c5 <1");
	listener_run(listener, 2);
	say(lines, "c\n");
	say(counted, "3>d");
	listener_run(listener, 4);
	want_message(listener, 0, "a");
	want_message(listener, 1, "c");
	assert_true(event_peer(listener->events[0], &peer));
	assert_string_equal(address_print(&peer, text), "127.0.0.1");
	assert_int_equal(account_of(listener)->connections, 2);
	assert_int_equal(account_of(listener)->read, 4);
	close(lines);
	close(counted);
	listener_wait(listener, &account_of(listener)->ended[ENDED_BY_PEER], 2);
	assert_int_equal(account_of(listener)->connections, 0);
	listener_free(listener);
}

/* What a sender has begun when it goes is told all the same. */
static void the_last_message_of_a_connection(void **state)
{
	struct listener *listener = open_stream();
	int fd = connect_to(listener);

	(void)state;
	say(fd, "<13>whole\n<13>without an end");
	close(fd);
	listener_run(listener, 2);
	want_message(listener, 1, "without an end");
	assert_false(listener->events[1]->flags & EVENT_CUT);
	fd = connect_to(listener);
	say(fd, "100 <13>half");
	close(fd);
	listener_run(listener, 3);
	want_message(listener, 2, "half");
	assert_true(listener->events[2]->flags & EVENT_CUT);
	listener_free(listener);
}

static void every_message_is_accounted_for(void **state)
{
	struct listener *listener = open_stream();
	const struct input_account *account = account_of(listener);
	int fd = connect_to(listener);

	(void)state;
	say(fd, "<13>Aug 29 14:00:03 h t: x\nno syslog at all\n\n<13>y\n");
	listener_run(listener, 4);
	assert_int_equal(account->read, 4);
	assert_int_equal(account->journaled, 3);
	assert_int_equal(account->malformed, 1);
	assert_int_equal(account->refused[REFUSED_EMPTY], 1);
	close(fd);
	listener_free(listener);
}

static void what_is_no_syslog_ends_the_connection(void **state)
{
	static const char *const garbage[] = {"\x16\x03\x01", "0 ", "99999999999 <13>x"};
	struct listener *listener = open_stream();

	(void)state;
	for (size_t i = 0; i < sizeof(garbage) / sizeof(garbage[0]); i++) {
		int fd = connect_to(listener);

		say(fd, garbage[i]);
		listener_wait(listener, &account_of(listener)->ended[ENDED_GARBAGE], i + 1);
		assert_true(is_closed(fd));
		close(fd);
	}
	assert_int_equal(account_of(listener)->read, 0);
	assert_int_equal(account_of(listener)->connections, 0);
	listener_free(listener);
}

static void only_listed_senders_are_heard(void **state)
{
	struct listener *listener = listener_new("syslog-tcp");
	struct prefix listed;
	int fd;

	(void)state;
	assert_true(prefix_parse(slice_of("192.0.2.0/24"), &listed));
	listener->settings->allow = (struct prefix_list){&listed, 1};
	assert_true(listener_open(listener, NULL));
	fd = connect_to(listener);
	listener_wait(listener, &account_of(listener)->ended[ENDED_SOURCE], 1);
	assert_true(is_closed(fd));
	close(fd);
	listener_free(listener);
}

static void too_many_connections(void **state)
{
	struct listener *listener = listener_new("syslog-tcp");
	int fds[3];

	(void)state;
	settings_of(listener)->connections_of_one = 2;
	assert_true(listener_open(listener, NULL));
	for (int i = 0; i < 3; i++)
		fds[i] = connect_to(listener);
	listener_wait(listener, &account_of(listener)->ended[ENDED_LIMIT], 1);
	assert_true(is_closed(fds[2]));
	close(fds[0]);
	listener_wait(listener, &account_of(listener)->ended[ENDED_BY_PEER], 1);
	close(fds[2]);
	fds[2] = connect_to(listener);
	say(fds[2], "<13>now there is room\n");
	listener_run(listener, 1);
	close(fds[1]);
	close(fds[2]);
	listener_free(listener);
}

static void a_message_must_end_in_time(void **state)
{
	struct listener *listener = listener_new("syslog-tcp");
	int half, idle;

	(void)state;
	settings_of(listener)->message_timeout = SECONDS;
	assert_true(listener_open(listener, NULL));
	half = connect_to(listener);
	idle = connect_to(listener);
	say(idle, "<13>whole\n");
	say(half, "<13>ha");
	listener_wait(listener, &account_of(listener)->ended[ENDED_SLOW], 1);
	assert_true(is_closed(half));
	assert_int_equal(account_of(listener)->connections, 1);
	say(idle, "<13>after a long silence\n");
	listener_run(listener, 2);
	close(half);
	close(idle);
	listener_free(listener);
}

static void an_overlong_message_is_cut(void **state)
{
	enum { PIECES = 70, PIECE = 1000 };
	struct listener *listener = open_stream();
	int fd = connect_to(listener);
	char piece[PIECE + 1];

	(void)state;
	memset(piece, 'x', PIECE);
	piece[PIECE] = '\0';
	say(fd, "<13>first\n<13>");
	listener_run(listener, 1);
	for (int i = 0; i < PIECES; i++)
		say(fd, piece);
	say(fd, "\n<13>last\n");
	listener_run(listener, 3);
	assert_true(listener->events[1]->flags & EVENT_CUT);
	assert_in_range(event_get(listener->events[1], EVENT_MESSAGE).length, 65000, 65519);
	want_message(listener, 2, "last");
	close(fd);
	listener_free(listener);
}

/* What was read waits, and TCP holds back the rest. */
static void a_full_intake_stops_reading_and_loses_nothing(void **state)
{
	enum { SENT = 2000 };
	struct listener *listener = open_stream();
	int fd = connect_to(listener);
	char line[32];

	(void)state;
	listener->room = 700;
	for (int i = 0; i < SENT; i++) {
		snprintf(line, sizeof(line), "<13>%d\n", i);
		say(fd, line);
	}
	listener_run(listener, 700);
	assert_int_equal(listener->count, 700);
	listener->room = 300;
	listener->type->pause(listener->input, true);
	listener->type->pause(listener->input, false);
	listener_run(listener, 1000);
	listener->room = SIZE_MAX;
	listener->type->pause(listener->input, false);
	listener_run(listener, SENT);
	for (int i = 0; i < SENT; i++) {
		snprintf(line, sizeof(line), "%d", i);
		want_message(listener, (size_t)i, line);
	}
	assert_int_equal(account_of(listener)->read, SENT);
	close(fd);
	listener_free(listener);
}

/* A connection may end while what it said waits. */
static void an_end_behind_what_waits(void **state)
{
	struct listener *listener = open_stream();
	int fd = connect_to(listener);

	(void)state;
	listener->room = 1;
	say(fd, "<13>a\n<13>b\n<13>c");
	listener_run(listener, 1);
	listener->type->pause(listener->input, true);
	close(fd);
	listener->room = SIZE_MAX;
	listener->type->pause(listener->input, false);
	listener_run(listener, 3);
	want_message(listener, 2, "c");
	listener_wait(listener, &account_of(listener)->ended[ENDED_BY_PEER], 1);
	listener_free(listener);
}

/* Whoever is there is served, whoever comes is turned away, and the loop does not turn in vain.
 */
static void without_descriptors(void **state)
{
	struct listener *listener = open_stream();
	int first = connect_to(listener), late, probe;
	struct rlimit before, now;

	(void)state;
	say(first, "<13>a\n");
	listener_run(listener, 1);
	late = connect_to(listener);
	probe = dup(0);
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
	now = before;
	now.rlim_cur = (rlim_t)probe;
	close(probe);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &now), 0);
	listener_wait(listener, &account_of(listener)->ended[ENDED_LIMIT], 1);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
	assert_true(is_closed(late));
	close(late);
	say(first, "<13>b\n");
	late = connect_to(listener);
	say(late, "<13>c\n");
	listener_run(listener, 3);
	close(first);
	close(late);
	listener_free(listener);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(messages_of_two_connections),
		cmocka_unit_test(the_last_message_of_a_connection),
		cmocka_unit_test(every_message_is_accounted_for),
		cmocka_unit_test(what_is_no_syslog_ends_the_connection),
		cmocka_unit_test(only_listed_senders_are_heard),
		cmocka_unit_test(too_many_connections),
		cmocka_unit_test(a_message_must_end_in_time),
		cmocka_unit_test(an_overlong_message_is_cut),
		cmocka_unit_test(a_full_intake_stops_reading_and_loses_nothing),
		cmocka_unit_test(an_end_behind_what_waits),
		cmocka_unit_test(without_descriptors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
