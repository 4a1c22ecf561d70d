/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/tls.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <stdlib.h>
#include <string.h>

#include "base/secret.h"
#include "base/xalloc.h"
#include "input/tls_context.h"
#include "input/tls_peer.h"

enum {
	SECURITY_LEVEL = 2, /* RSA of 2048 bits, no SHA-1, as in NIST SP 800-57: 112 bits */
	CHAIN_MAXIMUM = 8,
	CERTIFICATES_MAXIMUM = 32 * 1024, /* bytes that a peer may send of them */
};

/* Those of TLS 1.2; all of 1.3 are like that (RFC 9662 asks for them). */
#define SUITES "ECDHE+AESGCM:ECDHE+CHACHA20"

const char *tls_problem(void)
{
	unsigned long code = ERR_peek_error();
	const char *reason = ERR_reason_error_string(code);

	if (ERR_SYSTEM_ERROR(code))
		reason = strerror(ERR_GET_REASON(code));
	ERR_clear_error();
	return reason ? reason : "unknown reason";
}

/* Nobody is there to be asked for one. */
static int no_password(char *space, int size, int writing, void *context)
{
	(void)space;
	(void)size;
	(void)writing;
	(void)context;
	return -1;
}

static EVP_PKEY *read_key(const char *path, struct error *error)
{
	int fd = secret_open(path, error);
	EVP_PKEY *key = NULL;
	BIO *file;

	if (fd < 0)
		return NULL;
	file = BIO_new_fd(fd, BIO_CLOSE);
	key = PEM_read_bio_PrivateKey(file, NULL, no_password, NULL);
	BIO_free(file);
	if (!key)
		error_set(error,
			"'key': '%s' holds no private key in PEM without a password: %s", path,
			tls_problem());
	return key;
}

static bool use_key(SSL_CTX *context, const struct tls_settings *settings, struct error *error)
{
	EVP_PKEY *key = read_key(settings->key, error);
	bool used;

	if (!key)
		return false;
	used = SSL_CTX_use_PrivateKey(context, key) == 1;
	EVP_PKEY_free(key);
	return used || error_set(error, "'key': '%s' is not that of the certificate '%s': %s",
			       settings->key, settings->certificate, tls_problem());
}

static bool use_files(
	SSL_CTX *context, const struct tls_settings *settings, struct error *error)
{
	X509_STORE *store = SSL_CTX_get_cert_store(context);

	if (SSL_CTX_use_certificate_chain_file(context, settings->certificate) != 1)
		return error_set(error,
			"'certificate': '%s' holds none in PEM that can be used: %s",
			settings->certificate, tls_problem());
	if (!use_key(context, settings, error))
		return false;
	if (settings->ca && SSL_CTX_load_verify_file(context, settings->ca) != 1)
		return error_set(error,
			"'ca': '%s' holds no certificates in PEM that can be used: %s",
			settings->ca, tls_problem());
	if (!settings->crl)
		return true;
	X509_STORE_set_flags(store, X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL);
	return X509_load_crl_file(X509_STORE_add_lookup(store, X509_LOOKUP_file()),
		       settings->crl, X509_FILETYPE_PEM) > 0 ||
	       error_set(error, "'crl': '%s' holds no revocation list in PEM: %s",
		       settings->crl, tls_problem());
}

/* Sessions are not resumed: a sender that was struck off must not come back with an old one,
 * and senders stay connected. Buffers are given back when they are empty: most connections are
 * silent. No list of CAs is sent, since senders that we know by fingerprint have others. */
static SSL_CTX *make_context(struct tls *tls)
{
	SSL_CTX *context = SSL_CTX_new(TLS_server_method());

	if (!context || !SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) ||
		!SSL_CTX_set_cipher_list(context, SUITES))
		abort();
	SSL_CTX_set_security_level(context, SECURITY_LEVEL);
	SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
					     SSL_OP_NO_TICKET |
					     SSL_OP_CIPHER_SERVER_PREFERENCE);
	SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
	SSL_CTX_set_num_tickets(context, 0);
	SSL_CTX_set_max_early_data(context, 0);
	SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
	SSL_CTX_set_max_cert_list(context, CERTIFICATES_MAXIMUM);
	SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, NULL);
	SSL_CTX_set_verify_depth(context, CHAIN_MAXIMUM);
	SSL_CTX_set_cert_verify_callback(context, tls_peer_verify, tls);
	return context;
}

bool tls_check(const struct tls_settings *settings, struct error *error)
{
	bool named = settings->names.count > 0, listed = settings->fingerprints.count > 0;

	if (settings->ca && !named)
		return error_set(error,
			"which of those certified by 'ca' may send? Write names = [ "
			"\"gw1.example.net\" ]; [ \"*\" ] is all of them");
	if (!named && !listed)
		return error_set(error,
			"nobody may send: write ca = \"FILE\" and names = [ "
			"\"gw1.example.net\" ], or fingerprints = [ \"sha-256:1A:2B:...\" ]");
	if (named && !settings->ca)
		return error_set(error,
			"'names' are believed of certificates by a CA: write ca = \"FILE\", or "
			"fingerprints instead of names");
	if (settings->crl && !settings->ca)
		return error_set(error, "'crl' goes with 'ca', which is missing");
	for (size_t i = 0; i < settings->names.count; i++)
		if (!tls_peer_check_name(settings->names.items[i], error))
			return false;
	for (size_t i = 0; i < settings->fingerprints.count; i++)
		if (!tls_peer_check_fingerprint(settings->fingerprints.items[i], error))
			return false;
	return true;
}

static struct string_list copy_list(struct arena *arena, const struct string_list *list)
{
	struct string_list copy = {arena_calloc(arena, list->count + 1, sizeof(char *)), 0};

	for (; copy.count < list->count; copy.count++)
		copy.items[copy.count] = arena_string(arena, slice_of(list->items[copy.count]));
	return copy;
}

struct tls *tls_load(const struct tls_settings *settings, struct error *error)
{
	struct tls *tls = xcalloc(1, sizeof(*tls));

	ERR_clear_error();
	tls->arena = arena_new(0);
	tls->names = copy_list(tls->arena, &settings->names);
	tls->fingerprints = copy_list(tls->arena, &settings->fingerprints);
	tls->users = 1;
	tls->context = make_context(tls);
	if (use_files(tls->context, settings, error))
		return tls;
	tls_release(tls);
	return NULL;
}

int tls_days_left(const struct tls *tls)
{
	const X509 *certificate = SSL_CTX_get0_certificate(tls->context);
	int days = 0, seconds = 0;

	ASN1_TIME_diff(&days, &seconds, NULL, X509_get0_notAfter(certificate));
	return seconds < 0 ? days - 1 : days;
}

void tls_release(struct tls *tls)
{
	if (!tls || --tls->users > 0)
		return;
	SSL_CTX_free(tls->context);
	arena_free(tls->arena);
	free(tls);
}
