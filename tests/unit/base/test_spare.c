/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/spare.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/un.h>
#include <unistd.h>
#include <cmocka.h>

/* A socket of this process alone, by a name the kernel gives. */
static int listen_somewhere(struct sockaddr_un *address, socklen_t *length)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);

	*address = (struct sockaddr_un){.sun_family = AF_UNIX};
	*length = sizeof(*address);
	assert_int_equal(bind(fd, (struct sockaddr *)address, sizeof(sa_family_t)), 0);
	assert_int_equal(listen(fd, 10), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)address, length), 0);
	return fd;
}

static int connect_to(const struct sockaddr_un *address, socklen_t length)
{
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	assert_int_equal(connect(fd, (const struct sockaddr *)address, length), 0);
	return fd;
}

static void who_waits_is_sent_away(void **state)
{
	struct spare spare = spare_open();
	struct sockaddr_storage from;
	struct sockaddr_un address;
	struct rlimit before, none;
	socklen_t length;
	int listening = listen_somewhere(&address, &length);
	int first = connect_to(&address, length), second = connect_to(&address, length);
	int accepted, probe;
	bool sent_away;
	char byte;

	(void)state;
	accepted = spare_accept(&spare, listening, &from, SOCK_CLOEXEC, &sent_away);
	assert_true(accepted >= 0 && !sent_away);
	assert_int_equal(from.ss_family, AF_UNIX);
	getrlimit(RLIMIT_NOFILE, &before);
	probe = dup(0);
	close(probe);
	none = before;
	none.rlim_cur = (rlim_t)probe;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
	assert_int_equal(spare_accept(&spare, listening, NULL, SOCK_CLOEXEC, &sent_away), -1);
	assert_true(sent_away);
	assert_int_equal(read(second, &byte, 1), 0);
	assert_int_equal(spare_accept(&spare, listening, NULL, SOCK_CLOEXEC, &sent_away), -1);
	assert_false(sent_away);
	setrlimit(RLIMIT_NOFILE, &before);
	assert_true(spare.fd >= 0);
	spare_close(&spare);
	assert_int_equal(spare.fd, -1);
	close(accepted);
	close(first);
	close(second);
	close(listening);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_waits_is_sent_away),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
