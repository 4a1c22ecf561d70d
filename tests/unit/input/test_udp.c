/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/datagrams.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "unit/base/fast_timers.h"
#include "unit/input/listener.h"

static struct listener *open_syslog(void)
{
	struct listener *listener = listener_new("syslog-udp");

	assert_true(listener_open(listener, NULL));
	return listener;
}

static void send_line(const struct listener *listener, const char *line)
{
	assert_true(listener_send(listener, "127.0.0.1", slice_of(line)));
}

static void want_message(const struct listener *listener, size_t event, const char *want)
{
	assert_true(event < listener->count);
	assert_true(slice_equals(event_get(listener->events[event], EVENT_MESSAGE), want));
}

static void one_socket_takes_both_families(void **state)
{
	struct listener *listener = open_syslog();
	struct address peer;
	char text[ADDRESS_TEXT];
	bool ipv6 = listener_send(listener, "::1", slice_of("<13>six"));

	(void)state;
	send_line(listener, "<13>four");
	listener_run(listener, 1 + ipv6);
	want_message(listener, ipv6, "four");
	assert_true(event_peer(listener->events[ipv6], &peer));
	assert_string_equal(address_print(&peer, text), "127.0.0.1");
	assert_int_equal(listener->events[0]->listener, 7);
	if (ipv6) {
		assert_true(event_peer(listener->events[0], &peer));
		assert_string_equal(address_print(&peer, text), "::1");
	}
	listener_free(listener);
}

static void every_datagram_is_accounted_for(void **state)
{
	struct listener *listener = open_syslog();
	const struct input_account *account = listener->type->account(listener->input);

	(void)state;
	for (int i = 0; i < 200; i++)
		send_line(listener, "<13>Aug 29 14:00:03 h t: x");
	send_line(listener, "no syslog at all");
	send_line(listener, "");
	send_line(listener, "\n");
	listener_run(listener, 203);
	assert_int_equal(account->read, 203);
	assert_int_equal(account->journaled, 201);
	assert_int_equal(account->malformed, 1);
	assert_int_equal(account->refused[REFUSED_EMPTY], 2);
	assert_int_equal(listener->count, 201);
	listener_free(listener);
}

static void only_listed_senders_are_heard(void **state)
{
	struct listener *listener = listener_new("syslog-udp");
	struct prefix listed;
	const struct input_account *account;

	(void)state;
	assert_true(prefix_parse(slice_of("127.0.0.2/32"), &listed));
	listener->settings->allow = (struct prefix_list){&listed, 1};
	assert_true(listener_open(listener, NULL));
	account = listener->type->account(listener->input);
	send_line(listener, "<13>x");
	listener_run(listener, 1);
	assert_int_equal(account->refused[REFUSED_SOURCE], 1);
	assert_int_equal(listener->count, 0);
	assert_true(prefix_parse(slice_of("127.0.0.0/8"), &listed));
	send_line(listener, "<13>x");
	listener_run(listener, 2);
	assert_int_equal(listener->count, 1);
	assert_int_equal(listener->events[0]->flags & EVENT_RELAYED, 0);
	listener_free(listener);
}

static void a_listed_relay_is_believed(void **state)
{
	struct listener *listener = listener_new("syslog-udp");
	struct prefix relay;

	(void)state;
	assert_true(prefix_parse(slice_of("127.0.0.1"), &relay));
	listener->settings->relays = (struct prefix_list){&relay, 1};
	assert_true(listener_open(listener, NULL));
	send_line(listener, "<13>Aug 29 14:00:03 h t: x");
	listener_run(listener, 1);
	assert_int_equal(listener->events[0]->flags & EVENT_RELAYED, EVENT_RELAYED);
	listener_free(listener);
}

/* What was read when the room ran out waits, and comes first when there is room again. */
static void a_full_intake_stops_reading_and_loses_nothing(void **state)
{
	enum { SENT = 150, ROOM = 10 };
	struct listener *listener = open_syslog();
	const struct input_account *account = listener->type->account(listener->input);
	char line[32];

	(void)state;
	for (int i = 0; i < SENT; i++) {
		snprintf(line, sizeof(line), "<13>%d", i);
		send_line(listener, line);
	}
	listener->room = ROOM;
	listener_run(listener, ROOM);
	assert_int_equal(listener->count, ROOM);
	assert_true(account->read < SENT);
	/* Still none: it stops again without a loss. */
	listener->type->pause(listener->input, false);
	assert_int_equal(listener->count, ROOM);
	listener->room = ROOM;
	listener->type->pause(listener->input, false);
	assert_int_equal(listener->count, 2 * ROOM);
	listener->type->pause(listener->input, true);
	listener->room = SIZE_MAX;
	listener->type->pause(listener->input, false);
	listener_run(listener, SENT);
	for (int i = 0; i < SENT; i++) {
		snprintf(line, sizeof(line), "%d", i);
		want_message(listener, (size_t)i, line);
	}
	assert_int_equal(account->read, SENT);
	assert_int_equal(account->journaled, SENT);
	listener_free(listener);
}

/* Sent = dropped by the kernel + read. */
static void what_the_kernel_drops_is_a_loss(void **state)
{
	enum { SENT = 2000 };
	struct listener *listener = listener_new("syslog-udp");
	const struct input_account *account;

	(void)state;
	listener->settings->receive_buffer = 4096;
	assert_true(listener_open(listener, NULL));
	account = listener->type->account(listener->input);
	listener->type->pause(listener->input, true);
	for (int i = 0; i < SENT; i++)
		send_line(listener, "<13>x");
	listener->type->pause(listener->input, false);
	assert_true(listener->lost > 0);
	listener_run(listener, SENT - listener->lost);
	assert_int_equal(account->read + account->kernel_drops, SENT);
	assert_int_equal(account->kernel_drops, listener->lost);
	listener_free(listener);
}

static void stop_loop(void *context)
{
	loop_stop(context);
}

static void losses_are_reported_every_second(void **state)
{
	enum { SENT = 2000 };
	struct listener *listener = listener_new("syslog-udp");

	(void)state;
	listener->settings->receive_buffer = 4096;
	assert_true(listener_open(listener, NULL));
	for (int i = 0; i < SENT; i++)
		send_line(listener, "<13>x");
	listener->want = SIZE_MAX;
	while (listener->lost == 0) {
		struct watch *stop = loop_every(
			listener->loop, 100 * MILLISECONDS, stop_loop, listener->loop);

		loop_run(listener->loop);
		watch_free(stop);
	}
	assert_int_equal(listener->lost + listener->type->account(listener->input)->read, SENT);
	listener_free(listener);
}

static void traps_and_their_refusals(void **state)
{
	static const char cold_start[] = "\x30\x2b\x02\x01\x00\x04\x06public\xa4\x1e"
					 "\x06\x0a\x2b\x06\x01\x04\x01\xbf\x08\x03\x02\x0a"
					 "\x40\x04\xc0\x00\x02\x0a\x02\x01\x00\x02\x01\x00"
					 "\x43\x02\x03\xe8\x30\x00";
	static const char *const communities[] = {"public"};
	struct listener *listener = listener_new("snmp-trap");
	const struct option *option = option_find(listener->type->options, "communities");
	struct slice datagram = slice_make(cold_start, sizeof(cold_start) - 1);
	const struct input_account *account;
	char other[sizeof(cold_start)];

	(void)state;
	*(struct string_list *)((char *)listener->settings + option->offset) =
		(struct string_list){(const char **)communities, 1};
	assert_true(listener_open(listener, NULL));
	account = listener->type->account(listener->input);
	assert_true(listener_send(listener, "127.0.0.1", datagram));
	memcpy(other, cold_start, sizeof(other));
	other[7] = 'P'; /* "Public" */
	assert_true(listener_send(listener, "127.0.0.1", slice_make(other, sizeof(other) - 1)));
	other[4] = 3; /* v3 */
	assert_true(listener_send(listener, "127.0.0.1", slice_make(other, sizeof(other) - 1)));
	send_line(listener, "<13>no trap");
	memcpy(other, cold_start, sizeof(other));
	other[13] = (char)0xa0; /* GET */
	assert_true(listener_send(listener, "127.0.0.1", slice_make(other, sizeof(other) - 1)));
	listener_run(listener, 5);
	assert_int_equal(account->journaled, 1);
	assert_int_equal(listener->events[0]->kind, EVENT_TRAP);
	assert_int_equal(account->refused[REFUSED_COMMUNITY], 1);
	assert_int_equal(account->refused[REFUSED_V3], 1);
	assert_int_equal(account->refused[REFUSED_MALFORMED], 1);
	assert_int_equal(account->refused[REFUSED_PDU], 1);
	listener_free(listener);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_socket_takes_both_families),
		cmocka_unit_test(every_datagram_is_accounted_for),
		cmocka_unit_test(only_listed_senders_are_heard),
		cmocka_unit_test(a_listed_relay_is_believed),
		cmocka_unit_test(a_full_intake_stops_reading_and_loses_nothing),
		cmocka_unit_test(what_the_kernel_drops_is_a_loss),
		cmocka_unit_test(losses_are_reported_every_second),
		cmocka_unit_test(traps_and_their_refusals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
