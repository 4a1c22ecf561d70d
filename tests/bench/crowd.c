/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Many connections to a TCP port of this machine that send a byte a second of a message that
 * never ends, and one that sends a whole line 20 times a second, each with the time at which it
 * left:
 *
 *     <13>1 2026-11-23T08:00:00.123456Z honest crowd - - - 17
 *
 *     crowd --port N --connections N --seconds N [--certificate FILE --key FILE]
 *
 * With a certificate all of them speak TLS, and a byte is a record. Prints how many connections
 * were open in the end, and how many lines were sent.
 */
#include <errno.h>
#include <inttypes.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/command_line.h"
#include "base/duration.h"
#include "base/xalloc.h"
#include "tools/loopback.h"

enum { LINES_A_SECOND = 20 };

struct settings {
	int64_t port, connections, seconds;
	const char *certificate, *key;
	bool help;
};

#define PLACE(member) .offset = offsetof(struct settings, member)

static const struct option table[] = {
	LOOPBACK_PORT(struct settings, port, "TCP"),
	{.name = "connections",
		.type = OPTION_INTEGER,
		PLACE(connections),
		.value = "4000",
		.minimum = 1,
		.maximum = 100000,
		.help = "slow ones"},
	{.name = "seconds",
		.type = OPTION_INTEGER,
		PLACE(seconds),
		.value = "10",
		.minimum = 1,
		.maximum = 3600,
		.help = "how long"},
	{.name = "certificate",
		.type = OPTION_FILE,
		PLACE(certificate),
		.help = "of the senders, for TLS"},
	{.name = "key", .type = OPTION_FILE, PLACE(key), .help = "of the certificate"},
	{.name = "help", .type = OPTION_BOOLEAN, PLACE(help), .help = "print this"},
	{0},
};

struct client {
	int fd;
	SSL *ssl; /* or NULL */
};

static void give_up(const char *what)
{
	fprintf(stderr, "crowd: %s: %s\n", what, strerror(errno));
	ERR_print_errors_fp(stderr);
	exit(1);
}

/* NULL: no TLS. */
static SSL_CTX *make_context(const struct settings *settings)
{
	SSL_CTX *context;

	if (!settings->certificate)
		return NULL;
	context = SSL_CTX_new(TLS_client_method());
	if (!context ||
		SSL_CTX_use_certificate_file(
			context, settings->certificate, SSL_FILETYPE_PEM) != 1 ||
		SSL_CTX_use_PrivateKey_file(context, settings->key, SSL_FILETYPE_PEM) != 1)
		give_up("no TLS");
	SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
	return context;
}

static struct client connect_to(int64_t port, SSL_CTX *context)
{
	struct sockaddr_in to = loopback(port);
	struct client client = {.fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};

	if (client.fd < 0 || connect(client.fd, (struct sockaddr *)&to, sizeof(to)) < 0)
		give_up("cannot connect");
	if (!context)
		return client;
	client.ssl = SSL_new(context);
	if (!client.ssl || !SSL_set_fd(client.ssl, client.fd) || SSL_connect(client.ssl) != 1)
		give_up("no handshake");
	return client;
}

static bool say(const struct client *client, const char *bytes, size_t length)
{
	size_t written;

	if (client->ssl)
		return SSL_write_ex(client->ssl, bytes, length, &written) == 1;
	return send(client->fd, bytes, length, MSG_NOSIGNAL | MSG_DONTWAIT) == (ssize_t)length;
}

static void send_line(const struct client *client, int64_t number)
{
	struct timespec now;
	char stamp[64], line[128];
	struct tm parts;
	int length;

	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &parts);
	strftime(stamp, sizeof(stamp), "%Y-%m-%dT%H:%M:%S", &parts);
	length =
		snprintf(line, sizeof(line), "<13>1 %s.%06ldZ honest crowd - - - %" PRId64 "\n",
			stamp, now.tv_nsec / 1000, number);
	if (!say(client, line, (size_t)length))
		give_up("the honest connection broke");
}

/* How many still take a byte. */
static size_t send_bytes(const struct client *clients, size_t from, size_t to)
{
	size_t open = 0;

	for (size_t i = from; i < to; i++)
		open += say(&clients[i], "x", 1);
	return open;
}

/* Without a word to the other side, as whoever is cut off. */
static void end(const struct client *client)
{
	SSL_free(client->ssl);
	close(client->fd);
}

int main(int count, char **words)
{
	const struct timespec pause = {.tv_nsec = SECONDS / LINES_A_SECOND};
	struct settings settings = {0};
	struct operands operands;
	struct error error;
	size_t crowd, open = 0;
	struct client *clients, honest;
	SSL_CTX *context;
	int64_t lines = 0;

	if (!command_line_read(table, &settings, count - 1, words + 1, &operands, &error)) {
		fprintf(stderr, "crowd: %s\n", error.text);
		return 2;
	}
	if (settings.help) {
		command_line_help(table, stdout);
		return 0;
	}
	crowd = (size_t)settings.connections;
	signal(SIGPIPE, SIG_IGN);
	context = make_context(&settings);
	clients = xcalloc(crowd, sizeof(*clients));
	honest = connect_to(settings.port, context);
	for (size_t i = 0; i < crowd; i++)
		clients[i] = connect_to(settings.port, context);
	for (int64_t second = 0; second < settings.seconds; second++) {
		open = 0;
		for (size_t part = 0; part < LINES_A_SECOND; part++) {
			send_line(&honest, ++lines);
			open += send_bytes(clients, crowd * part / LINES_A_SECOND,
				crowd * (part + 1) / LINES_A_SECOND);
			nanosleep(&pause, NULL);
		}
	}
	printf("%zu %" PRId64 "\n", open, lines);
	for (size_t i = 0; i < crowd; i++)
		end(&clients[i]);
	end(&honest);
	free(clients);
	SSL_CTX_free(context);
	return 0;
}
