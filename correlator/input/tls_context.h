/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * What the files of tls.h share with the transports that use them.
 */
#ifndef INPUT_TLS_CONTEXT_H
#define INPUT_TLS_CONTEXT_H

#include <openssl/ssl.h>

#include "base/arena.h"
#include "input/tls.h"

struct tls {
	struct arena *arena; /* of who may send: */
	struct string_list names,
		fingerprints; /* names are believed of those certified by `ca` */
	SSL_CTX *context;
	size_t users;        /* its owner, and transports */
	struct error reason; /* why a peer was refused last */
};

/* Why OpenSSL refused what it was just asked for, in its own words; forgets it. */
const char *tls_problem(void);

#endif
