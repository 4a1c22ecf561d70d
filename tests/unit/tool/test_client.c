/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The client against a daemon that is played by a thread.
 */
#include "tool/client.h"

#include <pthread.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

struct daemon {
	int fd;
	char path[64];
	const char *answer; /* sent as it is; then the connection is closed */
	char heard[256];
	pthread_t thread;
};

static void *serve(void *context)
{
	struct daemon *daemon = context;
	int fd = accept(daemon->fd, NULL, NULL);
	ssize_t got = recv(fd, daemon->heard, sizeof(daemon->heard) - 1, 0);

	daemon->heard[got > 0 ? got : 0] = 0;
	if (send(fd, daemon->answer, strlen(daemon->answer), MSG_NOSIGNAL) < 0)
		daemon->heard[0] = 0;
	close(fd);
	return NULL;
}

static void start(struct daemon *daemon, const char *answer)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};

	*daemon = (struct daemon){.answer = answer};
	snprintf(daemon->path, sizeof(daemon->path), "client.%d.sock", (int)getpid());
	unlink(daemon->path);
	strncpy(address.sun_path, daemon->path, sizeof(address.sun_path) - 1);
	daemon->fd = socket(AF_UNIX, SOCK_STREAM, 0);
	assert_int_equal(bind(daemon->fd, (struct sockaddr *)&address, sizeof(address)), 0);
	assert_int_equal(listen(daemon->fd, 1), 0);
	pthread_create(&daemon->thread, NULL, serve, daemon);
}

static void stop(struct daemon *daemon)
{
	pthread_join(daemon->thread, NULL);
	close(daemon->fd);
	unlink(daemon->path);
}

static void answers_and_their_statuses(void **state)
{
	static const struct {
		const char *answer;
		enum status status;
	} rows[] = {
		{"{\"incidents\":[]}\n", STATUS_FINE},
		{"{\"error\":\"there is no incident 'x'\"}\n", STATUS_TROUBLE},
		{"hello\n", STATUS_TROUBLE},
		{"{\"incidents\":", STATUS_UNREACHABLE},
		{"", STATUS_UNREACHABLE},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct daemon daemon;
		struct client_words words = {.control = daemon.path};
		json_t *answer = NULL;

		start(&daemon, rows[i].answer);
		assert_int_equal(
			client_ask(&words, json_pack("{s:s}", "command", "incidents"), &answer),
			rows[i].status);
		stop(&daemon);
		assert_string_equal(daemon.heard, "{\"command\":\"incidents\"}\n");
		if (rows[i].status == STATUS_FINE)
			json_decref(answer);
	}
}

static void nobody_there(void **state)
{
	struct client_words words = {.control = "no/such/socket"};
	json_t *answer;

	(void)state;
	assert_int_equal(client_ask(&words, json_object(), &answer), STATUS_UNREACHABLE);
}

static void the_environment_names_the_socket(void **state)
{
	struct client_words words = {0};
	struct daemon daemon;
	json_t *answer;

	(void)state;
	start(&daemon, "{}\n");
	setenv("CORRELATOR_CONTROL", daemon.path, 1);
	assert_int_equal(client_ask(&words, json_object(), &answer), STATUS_FINE);
	unsetenv("CORRELATOR_CONTROL");
	json_decref(answer);
	stop(&daemon);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_and_their_statuses),
		cmocka_unit_test(nobody_there),
		cmocka_unit_test(the_environment_names_the_socket),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
