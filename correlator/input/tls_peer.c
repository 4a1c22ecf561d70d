/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/tls_peer.h"

#include <ctype.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <string.h>

#include "base/address.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "input/tls_context.h"

#define HASH "sha-256"

enum {
	HASH_BYTES = 32,
	FINGERPRINT_TEXT =
		sizeof(HASH) + 3 * HASH_BYTES, /* with ':' before each byte, and NUL */
};

/* "sha-256:1A:2B:...", RFC 5425 4.2.2. */
static void print_fingerprint(X509 *certificate, char text[FINGERPRINT_TEXT])
{
	unsigned char hash[EVP_MAX_MD_SIZE];
	unsigned length = 0;

	strcpy(text, HASH);
	X509_digest(certificate, EVP_sha256(), hash, &length);
	for (unsigned i = 0; i < length; i++)
		sprintf(text + strlen(HASH) + 3 * (size_t)i, ":%02X", hash[i]);
}

bool tls_peer_check_fingerprint(const char *fingerprint, struct error *error)
{
	bool good = strncasecmp(fingerprint, HASH, strlen(HASH)) == 0 &&
		    strlen(fingerprint) == FINGERPRINT_TEXT - 1;

	for (size_t i = strlen(HASH); good && fingerprint[i]; i += 3)
		good = fingerprint[i] == ':' && isxdigit((unsigned char)fingerprint[i + 1]) &&
		       isxdigit((unsigned char)fingerprint[i + 2]);
	return good || error_set(error,
			       "'fingerprints': '%s' is none: write \"" HASH
			       ":\" and the %d bytes that "
			       "`openssl x509 -noout -fingerprint -sha256 -in FILE` prints",
			       fingerprint, HASH_BYTES);
}

static bool is_label_byte(char byte)
{
	return isalnum((unsigned char)byte) || byte == '-' || byte == '_';
}

/* Labels with dots between. */
static bool is_domain(const char *name)
{
	bool begins = true;

	for (; *name; name++) {
		if (*name == '.' ? begins : !is_label_byte(*name))
			return false;
		begins = *name == '.';
	}
	return !begins;
}

static bool is_address(const char *name)
{
	struct address ignored;

	return address_parse(slice_of(name), &ignored);
}

bool tls_peer_check_name(const char *name, struct error *error)
{
	if (strcmp(name, "*") == 0 || is_address(name) ||
		is_domain(strncmp(name, "*.", 2) == 0 ? name + 2 : name))
		return true;
	return error_set(error,
		"'names': '%s' is none: write a host name, an IP address, \"*.example.net\" "
		"(any host directly in there), or \"*\" (whoever has a certificate by 'ca')",
		name);
}

static bool is_listed(const struct tls *tls, const char *fingerprint)
{
	const struct string_list *list = &tls->fingerprints;

	for (size_t i = 0; i < list->count; i++)
		if (strcasecmp(list->items[i], fingerprint) == 0)
			return true;
	return false;
}

/* "*.example.net" is asked of OpenSSL as ".example.net". */
static bool has_name(X509 *certificate, const char *name)
{
	const unsigned flags = X509_CHECK_FLAG_NEVER_CHECK_SUBJECT |
			       X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS |
			       X509_CHECK_FLAG_SINGLE_LABEL_SUBDOMAINS;

	if (strcmp(name, "*") == 0)
		return true;
	if (is_address(name))
		return X509_check_ip_asc(certificate, name, 0) == 1;
	return X509_check_host(certificate, name + (name[0] == '*'), 0, flags, NULL) == 1;
}

static bool has_listed_name(const struct tls *tls, X509 *certificate)
{
	for (size_t i = 0; i < tls->names.count; i++)
		if (has_name(certificate, tls->names.items[i]))
			return true;
	return false;
}

static struct slice string_bytes(const ASN1_STRING *string)
{
	return slice_make(ASN1_STRING_get0_data(string), (size_t)ASN1_STRING_length(string));
}

static bool is_string(const GENERAL_NAME *name)
{
	return name->type == GEN_DNS || name->type == GEN_EMAIL || name->type == GEN_URI;
}

static bool has_nul(X509 *certificate)
{
	GENERAL_NAMES *names = X509_get_ext_d2i(certificate, NID_subject_alt_name, NULL, NULL);
	bool found = false;

	for (int i = 0; i < sk_GENERAL_NAME_num(names) && !found; i++) {
		const GENERAL_NAME *name = sk_GENERAL_NAME_value(names, i);

		found = is_string(name) &&
			slice_find(string_bytes(name->d.ia5), 0, '\0') != SIZE_MAX;
	}
	GENERAL_NAMES_free(names);
	return found;
}

static char *string_of(const ASN1_STRING *string)
{
	char *text = slice_string(string_bytes(string));

	for (int i = 0; i < ASN1_STRING_length(string); i++)
		if (text[i] == '\0')
			text[i] = '?';
	return text;
}

static char *address_of(const ASN1_STRING *octets)
{
	struct address address;
	char text[ADDRESS_TEXT];

	return address_from_bytes(string_bytes(octets), &address)
		       ? xstrdup(address_print(&address, text))
		       : NULL;
}

static char *common_name(X509 *certificate)
{
	const X509_NAME *subject = X509_get_subject_name(certificate);
	int at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);

	return at < 0 ? xstrdup("")
		      : string_of(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
}

static char *name_of(X509 *certificate)
{
	GENERAL_NAMES *names = X509_get_ext_d2i(certificate, NID_subject_alt_name, NULL, NULL);
	char *found = NULL;

	for (int i = 0; i < sk_GENERAL_NAME_num(names) && !found; i++) {
		const GENERAL_NAME *name = sk_GENERAL_NAME_value(names, i);

		if (name->type == GEN_DNS)
			found = string_of(name->d.dNSName);
		else if (name->type == GEN_IPADD)
			found = address_of(name->d.iPAddress);
	}
	GENERAL_NAMES_free(names);
	return found ? found : common_name(certificate);
}

static bool refuse(struct tls *tls, X509_STORE_CTX *store, const char *why)
{
	X509_STORE_CTX_set_error(store, X509_V_ERR_APPLICATION_VERIFICATION);
	return error_set(&tls->reason, "%s", why);
}

static bool is_valid(struct tls *tls, X509_STORE_CTX *store)
{
	int depth;

	if (X509_verify_cert(store) == 1)
		return true;
	depth = X509_STORE_CTX_get_error_depth(store);
	return error_set(&tls->reason, "%s%s",
		X509_verify_cert_error_string(X509_STORE_CTX_get_error(store)),
		depth > 0 ? " (of a CA above it)" : "");
}

/* The certificate is what is trusted, and all that is. */
static bool is_valid_alone(struct tls *tls, X509_STORE_CTX *store, X509 *certificate)
{
	STACK_OF(X509) *trusted = sk_X509_new_null();
	bool valid;

	sk_X509_push(trusted, certificate);
	X509_STORE_CTX_set0_trusted_stack(store, trusted);
	X509_VERIFY_PARAM_clear_flags(X509_STORE_CTX_get0_param(store),
		X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL);
	X509_STORE_CTX_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN);
	valid = is_valid(tls, store);
	sk_X509_free(trusted);
	return valid;
}

static bool is_known_by_name(struct tls *tls, X509_STORE_CTX *store, X509 *certificate)
{
	if (has_nul(certificate))
		return refuse(tls, store, "a name in the certificate holds a NUL");
	if (!is_valid(tls, store))
		return false;
	return has_listed_name(tls, certificate) ||
	       refuse(tls, store, "no name of the certificate is among 'names'");
}

/* Whoever shall be let in by the next reload is told by what. */
static bool is_known(struct tls *tls, X509_STORE_CTX *store, X509 *certificate)
{
	char fingerprint[FINGERPRINT_TEXT];

	print_fingerprint(certificate, fingerprint);
	if (is_listed(tls, fingerprint))
		return is_valid_alone(tls, store, certificate);
	if (tls->names.count > 0)
		return is_known_by_name(tls, store, certificate);
	refuse(tls, store, "");
	return error_set(&tls->reason, "the fingerprint is not listed: %s", fingerprint);
}

/* Nobody needs the chain any more, and there are many connections. */
int tls_peer_verify(X509_STORE_CTX *store, void *tls)
{
	X509 *certificate = X509_STORE_CTX_get0_cert(store);
	SSL *ssl = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx());
	char **name = SSL_get_app_data(ssl);
	bool known = is_known(tls, store, certificate);

	free(*name);
	*name = name_of(certificate);
	X509_STORE_CTX_set0_verified_chain(store, NULL);
	return known;
}
