/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * SNMP traps over UDP. The account's reasons of refusal are the decoder's verdicts.
 */
#include <stdlib.h>

#include "base/xalloc.h"
#include "input/input.h"
#include "input/inputs.h"
#include "input/udp.h"
#include "snmp/trap_session.h"

struct trap_settings {
	struct input_settings common;
	struct string_list communities;
};

struct input {
	const struct trap_settings *settings;
	struct trap_session *session;
	struct udp *udp;
};

static const struct option options[] = {
	INPUT_OPTIONS(struct trap_settings),
	{.name = "communities",
		.type = OPTION_STRINGS,
		.offset = offsetof(struct trap_settings, communities),
		.help = "communities that are accepted (default: any)"},
	{0},
};

static enum refusal refusal_of(enum trap_verdict verdict)
{
	switch (verdict) {
	case TRAP_VERSION:
		return REFUSED_VERSION;
	case TRAP_COMMUNITY:
		return REFUSED_COMMUNITY;
	case TRAP_PDU:
		return REFUSED_PDU;
	default:
		return REFUSED_MALFORMED;
	}
}

static struct udp_verdict decode(void *context, const struct udp_datagram *datagram, void *room)
{
	const struct input *input = context;
	const struct trap_context how = {
		.peer = datagram->peer,
		.relayed = datagram->relayed,
		.listener = input->settings->common.place,
		.communities = &input->settings->communities,
	};
	struct udp_verdict verdict = {0};
	enum trap_verdict decoded =
		trap_session_decode(input->session, datagram->bytes, &how, room, &verdict.size);

	if (decoded != TRAP_ACCEPTED)
		return (struct udp_verdict){.reason = refusal_of(decoded)};
	verdict.malformed = ((const struct event *)room)->flags & EVENT_MALFORMED;
	return verdict;
}

static void close_input(struct input *input)
{
	udp_close(input->udp);
	trap_session_free(input->session);
	free(input);
}

static struct input *open_input(const struct input_settings *settings, struct loop *loop,
	const struct intake *intake, struct error *error)
{
	struct input *input = xcalloc(1, sizeof(*input));

	input->settings = (const struct trap_settings *)settings;
	input->session = trap_session_new(error);
	if (input->session)
		input->udp = udp_open(settings, loop, intake, decode, input, error);
	if (input->udp)
		return input;
	close_input(input);
	return NULL;
}

static const struct input_account *account(const struct input *input)
{
	return udp_account(input->udp);
}

static uint16_t port(const struct input *input)
{
	return udp_port(input->udp);
}

static void pause_input(struct input *input, bool pause)
{
	udp_pause(input->udp, pause);
}

const struct input_type input_snmp_trap = {
	.name = "snmp-trap",
	.help = "SNMP traps over UDP, v1 and v2c",
	.options = options,
	.settings_size = sizeof(struct trap_settings),
	.open = open_input,
	.close = close_input,
	.account = account,
	.port = port,
	.pause = pause_input,
};
