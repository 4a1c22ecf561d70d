/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A listener for syslog over TLS, from its settings to events. Who may send is tested by
 * test_tls.c, framing and limits that it shares with TCP by test_stream.c.
 */
#include "input/stream.h"

#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "base/text.h"
#include "unit/base/fast_timers.h"
#include "unit/input/authority.h"
#include "unit/input/listener.h"

/* A sender that the authority vouches for. */
static struct identity make_sender(const struct house *house)
{
	return identity_make("sender", "DNS:gw1.example.net", &house->authority);
}

static void *setting(const struct listener *listener, const char *name)
{
	return (char *)listener->settings + option_find(listener->type->options, name)->offset;
}

/* Not open yet. */
static struct listener *new_listener(struct house *house)
{
	static const char *all[] = {"*"};
	struct listener *listener = listener_new("syslog-tls");

	*(const char **)setting(listener, "certificate") = house->certificate;
	*(const char **)setting(listener, "key") = house->key;
	*(const char **)setting(listener, "ca") = house->ca;
	*(struct string_list *)setting(listener, "names") = (struct string_list){all, 1};
	assert_true(listener->type->check(listener->settings, NULL));
	return listener;
}

static const struct input_account *account_of(const struct listener *listener)
{
	return listener->type->account(listener->input);
}

/* A sender. What makes it wait is done in a thread of its own, since we run the loop. */
struct client {
	SSL_CTX *context;
	SSL *ssl;
	int fd;
	const char *first;
	size_t length;
	pthread_t thread;
};

static void *greet(void *context)
{
	struct client *client = context;

	if (SSL_connect(client->ssl) == 1)
		SSL_write(client->ssl, client->first, (int)client->length);
	return NULL;
}

static void client_begin(struct client *client, const struct listener *listener,
	const struct identity *identity, const char *first)
{
	client->context = identity_context(identity);
	client->ssl = SSL_new(client->context);
	client->fd = listener_connect(listener, "127.0.0.1");
	client->first = first;
	client->length = strlen(first);
	assert_true(client->fd >= 0);
	SSL_set_fd(client->ssl, client->fd);
	assert_int_equal(pthread_create(&client->thread, NULL, greet, client), 0);
}

/* When its first words have come. */
static void client_talks(struct client *client)
{
	pthread_join(client->thread, NULL);
}

static void client_say(struct client *client, const char *text)
{
	assert_int_equal(SSL_write(client->ssl, text, (int)strlen(text)), strlen(text));
}

static void client_end(struct client *client)
{
	SSL_shutdown(client->ssl);
	SSL_free(client->ssl);
	SSL_CTX_free(client->context);
	close(client->fd);
}

static void want_message(const struct listener *listener, size_t event, const char *want)
{
	assert_true(event < listener->count);
	assert_true(slice_equals(event_get(listener->events[event], EVENT_MESSAGE), want));
}

static void messages_come_through(void **state)
{
	struct house *house = *state;
	struct identity sender = make_sender(house);
	struct listener *listener = new_listener(house);
	struct client client;

	assert_true(listener_open(listener, NULL));
	client_begin(&client, listener, &sender, "5 <13>a5 <13>b<13>c\n");
	listener_run(listener, 3);
	client_talks(&client);
	client_say(&client, "<13>");
	client_say(&client, "d\n<13>the last one");
	listener_run(listener, 4);
	assert_int_equal(account_of(listener)->connections, 1);
	client_end(&client);
	listener_wait(listener, &account_of(listener)->ended[ENDED_BY_PEER], 1);
	want_message(listener, 1, "b");
	want_message(listener, 2, "c");
	want_message(listener, 3, "d");
	want_message(listener, 4, "the last one");
	listener_free(listener);
	identity_free(&sender);
}

static void messages_of_several_lines(void **state)
{
	struct house *house = *state;
	struct identity sender = make_sender(house);
	struct listener *listener = new_listener(house);
	struct client client;

	*(const char **)setting(listener, "continues") = "^\\s";
	*(int64_t *)setting(listener, "continues_within") = HOURS;
	assert_true(listener_open(listener, NULL));
	client_begin(&client, listener, &sender, "8 <13>a at<13>b\n");
	listener_wait(listener, &account_of(listener)->waiting, 1);
	client_talks(&client);
	client_say(&client, "<13>  b 1\n  b 2\n9 <13>  b 3<13>c\n");
	listener_run(listener, 2);
	assert_int_equal(account_of(listener)->joined, 3);
	want_message(listener, 0, "a at");
	want_message(listener, 1, "b\n  b 1\n  b 2\n  b 3");
	client_end(&client);
	listener_free(listener);
	identity_free(&sender);
}

static void without_a_certificate(void **state)
{
	struct listener *listener = new_listener(*state);
	struct client client;

	assert_true(listener_open(listener, NULL));
	client_begin(&client, listener, NULL, "<13>a\n");
	listener_wait(listener, &account_of(listener)->ended[ENDED_TLS], 1);
	client_talks(&client);
	client_end(&client);
	assert_int_equal(account_of(listener)->connections, 0);
	assert_int_equal(account_of(listener)->read, 0);
	listener_free(listener);
}

/* A record holds more than there is room for: no descriptor tells of the rest. */
static void a_full_intake_loses_nothing(void **state)
{
	enum { SENT = 1500 }; /* in a record of 16 KiB at most */
	struct house *house = *state;
	struct identity sender = make_sender(house);
	struct listener *listener = new_listener(house);
	struct text lines = {0};
	struct client client;
	char line[32];

	assert_true(listener_open(listener, NULL));
	for (int i = 0; i < SENT; i++)
		text_printf(&lines, "<13>%d\n", i);
	listener->room = 400;
	client_begin(&client, listener, &sender, text_get(&lines));
	listener_run(listener, 400);
	client_talks(&client);
	for (listener->room = 0; listener->count < SENT;) {
		size_t before = listener->count;

		listener->room = 300;
		listener->type->pause(listener->input, true);
		listener->type->pause(listener->input, false);
		assert_true(listener->count > before);
	}
	for (int i = 0; i < SENT; i++) {
		snprintf(line, sizeof(line), "%d", i);
		want_message(listener, (size_t)i, line);
	}
	client_end(&client);
	text_free(&lines);
	listener_free(listener);
	identity_free(&sender);
}

/* Who is through with it may be silent for as long as it likes. */
static void a_handshake_must_end_in_time(void **state)
{
	struct house *house = *state;
	struct identity sender = make_sender(house);
	struct listener *listener = new_listener(house);
	struct client client;
	int silent, half;

	*(int64_t *)setting(listener, "handshake_timeout") = 10 * SECONDS;
	assert_true(listener_open(listener, NULL));
	client_begin(&client, listener, &sender, "<13>a\n");
	listener_run(listener, 1);
	client_talks(&client);
	silent = listener_connect(listener, "127.0.0.1");
	half = listener_connect(listener, "127.0.0.1");
	assert_int_equal(send(half, "\x16\x03\x01\x01", 4, 0), 4);
	listener_wait(listener, &account_of(listener)->ended[ENDED_SLOW], 2);
	assert_int_equal(account_of(listener)->connections, 1);
	client_say(&client, "<13>b\n");
	listener_run(listener, 2);
	client_end(&client);
	close(silent);
	close(half);
	listener_free(listener);
	identity_free(&sender);
}

/* The first bytes of a record; the others never come. */
static void client_say_part(struct client *client, size_t length)
{
	BIO *record = BIO_new(BIO_s_mem());
	char *bytes;

	SSL_set0_wbio(client->ssl, record);
	client_say(client, "<13>b\n");
	assert_true((size_t)BIO_get_mem_data(record, &bytes) > length);
	assert_int_equal(send(client->fd, bytes, length, 0), length);
}

/* Of its head, its head alone, and some of its body; whoever says nothing may stay. */
static void a_record_must_end_in_time(void **state)
{
	static const size_t lengths[] = {3, 5, 12};
	struct house *house = *state;
	struct identity sender = make_sender(house);
	struct listener *listener = new_listener(house);
	struct client clients[4];

	*(int64_t *)setting(listener, "message_timeout") = 5 * SECONDS;
	assert_true(listener_open(listener, NULL));
	for (size_t i = 0; i < 4; i++) {
		client_begin(&clients[i], listener, &sender, "<13>a\n");
		listener_run(listener, i + 1);
		client_talks(&clients[i]);
	}
	for (size_t i = 0; i < 3; i++)
		client_say_part(&clients[i], lengths[i]);
	listener_wait(listener, &account_of(listener)->ended[ENDED_SLOW], 3);
	assert_int_equal(account_of(listener)->connections, 1);
	for (size_t i = 0; i < 4; i++)
		client_end(&clients[i]);
	listener_free(listener);
	identity_free(&sender);
}

/* The oldest gives way, and the honest one, which is the newest, gets in. */
static void too_many_handshakes(void **state)
{
	struct house *house = *state;
	struct identity sender = make_sender(house);
	struct listener *listener = new_listener(house);
	struct client client;
	int silent[4];

	*(int64_t *)setting(listener, "handshakes") = 3;
	assert_true(listener_open(listener, NULL));
	for (int i = 0; i < 4; i++)
		silent[i] = listener_connect(listener, "127.0.0.1");
	client_begin(&client, listener, &sender, "<13>a\n");
	listener_run(listener, 1);
	client_talks(&client);
	assert_int_equal(account_of(listener)->ended[ENDED_LIMIT], 2);
	assert_int_equal(account_of(listener)->connections, 3);
	for (int i = 0; i < 4; i++)
		close(silent[i]);
	client_end(&client);
	listener_free(listener);
	identity_free(&sender);
}

static void want_server(const struct client *client, const struct identity *server)
{
	X509 *certificate = SSL_get_peer_certificate(client->ssl);

	assert_int_equal(X509_cmp(certificate, server->certificate), 0);
	X509_free(certificate);
}

static void a_new_certificate_under_a_connection(void **state)
{
	struct house *house = *state;
	struct identity next =
		identity_make("server", "DNS:second.example.net", &house->authority);
	struct identity sender = make_sender(house);
	struct listener *listener = new_listener(house);
	struct client before, after;
	struct error error = {""};
	void *loaded;

	assert_true(listener_open(listener, NULL));
	client_begin(&before, listener, &sender, "<13>a\n");
	listener_run(listener, 1);
	client_talks(&before);
	chmod(house->key, 0644);
	assert_null(listener->type->load(listener->settings, &error));
	assert_non_null(strstr(error.text, house->key));
	identity_write(&next, house->certificate, house->key);
	loaded = listener->type->load(listener->settings, &error);
	assert_non_null(loaded);
	listener->type->renew(listener->input, loaded);
	client_say(&before, "<13>b\n");
	client_begin(&after, listener, &sender, "<13>c\n");
	listener_run(listener, 3);
	client_talks(&after);
	want_server(&before, &house->own);
	want_server(&after, &next);
	client_end(&before);
	client_end(&after);
	/* What was loaded and not used. */
	listener->type->unload(listener->type->load(listener->settings, &error));
	listener_free(listener);
	identity_free(&next);
	identity_free(&sender);
}

static void without_files(void **state)
{
	struct house *house = *state;
	struct listener *listener = new_listener(house);
	struct error error = {""};

	unlink(house->ca);
	assert_false(listener_open(listener, &error));
	assert_non_null(strstr(error.text, house->ca));
	listener_free(listener);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, house_open, house_close)
	const struct CMUnitTest tests[] = {
		TEST(messages_come_through),
		TEST(messages_of_several_lines),
		TEST(without_a_certificate),
		TEST(a_full_intake_loses_nothing),
		TEST(a_handshake_must_end_in_time),
		TEST(a_record_must_end_in_time),
		TEST(too_many_handshakes),
		TEST(a_new_certificate_under_a_connection),
		TEST(without_files),
	};

	signal(SIGPIPE, SIG_IGN); /* as the daemon does */
	return cmocka_run_group_tests(tests, NULL, NULL);
}
