/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * One loop, many senders: whoever has much to say does not keep others waiting.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "unit/input/listener.h"

enum {
	LINE = 100,
	NOISE = 5000,           /* lines that wait before the quiet one speaks */
	STREAM_TURN = 16384,    /* bytes of a connection in one turn */
	DATAGRAM_TURN = 4 * 64, /* datagrams of a socket in one turn */
	TURNS = 3,              /* a quiet one is heard within so many */
};

/* Both in the loop of the first. */
struct pair {
	struct listener *stream, *datagrams;
	int noisy;
};

static const struct input_account *account_of(const struct listener *listener)
{
	return listener->type->account(listener->input);
}

static struct pair open_pair(void)
{
	struct pair pair = {listener_new("syslog-tcp"), listener_new("syslog-udp"), -1};
	struct listener *datagrams = pair.datagrams;

	assert_true(listener_open(pair.stream, NULL));
	datagrams->input = datagrams->type->open(datagrams->settings, pair.stream->loop,
		&datagrams->intake, NULL);
	assert_non_null(datagrams->input);
	return pair;
}

static void close_pair(struct pair *pair)
{
	close(pair->noisy);
	pair->datagrams->type->close(pair->datagrams->input);
	pair->datagrams->input = NULL;
	listener_free(pair->datagrams);
	listener_free(pair->stream);
}

/* As much as the socket takes, up to NOISE lines; how many those were. */
static size_t make_noise(int fd)
{
	char line[LINE + 1];
	size_t count = 0;

	for (; count < NOISE; count++) {
		snprintf(line, sizeof(line), "<13>%-*zu", LINE - 5, count);
		line[LINE - 1] = '\n';
		if (send(fd, line, LINE, MSG_DONTWAIT | MSG_NOSIGNAL) != LINE)
			break;
	}
	return count;
}

static void a_noisy_connection(void **state)
{
	struct pair pair = open_pair();
	const uint64_t most = TURNS * STREAM_TURN / LINE;
	int quiet;

	(void)state;
	pair.noisy = listener_connect(pair.stream, "127.0.0.1");
	quiet = listener_connect(pair.stream, "127.0.0.1");
	/* Both are accepted, and the noisy one is the first to be read. */
	listener_wait(pair.stream, &account_of(pair.stream)->connections, 2);
	assert_true(make_noise(pair.noisy) > 2 * most);
	assert_true(listener_send(pair.datagrams, "127.0.0.1", slice_of("<13>quiet")));
	listener_wait(pair.stream, &account_of(pair.datagrams)->journaled, 1);
	assert_true(account_of(pair.stream)->journaled <= most);
	assert_int_equal(send(quiet, "<13>quiet\n", 10, 0), 10);
	while (pair.stream->count == 0 ||
		!slice_equals(event_get(pair.stream->events[pair.stream->count - 1], EVENT_RAW),
			"<13>quiet"))
		listener_run(pair.stream, account_of(pair.stream)->journaled + 1);
	assert_true(account_of(pair.stream)->journaled <= 2 * most);
	close(quiet);
	close_pair(&pair);
}

static void a_noisy_datagram_sender(void **state)
{
	struct pair pair = open_pair();
	const uint64_t most = TURNS * DATAGRAM_TURN;
	int quiet;

	(void)state;
	pair.noisy = listener_connect(pair.datagrams, "127.0.0.1");
	quiet = listener_connect(pair.stream, "127.0.0.1");
	listener_wait(pair.stream, &account_of(pair.stream)->connections, 1);
	assert_true(make_noise(pair.noisy) > 2 * most);
	assert_int_equal(send(quiet, "<13>quiet\n", 10, 0), 10);
	listener_run(pair.stream, 1);
	assert_true(account_of(pair.datagrams)->journaled <= most);
	close(quiet);
	close_pair(&pair);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_noisy_connection),
		cmocka_unit_test(a_noisy_datagram_sender),
	};

	return cmocka_run_group_tests_name("fairness", tests, NULL, NULL);
}
