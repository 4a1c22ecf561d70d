/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Both ends prove who they are (RFC 5425): TLS 1.2 or 1.3, only suites with ephemeral keys and
 * authenticated encryption, no renegotiation, compression, resumption or early data. Who may
 * send is said in the settings; who is not named there is refused (tls_peer.h).
 */
#ifndef INPUT_TLS_H
#define INPUT_TLS_H

#include "base/error.h"
#include "base/option.h"
#include "input/transport.h"

struct tls_settings {
	const char *certificate,
		*key;    /* files in PEM; the certificate with what leads to its CA */
	const char *ca;  /* file with CAs of the senders; or NULL */
	const char *crl; /* file with their revocation lists; or NULL */
	struct string_list names, fingerprints; /* who may send */
};

/* What is read of files: certificate, key, CAs, revocation lists, made ready for use. */
struct tls;

/* Whether the settings make sense; reads no file. False with a sentence. */
bool tls_check(const struct tls_settings *settings, struct error *error);
/* Reads the files, and keeps what it needs of `settings`, which have been checked. NULL with a
 * sentence that names the file. Any thread. */
struct tls *tls_load(const struct tls_settings *settings, struct error *error);
/* Days until our certificate runs out, by the clock that peers go by; negative when it has. */
int tls_days_left(const struct tls *tls);
/* Transports that were begun with it go on; they are of the same thread. NULL is none. */
void tls_release(struct tls *tls);

/* Its context is a struct tls. */
extern const struct transport_type transport_tls;

#endif
