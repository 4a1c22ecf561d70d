/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * SNMP traps and informs over UDP. The account's reasons of refusal are the decoder's verdicts.
 */
#include <stdlib.h>
#include <sys/socket.h>

#include "base/xalloc.h"
#include "input/input.h"
#include "input/inputs.h"
#include "input/datagrams.h"
#include "input/inet_socket.h"
#include "snmp/trap_session.h"

struct trap_settings {
	struct input_settings common;
	struct string_list communities;
	const char *community_file;
};

struct state {
	const struct trap_settings *settings;
	struct trap_session *session;
	struct communities *communities;
};

static const struct option options[] = {
	INPUT_OPTIONS(struct trap_settings),
	INET_OPTIONS(struct trap_settings),
	DATAGRAM_OPTIONS(struct trap_settings),
	{.name = "communities",
		.type = OPTION_STRINGS,
		.offset = offsetof(struct trap_settings, communities),
		.help = "communities that are accepted (default: any)"},
	{.name = "community_file",
		.type = OPTION_FILE,
		.offset = offsetof(struct trap_settings, community_file),
		.help = "more of them, with names: a name and a community on each line"},
	{0},
};

static enum refusal refusal_of(enum trap_verdict verdict)
{
	static const enum refusal refusals[] = {
		[TRAP_MALFORMED] = REFUSED_MALFORMED,
		[TRAP_VERSION] = REFUSED_VERSION,
		[TRAP_V3] = REFUSED_V3,
		[TRAP_COMMUNITY] = REFUSED_COMMUNITY,
		[TRAP_PDU] = REFUSED_PDU,
		[TRAP_DISCOVERY] = REFUSED_DISCOVERY,
		[TRAP_ENGINE] = REFUSED_ENGINE,
		[TRAP_USER] = REFUSED_USER,
		[TRAP_LEVEL] = REFUSED_LEVEL,
		[TRAP_DIGEST] = REFUSED_DIGEST,
		[TRAP_DECRYPTION] = REFUSED_DECRYPTION,
		[TRAP_WINDOW] = REFUSED_WINDOW,
		[TRAP_BOOTS] = REFUSED_BOOTS,
		[TRAP_REPLAYED] = REFUSED_REPLAYED,
		[TRAP_PENDING] = REFUSED_PENDING,
	};

	return refusals[verdict];
}

static void end(void *context)
{
	struct state *state = context;

	if (!state)
		return;
	trap_session_free(state->session);
	communities_free(state->communities);
	free(state);
}

static void *begin(const struct input_settings *common, struct usm *usm, struct error *error)
{
	const struct trap_settings *settings = (const struct trap_settings *)common;
	struct state *state = xcalloc(1, sizeof(*state));

	state->settings = settings;
	state->communities =
		communities_new(&settings->communities, settings->community_file, error);
	if (state->communities)
		state->session = trap_session_new(usm, error);
	if (state->session)
		return state;
	end(state);
	return NULL;
}

static struct verdict decode(void *context, const struct datagram *datagram, void *room)
{
	const struct state *state = context;
	const struct input_settings *settings = &state->settings->common;
	const struct trap_context how = {
		.peer = &datagram->peer,
		.relays = &settings->relays,
		.listener = settings->place,
		.communities = state->communities,
		.now = datagram->now,
	};
	struct verdict verdict = {0};
	enum trap_verdict decoded =
		trap_session_decode(state->session, datagram->bytes, &how, room, &verdict.size);

	verdict.reply = trap_session_reply(state->session);
	verdict.withheld = trap_session_withheld(state->session);
	if (decoded != TRAP_ACCEPTED) {
		verdict.size = 0;
		verdict.reason = refusal_of(decoded);
		return verdict;
	}
	verdict.malformed = ((const struct event *)room)->flags & EVENT_MALFORMED;
	return verdict;
}

static const struct decoder decoder = {
	.replies = true, .begin = begin, .end = end, .decode = decode};

static struct input *open_input(const struct input_settings *settings, struct loop *loop,
	const struct intake *intake, struct error *error)
{
	return datagrams_open(inet_socket_open(settings, SOCK_DGRAM, error), &decoder, settings,
		loop, intake, error);
}

const struct input_type input_snmp_trap = {
	.name = "snmp-trap",
	.help = "SNMP traps and informs over UDP, v1, v2c and v3",
	.options = options,
	.settings_size = sizeof(struct trap_settings),
	.udp = true,
	.decoder = &decoder,
	.open = open_input,
	.close = datagrams_close,
	.account = datagrams_account,
	.port = datagrams_port,
	.pause = datagrams_pause,
};
