/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The library believes that it reads from a socket: its session has a transport whose receive
 * function hands out the datagram in hand. init_snmp() is never called: it would read
 * configuration files, load MIBs and make an engine id of its own (usm_library.c).
 */
#include "snmp/trap_session.h"

#include <stdlib.h>

#include "base/xalloc.h"
#include "snmp/library_log.h"
#include "snmp/net_snmp.h"
#include "snmp/pdu.h"
#include "snmp/precheck.h"
#include "snmp/v3_guard.h"

/* The transport wants a descriptor, which is only looked up in a set; nobody reads from it. */
enum { NO_DESCRIPTOR = 0 };

struct trap_session {
	void *session;              /* the library's */
	netsnmp_large_fd_set ready; /* holds NO_DESCRIPTOR */
	struct text scratch;
	struct text reply; /* what the library would have sent */
	struct v3_guard guard;
	/* The datagram in hand. */
	struct precheck found;
	struct pdu_source source;
	void *space;
	size_t size; /* of the event; 0: none was made */
};

static int receive(
	netsnmp_transport *transport, void *buffer, int size, void **opaque, int *opaque_length)
{
	const struct trap_session *session = transport->data;
	size_t length = precheck_write(&session->found, buffer, (size_t)size);

	*opaque = NULL;
	*opaque_length = 0;
	return length > 0 ? (int)length : -1;
}

/* What is said back is kept: when it may be sent is not for the library to know. */
static int keep(netsnmp_transport *transport, const void *buffer, int size, void **opaque,
	int *opaque_length)
{
	struct trap_session *session = transport->data;

	(void)opaque;
	(void)opaque_length;
	text_reset(&session->reply);
	text_append(&session->reply, slice_make(buffer, (size_t)size));
	return size;
}

/* The transport's data is the session, which the library must not free. */
static int close_transport(netsnmp_transport *transport)
{
	transport->data = NULL;
	transport->data_length = 0;
	return 0;
}

/* The Response to an inform (RFC 3416, 4.2.7) is the same but for its type. */
static void respond(struct trap_session *session, netsnmp_pdu *inform)
{
	netsnmp_pdu *response = snmp_clone_pdu(inform);

	if (!response)
		return;
	response->command = SNMP_MSG_RESPONSE;
	response->errstat = 0;
	response->errindex = 0;
	if (!snmp_sess_send(session->session, response))
		snmp_free_pdu(response);
}

static bool is_notification(const netsnmp_pdu *pdu)
{
	return pdu->command == SNMP_MSG_TRAP || pdu->command == SNMP_MSG_TRAP2 ||
	       pdu->command == SNMP_MSG_INFORM;
}

static void make_event(struct trap_session *session, const netsnmp_pdu *pdu)
{
	if (pdu->version == SNMP_VERSION_3)
		session->source.sender = v3_guard_sender(&session->guard);
	session->size = pdu_to_event(pdu, &session->source, &session->scratch, session->space);
}

/* The library shows v3 messages too that are not signed as they should be. */
static bool is_good(const struct trap_session *session, const netsnmp_pdu *pdu)
{
	return pdu->version != SNMP_VERSION_3 || session->guard.authentic;
}

static int on_pdu(
	int operation, netsnmp_session *library, int id, netsnmp_pdu *pdu, void *context)
{
	struct trap_session *session = context;

	(void)library;
	(void)id;
	if (operation != NETSNMP_CALLBACK_OP_RECEIVED_MESSAGE || !is_notification(pdu) ||
		!is_good(session, pdu))
		return 1;
	make_event(session, pdu);
	if (pdu->command == SNMP_MSG_INFORM)
		respond(session, pdu);
	return 1;
}

static enum trap_verdict judge(void *context, enum trap_verdict found, struct slice scoped)
{
	struct trap_session *session = context;

	return v3_guard_judge(&session->guard, found, scoped);
}

static void silence_library(void)
{
	library_log_to(NULL);
	netsnmp_ds_set_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_DONT_READ_CONFIGS, 1);
	netsnmp_ds_set_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_DONT_PERSIST_STATE, 1);
	netsnmp_ds_set_boolean(
		NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_DISABLE_PERSISTENT_LOAD, 1);
	netsnmp_ds_set_boolean(
		NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_DISABLE_PERSISTENT_SAVE, 1);
}

/* The library frees it. */
static netsnmp_transport *transport_new(struct trap_session *session)
{
	netsnmp_transport *transport = xcalloc(1, sizeof(*transport));

	transport->sock = NO_DESCRIPTOR;
	transport->data = session;
	transport->msgMaxSize = SNMP_MAX_RCV_MSG_SIZE;
	transport->f_recv = receive;
	transport->f_send = keep;
	transport->f_close = close_transport;
	return transport;
}

static void *library_session(struct trap_session *session)
{
	netsnmp_session wanted;

	snmp_sess_init(&wanted);
	wanted.version = SNMP_DEFAULT_VERSION;
	wanted.callback = on_pdu;
	wanted.callback_magic = session;
	wanted.isAuthoritative = SNMP_SESS_UNKNOWNAUTH;
	return snmp_sess_add(&wanted, transport_new(session), NULL, NULL);
}

struct trap_session *trap_session_new(struct usm *usm, struct error *error)
{
	struct trap_session *session = xcalloc(1, sizeof(*session));

	silence_library();
	if (usm)
		usm_library_begin(usm_own(usm), judge);
	v3_guard_begin(&session->guard, usm);
	netsnmp_large_fd_set_init(&session->ready, NO_DESCRIPTOR + 1);
	NETSNMP_LARGE_FD_SET(NO_DESCRIPTOR, &session->ready);
	session->session = library_session(session);
	if (session->session)
		return session;
	error_set(error, "Net-SNMP makes no session: %s", snmp_api_errstring(snmp_errno));
	trap_session_free(session);
	return NULL;
}

void trap_session_free(struct trap_session *session)
{
	if (!session)
		return;
	if (session->session)
		snmp_sess_close(session->session);
	netsnmp_large_fd_set_cleanup(&session->ready);
	text_free(&session->scratch);
	text_free(&session->reply);
	free(session);
}

static void show_library(struct trap_session *session)
{
	NETSNMP_LARGE_FD_SET(NO_DESCRIPTOR, &session->ready);
	snmp_sess_read2(session->session, &session->ready);
}

static enum trap_verdict decode_v3(struct trap_session *session)
{
	struct v3_guard *guard = &session->guard;
	enum trap_verdict verdict;

	if (!guard->usm || usm_users(guard->usm)->count == 0)
		return TRAP_V3;
	if (!v3_guard_admit(guard, &session->found, session->source.context))
		return guard->verdict;
	show_library(session);
	verdict = v3_guard_settle(guard, session->size > 0);
	if (verdict != TRAP_ACCEPTED && session->reply.length > 0 && !v3_guard_reports(guard))
		text_reset(&session->reply);
	return verdict;
}

static enum trap_verdict decode_community(struct trap_session *session)
{
	const struct precheck *found = &session->found;
	enum trap_verdict verdict;

	if (!communities_accept(session->source.context->communities, found->community,
		    &session->source.community))
		return TRAP_COMMUNITY;
	verdict = precheck_body(found);
	if (verdict != TRAP_ACCEPTED)
		return verdict;
	session->source.whole = found->whole;
	show_library(session);
	return session->size > 0 ? TRAP_ACCEPTED : TRAP_MALFORMED;
}

enum trap_verdict trap_session_decode(struct trap_session *session, struct slice datagram,
	const struct trap_context *context, void *space, size_t *size)
{
	enum trap_verdict verdict = precheck_header(datagram, &session->found);

	text_reset(&session->reply);
	session->guard.withheld = false;
	session->source = (struct pdu_source){.context = context};
	session->space = space;
	session->size = 0;
	if (verdict == TRAP_ACCEPTED)
		verdict = session->found.version == PRECHECK_V3 ? decode_v3(session)
								: decode_community(session);
	*size = verdict == TRAP_ACCEPTED ? session->size : 0;
	return verdict;
}

struct slice trap_session_reply(const struct trap_session *session)
{
	return text_slice(&session->reply);
}

bool trap_session_withheld(const struct trap_session *session)
{
	return session->guard.withheld;
}

const char *trap_session_library(void)
{
	return netsnmp_get_version();
}
