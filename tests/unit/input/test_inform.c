/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * An inform and its answer over real sockets. The sender's is connected, so that the kernel
 * passes it nothing but what comes from the address that it sent to.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "unit/input/listener.h"
#include "unit/snmp/message.h"

static struct text message_of(uint8_t type)
{
	struct text message = {0};

	message_head(&message, "1.3.6.1.4.1.99999.1.0.1");
	message_v2(&message, type, "public");
	return message;
}

static void want_answer(int fd)
{
	struct text want = message_of(MESSAGE_RESPONSE);
	const struct timeval patience = {.tv_sec = 10};
	char answer[256];
	ssize_t length;

	assert_int_equal(
		setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience)), 0);
	length = recv(fd, answer, sizeof(answer), 0);
	assert_int_equal(length, want.length);
	assert_memory_equal(answer, want.data, want.length);
	text_free(&want);
}

/* `local` is where the listener is bound, `address` where the inform is sent to. */
static void round_trip(const char *local, const char *address)
{
	struct listener *listener = listener_new("snmp-trap");
	struct text inform = message_of(MESSAGE_INFORM);
	int fd;

	listener->settings->address = local;
	assert_true(listener_open(listener, NULL));
	fd = listener_connect(listener, address);
	if (fd >= 0) { /* else there is no IPv6 here */
		assert_int_equal(send(fd, inform.data, inform.length, 0), inform.length);
		listener_run(listener, 1);
		assert_int_equal(listener->count, 1);
		want_answer(fd);
		close(fd);
	}
	text_free(&inform);
	listener_free(listener);
}

static void from_the_address_that_was_asked(void **state)
{
	(void)state;
	round_trip("127.0.0.1", "127.0.0.1");
	round_trip("0.0.0.0", "127.0.0.1");
	round_trip("0.0.0.0", "127.0.0.2");
	round_trip("::", "127.0.0.3");
	round_trip("::", "::1");
}

static void a_trap_is_not_answered(void **state)
{
	struct listener *listener = listener_new("snmp-trap");
	struct text trap = message_of(MESSAGE_TRAP_V2), inform = message_of(MESSAGE_INFORM);
	int fd;

	(void)state;
	listener->settings->address = "127.0.0.1";
	assert_true(listener_open(listener, NULL));
	fd = listener_connect(listener, "127.0.0.1");
	assert_int_equal(send(fd, trap.data, trap.length, 0), trap.length);
	assert_int_equal(send(fd, inform.data, inform.length, 0), inform.length);
	listener_run(listener, 2);
	want_answer(fd);
	close(fd);
	text_free(&trap);
	text_free(&inform);
	listener_free(listener);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(from_the_address_that_was_asked),
		cmocka_unit_test(a_trap_is_not_answered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
