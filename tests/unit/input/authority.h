/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * An authority for tests of TLS: keys and certificates in memory, and as files for those who
 * read them. Whatever fails ends the test.
 */
#ifndef TESTS_UNIT_INPUT_AUTHORITY_H
#define TESTS_UNIT_INPUT_AUTHORITY_H

#include <assert.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/slice.h"
#include "base/xalloc.h"

struct identity {
	EVP_PKEY *key;
	X509 *certificate;
};

/* `names` is the value of subjectAltName, as "DNS:a,IP:10.0.0.1"; NULL: it has none. `issuer`
 * NULL: it signs itself, and may sign others. */
static inline struct identity identity_make(
	const char *common_name, const char *names, const struct identity *issuer)
{
	struct identity made = {EVP_EC_gen("P-256"), X509_new()};
	const struct identity *signer = issuer ? issuer : &made;
	X509_NAME *subject = X509_get_subject_name(made.certificate);
	X509_EXTENSION *extension = NULL;

	assert(made.key && made.certificate);
	X509_set_version(made.certificate, X509_VERSION_3);
	ASN1_INTEGER_set(X509_get_serialNumber(made.certificate), 1);
	X509_gmtime_adj(X509_getm_notBefore(made.certificate), -3600);
	X509_gmtime_adj(X509_getm_notAfter(made.certificate), 3600);
	X509_NAME_add_entry_by_txt(
		subject, "CN", MBSTRING_ASC, (const unsigned char *)common_name, -1, -1, 0);
	X509_set_issuer_name(made.certificate,
		issuer ? X509_get_subject_name(issuer->certificate) : subject);
	X509_set_pubkey(made.certificate, made.key);
	if (!issuer)
		extension = X509V3_EXT_conf_nid(NULL, NULL, NID_basic_constraints, "CA:TRUE");
	else if (names)
		extension = X509V3_EXT_conf_nid(NULL, NULL, NID_subject_alt_name, names);
	if (extension)
		X509_add_ext(made.certificate, extension, -1);
	X509_EXTENSION_free(extension);
	assert(X509_sign(made.certificate, signer->key, EVP_sha256()) > 0);
	return made;
}

/* Adds a dNSName of any bytes; signed anew. */
static inline void identity_add_name(
	struct identity *identity, struct slice name, const struct identity *issuer)
{
	GENERAL_NAMES *names = GENERAL_NAMES_new();
	GENERAL_NAME *one = GENERAL_NAME_new();
	ASN1_IA5STRING *string = ASN1_IA5STRING_new();

	ASN1_STRING_set(string, name.data, (int)name.length);
	GENERAL_NAME_set0_value(one, GEN_DNS, string);
	sk_GENERAL_NAME_push(names, one);
	assert(X509_add1_ext_i2d(identity->certificate, NID_subject_alt_name, names, 0,
		       X509V3_ADD_REPLACE) == 1);
	assert(X509_sign(identity->certificate, issuer->key, EVP_sha256()) > 0);
	GENERAL_NAMES_free(names);
}

static inline void identity_free(struct identity *identity)
{
	EVP_PKEY_free(identity->key);
	X509_free(identity->certificate);
}

static inline void identity_write(
	const struct identity *identity, const char *certificate, const char *key)
{
	FILE *file = fopen(certificate, "we");

	assert(file && PEM_write_X509(file, identity->certificate) == 1);
	fclose(file);
	if (!key)
		return;
	file = fopen(key, "we");
	assert(file && fchmod(fileno(file), 0600) == 0);
	assert(PEM_write_PrivateKey(file, identity->key, NULL, NULL, 0, NULL, NULL) == 1);
	fclose(file);
}

/* "sha-256:1A:..." */
static inline void identity_fingerprint(const struct identity *identity, char out[128])
{
	unsigned char hash[32];
	unsigned length = 0;

	X509_digest(identity->certificate, EVP_sha256(), hash, &length);
	strcpy(out, "sha-256");
	for (unsigned i = 0; i < length; i++)
		sprintf(out + strlen(out), ":%02X", hash[i]);
}

/* What a sender with that identity (NULL: none) connects with. */
static inline SSL_CTX *identity_context(const struct identity *identity)
{
	SSL_CTX *context = SSL_CTX_new(TLS_client_method());

	assert(context);
	if (identity) {
		assert(SSL_CTX_use_certificate(context, identity->certificate) == 1);
		assert(SSL_CTX_use_PrivateKey(context, identity->key) == 1);
	}
	return context;
}

/* What the tests of a file share, as their cmocka state: an authority, an identity by it, and
 * files of these. */
struct house {
	struct identity authority, own;
	char folder[16], certificate[32], key[32], ca[32];
};

static inline int house_open(void **state)
{
	struct house *house = xcalloc(1, sizeof(*house));

	strcpy(house->folder, "tls.XXXXXX");
	assert(mkdtemp(house->folder));
	snprintf(house->certificate, sizeof(house->certificate), "%s/own.pem", house->folder);
	snprintf(house->key, sizeof(house->key), "%s/own.key", house->folder);
	snprintf(house->ca, sizeof(house->ca), "%s/ca.pem", house->folder);
	house->authority = identity_make("an authority", NULL, NULL);
	house->own = identity_make("server", "DNS:server.example.net", &house->authority);
	identity_write(&house->own, house->certificate, house->key);
	identity_write(&house->authority, house->ca, NULL);
	*state = house;
	return 0;
}

static inline int house_close(void **state)
{
	struct house *house = *state;

	unlink(house->certificate);
	unlink(house->key);
	unlink(house->ca);
	rmdir(house->folder);
	identity_free(&house->authority);
	identity_free(&house->own);
	free(house);
	return 0;
}

#endif
