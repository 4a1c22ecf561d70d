/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Who may send over TLS (RFC 5425 4.2.2 and 5.2).
 *
 * By fingerprint: the SHA-256 of the certificate is listed. The list is its CA then: whoever
 * signed it and what a revocation list says do not matter; its dates, key and purpose do.
 *
 * By name: one of the CAs vouches for the certificate, no revocation list names it, and a
 * subjectAltName of it (dNSName or iPAddress, never the common name) is a listed one. Letters
 * are compared without case. "*" in a certificate is the whole first label of a name with two
 * more at least, and stands for one label. "*.example.net" in the list stands for one label
 * likewise; "*" alone is whoever the CAs vouch for. A certificate with a NUL inside of a name
 * is refused: it was made to be misread.
 */
#ifndef INPUT_TLS_PEER_H
#define INPUT_TLS_PEER_H

#include <openssl/ssl.h>

#include "base/error.h"

/* False with a sentence that says what would be right. */
bool tls_peer_check_name(const char *name, struct error *error);
bool tls_peer_check_fingerprint(const char *fingerprint, struct error *error);

/* For SSL_CTX_set_cert_verify_callback(), with a struct tls: 1 if the peer may send; else the
 * reason is left there. The SSL's application data is a char *, where the name of the
 * certificate is left, freed by whoever has it: the first dNSName or iPAddress, else the common
 * name, else "". It may be long and hold any byte but NUL. */
int tls_peer_verify(X509_STORE_CTX *store, void *tls);

#endif
