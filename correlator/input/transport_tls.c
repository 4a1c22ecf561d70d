/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/tls.h"

#include <openssl/err.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/xalloc.h"
#include "input/tls_context.h"

struct session {
	struct tls *tls;
	SSL *ssl;
	char *name; /* of the peer; NULL: not known yet */
};

static void begin(struct transport *transport, void *context, int fd)
{
	struct session *session = xcalloc(1, sizeof(*session));

	session->tls = context;
	session->tls->users++;
	session->ssl = SSL_new(session->tls->context);
	if (!session->ssl || SSL_set_fd(session->ssl, fd) != 1)
		abort(); /* no memory */
	SSL_set_app_data(session->ssl, &session->name);
	SSL_set_accept_state(session->ssl);
	*transport = (struct transport){.type = &transport_tls, .fd = fd, .state = session};
}

/* TLS has broken off. Without the end that TLS asks for, somebody may have cut off the rest. */
static enum ending broken_off(struct transport *transport)
{
	struct session *session = transport->state;
	struct error *reason = &session->tls->reason;
	bool cut = ERR_GET_REASON(ERR_peek_error()) == SSL_R_UNEXPECTED_EOF_WHILE_READING;

	if (cut && transport->open)
		return ENDED_BROKEN;
	/* Of a certificate that was refused the verification has said more. */
	if (SSL_get_verify_result(session->ssl) == X509_V_OK)
		error_set(reason, "%s", tls_problem());
	return ENDED_TLS;
}

static enum transport_result ended(struct transport *transport, enum ending ending)
{
	transport->ending = ending;
	return TRANSPORT_ENDED;
}

static enum transport_result explain(struct transport *transport, int result)
{
	struct session *session = transport->state;

	switch (SSL_get_error(session->ssl, result)) {
	case SSL_ERROR_WANT_READ:
		return TRANSPORT_WAITS;
	case SSL_ERROR_WANT_WRITE:
		return TRANSPORT_WAITS_TO_WRITE;
	case SSL_ERROR_ZERO_RETURN:
		return ended(transport, ENDED_BY_PEER);
	case SSL_ERROR_SYSCALL:
		return ended(transport, ENDED_BROKEN);
	default:
		return ended(transport, broken_off(transport));
	}
}

static enum transport_result read_bytes(
	struct transport *transport, char *space, size_t room, size_t *count)
{
	struct session *session = transport->state;
	int result;

	ERR_clear_error();
	result = SSL_read_ex(session->ssl, space, room, count);
	if (!transport->open && SSL_is_init_finished(session->ssl))
		transport->open = true;
	return result == 1 ? TRANSPORT_BYTES : explain(transport, result);
}

static bool has_more(const struct transport *transport)
{
	const struct session *session = transport->state;

	return SSL_pending(session->ssl) > 0;
}

/* A record: what came of it, or its head alone, which is not counted as pending. */
static bool has_part(const struct transport *transport)
{
	const struct session *session = transport->state;

	return SSL_has_pending(session->ssl) ||
	       strcmp(SSL_rstate_string(session->ssl), "RB") == 0;
}

static const char *name_of(const struct transport *transport)
{
	const struct session *session = transport->state;

	return session->name;
}

static const char *reason_of(const struct transport *transport)
{
	const struct session *session = transport->state;

	return session->tls->reason.text;
}

/* The peer is told that this is the end, if it can be told without waiting. */
static void close_session(struct transport *transport)
{
	struct session *session = transport->state;

	ERR_clear_error();
	if (transport->open && transport->ending != ENDED_BROKEN &&
		transport->ending != ENDED_TLS)
		SSL_shutdown(session->ssl);
	ERR_clear_error();
	SSL_free(session->ssl);
	close(transport->fd);
	tls_release(session->tls);
	free(session->name);
	free(session);
}

const struct transport_type transport_tls = {
	.begin = begin,
	.read = read_bytes,
	.has_more = has_more,
	.has_part = has_part,
	.name = name_of,
	.reason = reason_of,
	.close = close_session,
};
