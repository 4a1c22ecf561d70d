/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Who may send over TLS and who may not, over a pair of sockets. What certificates made with
 * openssl come to is in tests/system/tls.sh.
 */
#include "input/tls.h"

#include <openssl/err.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <cmocka.h>

#include "unit/input/authority.h"

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

static struct tls_settings settings_of(const struct house *house)
{
	return (struct tls_settings){.certificate = house->certificate, .key = house->key};
}

/* Whoever has a certificate by the authority. */
static struct tls_settings settings_for_all(const struct house *house)
{
	static const char *all[] = {"*"};
	struct tls_settings settings = settings_of(house);

	settings.ca = house->ca;
	settings.names = (struct string_list){all, 1};
	return settings;
}

/* Two ends. */
struct line {
	struct transport transport;
	SSL *client;
	int fd;
	enum transport_result result; /* of the last reading */
	char space[64];
	size_t count;
};

static void read_line(struct line *line)
{
	line->count = 0;
	line->result = line->transport.type->read(
		&line->transport, line->space, sizeof(line->space), &line->count);
}

/* Talks until both agree, or we do not. */
static void line_open(struct line *line, struct tls *tls, SSL_CTX *context)
{
	int fds[2];

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, fds), 0);
	transport_tls.begin(&line->transport, tls, fds[0]);
	line->fd = fds[1];
	line->client = SSL_new(context);
	SSL_set_fd(line->client, line->fd);
	SSL_set_connect_state(line->client);
	do {
		SSL_do_handshake(line->client);
		read_line(line);
	} while (line->result != TRANSPORT_ENDED &&
		 !(line->transport.open && SSL_is_init_finished(line->client)));
}

static void line_close(struct line *line)
{
	transport_tls.close(&line->transport);
	SSL_free(line->client);
	close(line->fd);
}

static struct tls *load(const struct tls_settings *settings)
{
	struct error error = {""};
	struct tls *tls = tls_load(settings, &error);

	assert_string_equal(error.text, "");
	assert_non_null(tls);
	return tls;
}

/* `reason` NULL: the sender is heard, else it is why not. */
static void want(const struct tls_settings *settings, const struct identity *sender,
	const char *name, const char *reason)
{
	struct tls *tls = load(settings);
	SSL_CTX *context = identity_context(sender);
	struct line line;

	line_open(&line, tls, context);
	if (reason) {
		assert_int_equal(line.transport.ending, ENDED_TLS);
		assert_non_null(strstr(transport_tls.reason(&line.transport), reason));
	}
	assert_int_equal(line.transport.open, !reason);
	if (name)
		assert_string_equal(transport_tls.name(&line.transport), name);
	line_close(&line);
	SSL_CTX_free(context);
	tls_release(tls);
}

#define NOT_LISTED "no name of the certificate is among 'names'"

static void who_may_send_by_name(void **state)
{
	static const struct {
		const char *listed, *names, *name, *reason;
	} rows[] = {
		{"gw1.example.net", "DNS:gw1.example.net", "gw1.example.net", NULL},
		{"gw1.example.net", "DNS:GW1.Example.NET", "GW1.Example.NET", NULL},
		{"gw1.example.net", "DNS:a.example.net,DNS:gw1.example.net", "a.example.net",
			NULL},
		{"gw1.example.net", "DNS:gw2.example.net", "gw2.example.net", NOT_LISTED},
		{"gw1.example.net", "DNS:gw1.example.net.evil.org", NULL, NOT_LISTED},
		{"gw1.example.net", NULL, "sender", NOT_LISTED},
		{"sender", NULL, "sender", NOT_LISTED}, /* the common name says nothing */
		{"10.0.0.1", "IP:10.0.0.1", "10.0.0.1", NULL},
		{"2001:db8::1", "IP:2001:db8::1", "2001:db8::1", NULL},
		{"10.0.0.1", "IP:10.0.0.2", "10.0.0.2", NOT_LISTED},
		{"10.0.0.1", "DNS:10.0.0.1", "10.0.0.1", NOT_LISTED},
		{"gw1.example.net", "email:gw1.example.net,URI:http://gw1.example.net",
			"sender", NOT_LISTED},
		/* "*" in the certificate */
		{"gw1.example.net", "DNS:*.example.net", "*.example.net", NULL},
		{"a.gw1.example.net", "DNS:*.example.net", NULL, NOT_LISTED},
		{"example.net", "DNS:*.example.net", NULL, NOT_LISTED},
		{"gw1.example.net", "DNS:gw*.example.net", NULL, NOT_LISTED},
		{"gw1.example.net", "DNS:*1.example.net", NULL, NOT_LISTED},
		{"gw1.example.net", "DNS:gw1.*.net", NULL, NOT_LISTED},
		{"example.net", "DNS:*.net", NULL, NOT_LISTED},
		{"gw1.example.net", "DNS:*", NULL, NOT_LISTED},
		/* "*" in the list */
		{"*.example.net", "DNS:gw1.example.net", NULL, NULL},
		{"*.example.net", "DNS:a.gw1.example.net", NULL, NOT_LISTED},
		{"*.example.net", "DNS:example.net", NULL, NOT_LISTED},
		{"*.example.net", "DNS:gw1.example.org", NULL, NOT_LISTED},
		{"*", "DNS:whoever.example.org", NULL, NULL},
		{"*", NULL, "sender", NULL},
	};
	struct house *house = *state;
	struct tls_settings settings = settings_for_all(house);

	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *listed[] = {"other.example.com", rows[i].listed};
		struct identity sender =
			identity_make("sender", rows[i].names, &house->authority);

		settings.names = (struct string_list){listed, 2};
		want(&settings, &sender, rows[i].name, rows[i].reason);
		identity_free(&sender);
	}
}

static void a_name_with_a_nul(void **state)
{
	const char *listed[] = {"gw1.example.net"};
	struct house *house = *state;
	struct tls_settings settings = settings_for_all(house);
	struct identity sender = identity_make("sender", NULL, &house->authority);

	identity_add_name(
		&sender, slice_make("gw1.example.net\0.evil.org", 25), &house->authority);
	want(&settings, &sender, "gw1.example.net?.evil.org", "holds a NUL");
	settings.names = (struct string_list){listed, 1};
	want(&settings, &sender, "gw1.example.net?.evil.org", "holds a NUL");
	identity_free(&sender);
}

static void of_the_right_authority_only(void **state)
{
	struct house *house = *state;
	struct tls_settings settings = settings_for_all(house);
	struct identity namesake = identity_make("an authority", NULL, NULL);
	struct identity stranger = identity_make("stranger", "DNS:a", &namesake);
	struct identity alone = identity_make("alone", NULL, NULL);

	want(&settings, &stranger, "a", "certificate signature failure");
	want(&settings, &alone, "alone", "self-signed certificate");
	want(&settings, NULL, NULL, "peer did not return a certificate");
	identity_free(&namesake);
	identity_free(&stranger);
	identity_free(&alone);
}

static void who_may_send_by_fingerprint(void **state)
{
	struct house *house = *state;
	struct identity sender = identity_make("sender", NULL, NULL);
	struct identity other =
		identity_make("other", "DNS:gw1.example.net", &house->authority);
	const char *names[] = {"gw1.example.net"};
	struct tls_settings settings = settings_of(house);
	char text[128], lower[128];
	const char *listed[] = {lower};

	identity_fingerprint(&sender, text);
	for (size_t i = 0; i < sizeof(text); i++)
		lower[i] = (char)(text[i] >= 'A' && text[i] <= 'F' ? text[i] + 32 : text[i]);
	settings.fingerprints = (struct string_list){listed, 1};
	want(&settings, &sender, "sender", NULL);
	identity_fingerprint(&other, text);
	want(&settings, &other, "gw1.example.net", text);
	/* Either is enough. */
	settings.ca = house->ca;
	settings.names = (struct string_list){names, 1};
	want(&settings, &sender, "sender", NULL);
	want(&settings, &other, "gw1.example.net", NULL);
	identity_free(&sender);
	identity_free(&other);
}

/* A listed certificate must still be one that is valid now. */
static void a_fingerprint_does_not_last(void **state)
{
	struct house *house = *state;
	struct identity sender = identity_make("sender", NULL, NULL);
	struct tls_settings settings = settings_of(house);
	char text[128];
	const char *listed[] = {text};

	X509_gmtime_adj(X509_getm_notAfter(sender.certificate), -60);
	X509_sign(sender.certificate, sender.key, EVP_sha256());
	identity_fingerprint(&sender, text);
	settings.fingerprints = (struct string_list){listed, 1};
	want(&settings, &sender, "sender", "certificate has expired");
	identity_free(&sender);
}

/* `reason` NULL: that is good. */
static void want_version(const struct tls_settings *settings, const struct identity *sender,
	int version, const char *suites, const char *reason)
{
	struct tls *tls = load(settings);
	SSL_CTX *context = identity_context(sender);
	struct line line;

	SSL_CTX_set_security_level(context, 0);
	SSL_CTX_set_min_proto_version(context, version);
	SSL_CTX_set_max_proto_version(context, version);
	assert_int_equal(SSL_CTX_set_cipher_list(context, suites), 1);
	line_open(&line, tls, context);
	assert_int_equal(line.transport.open, !reason);
	if (reason)
		assert_string_equal(transport_tls.reason(&line.transport), reason);
	else /* nothing to come back with */
		assert_int_equal(SSL_SESSION_has_ticket(SSL_get0_session(line.client)), 0);
	line_close(&line);
	SSL_CTX_free(context);
	tls_release(tls);
}

static void only_modern_tls(void **state)
{
	static const struct {
		int version;
		const char *suites, *reason;
	} rows[] = {
		{TLS1_3_VERSION, "ALL", NULL},
		{TLS1_2_VERSION, "ALL", NULL},
		{TLS1_2_VERSION, "ECDHE-ECDSA-CHACHA20-POLY1305", NULL},
		{TLS1_2_VERSION, "ECDHE-ECDSA-AES256-SHA384", "no shared cipher"},
		{TLS1_2_VERSION, "ECDHE-ECDSA-AES128-CCM", "no shared cipher"},
		{TLS1_1_VERSION, "ALL", "unsupported protocol"},
		{TLS1_VERSION, "ALL", "unsupported protocol"},
	};
	struct house *house = *state;
	struct tls_settings settings = settings_for_all(house);
	struct identity sender = identity_make("sender", NULL, &house->authority);

	for (size_t i = 0; i < COUNT(rows); i++)
		want_version(
			&settings, &sender, rows[i].version, rows[i].suites, rows[i].reason);
	identity_free(&sender);
}

static void no_second_handshake(void **state)
{
	struct house *house = *state;
	struct tls_settings settings = settings_for_all(house);
	struct identity sender = identity_make("sender", NULL, &house->authority);
	SSL_CTX *context = identity_context(&sender);
	struct tls *tls = load(&settings);
	struct line line;

	SSL_CTX_set_max_proto_version(context, TLS1_2_VERSION);
	line_open(&line, tls, context);
	assert_int_equal(SSL_renegotiate(line.client), 1);
	SSL_do_handshake(line.client);
	read_line(&line);
	assert_int_equal(line.result, TRANSPORT_WAITS);
	assert_int_equal(SSL_do_handshake(line.client), -1);
	assert_int_equal(ERR_GET_REASON(ERR_get_error()), SSL_R_NO_RENEGOTIATION);
	line_close(&line);
	tls_release(tls);
	SSL_CTX_free(context);
	identity_free(&sender);
}

/* A record that does not fit into the room is given in parts, of which the descriptor tells
 * only once. An end in the way of TLS is the peer's, any other is none. */
static void what_comes_through(void **state)
{
	struct house *house = *state;
	struct tls_settings settings = settings_for_all(house);
	struct identity sender = identity_make("sender", NULL, &house->authority);
	SSL_CTX *context = identity_context(&sender);
	char bytes[150];
	struct tls *tls = load(&settings);
	struct line line;

	memset(bytes, 'x', sizeof(bytes));
	for (int whole = 0; whole < 2; whole++) {
		size_t left = sizeof(bytes);

		line_open(&line, tls, context);
		assert_int_equal(SSL_write(line.client, bytes, sizeof(bytes)), sizeof(bytes));
		do {
			read_line(&line);
			assert_int_equal(line.result, TRANSPORT_BYTES);
			left -= line.count;
			assert_int_equal(transport_tls.has_more(&line.transport), left > 0);
		} while (left > 0);
		read_line(&line);
		assert_int_equal(line.result, TRANSPORT_WAITS);
		if (whole)
			SSL_shutdown(line.client);
		shutdown(line.fd, SHUT_RDWR);
		read_line(&line);
		assert_int_equal(line.result, TRANSPORT_ENDED);
		assert_int_equal(line.transport.ending, whole ? ENDED_BY_PEER : ENDED_BROKEN);
		line_close(&line);
	}
	/* A record that was tampered with. */
	line_open(&line, tls, context);
	assert_int_equal(send(line.fd, "\x17\x03\x03\x00\x12xxxxxxxxxxxxxxxxxx", 23, 0), 23);
	read_line(&line);
	assert_int_equal(line.transport.ending, ENDED_TLS);
	assert_non_null(strstr(transport_tls.reason(&line.transport), "bad record mac"));
	line_close(&line);
	tls_release(tls);
	SSL_CTX_free(context);
	identity_free(&sender);
}

static void want_no_load(const struct tls_settings *settings, const char *sentence)
{
	struct error error = {""};

	assert_null(tls_load(settings, &error));
	if (!strstr(error.text, sentence))
		assert_string_equal(error.text, sentence);
}

static void files_that_cannot_be_used(void **state)
{
	struct house *house = *state;
	struct tls_settings mine = settings_of(house), *settings = &mine;
	struct identity other = identity_make("other", NULL, &house->authority);
	char path[96];

	snprintf(path, sizeof(path), "%s/other.key", house->folder);
	identity_write(&other, house->ca, path);
	identity_free(&other);
	settings->key = path;
	want_no_load(settings, "other.key' is not that of the certificate '");
	chmod(path, 0640);
	want_no_load(
		settings, "other.key' is open to others than its owner (mode 0640); run: ");
	chmod(path, 0600);
	unlink(path);
	want_no_load(settings, "other.key': No such file or directory");
	settings->key = house->folder;
	want_no_load(settings, "is no file");
	settings->key = house->ca;
	chmod(house->ca, 0600);
	want_no_load(settings, "holds no private key in PEM without a password");
	settings->key = house->key;
	settings->certificate = house->key;
	want_no_load(settings, "'certificate': '");
	settings->certificate = path;
	want_no_load(settings, "No such file or directory");
	settings->certificate = house->certificate;
	settings->ca = house->key;
	want_no_load(settings, "'ca': '");
	settings->ca = house->ca;
	settings->crl = house->ca;
	want_no_load(settings, "holds no revocation list in PEM");
}

static void a_key_with_a_password(void **state)
{
	struct house *house = *state;
	struct tls_settings settings = settings_of(house);
	char password[] = "secret";
	FILE *file = fopen(house->key, "we");

	assert_non_null(file);
	assert_int_equal(PEM_write_PrivateKey(file, house->own.key, EVP_aes_128_cbc(),
				 (unsigned char *)password, 6, NULL, NULL),
		1);
	fclose(file);
	want_no_load(&settings, "holds no private key in PEM without a password");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, house_open, house_close)
	const struct CMUnitTest tests[] = {
		TEST(who_may_send_by_name),
		TEST(a_name_with_a_nul),
		TEST(of_the_right_authority_only),
		TEST(who_may_send_by_fingerprint),
		TEST(a_fingerprint_does_not_last),
		TEST(only_modern_tls),
		TEST(no_second_handshake),
		TEST(what_comes_through),
		TEST(files_that_cannot_be_used),
		TEST(a_key_with_a_password),
	};

	signal(SIGPIPE, SIG_IGN); /* as the daemon does */
	return cmocka_run_group_tests(tests, NULL, NULL);
}
