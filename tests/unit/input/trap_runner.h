/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The trap listener without its socket: datagrams are taken, decoded, refused and accounted for
 * as the daemon does it, with an intake that keeps the last event.
 */
#ifndef TESTS_UNIT_INPUT_TRAP_RUNNER_H
#define TESTS_UNIT_INPUT_TRAP_RUNNER_H

#include <assert.h>
#include <stdlib.h>

#include "base/xalloc.h"
#include "event/event.h"
#include "input/inputs.h"
#include "input/peers.h"
#include "input/reception.h"

struct trap_runner {
	struct input_settings *settings; /* of the type's size */
	struct intake intake;
	struct reception reception;
	struct event *event; /* room for one */
	size_t size;         /* of the event that came of the last datagram; 0: none */
};

static inline void *trap_runner_room(void *context)
{
	return ((struct trap_runner *)context)->event;
}

static inline enum commitment trap_runner_commit(
	void *context, size_t length, const struct reply *reply)
{
	(void)reply;
	((struct trap_runner *)context)->size = length;
	return COMMIT_KEPT;
}

static inline void trap_runner_loss(void *context, uint16_t listener, uint64_t count)
{
	(void)context;
	(void)listener;
	(void)count;
}

static inline int64_t trap_runner_wall(void *context)
{
	(void)context;
	return 1346241603LL * 1000000000; /* 2012-08-29T12:00:03Z */
}

/* `communities`: those that are accepted, all with none. `usm`: NULL refuses v3. */
static inline struct trap_runner *trap_runner_new(
	const struct string_list *communities, struct usm *usm)
{
	const struct input_type *type = &input_snmp_trap;
	struct trap_runner *runner = xcalloc(1, sizeof(*runner));
	bool good;

	runner->settings = xcalloc(1, type->settings_size);
	option_defaults(type->options, runner->settings);
	*(struct string_list *)((char *)runner->settings +
				option_find(type->options, "communities")->offset) =
		*communities;
	runner->intake = (struct intake){.peers = peers_new(1, 1, 64),
		.room = trap_runner_room,
		.commit = trap_runner_commit,
		.loss = trap_runner_loss,
		.wall = trap_runner_wall,
		.usm = usm,
		.context = runner};
	runner->event = xmalloc(EVENT_MAXIMUM);
	good = reception_open(&runner->reception, type->decoder, runner->settings, NULL,
		&runner->intake, NULL);
	assert(good);
	return runner;
}

static inline void trap_runner_free(struct trap_runner *runner)
{
	reception_close(&runner->reception);
	peers_free(runner->intake.peers);
	free(runner->settings);
	free(runner->event);
	free(runner);
}

/* REFUSALS: it was taken, and is runner->event. */
static inline enum refusal trap_runner_take(
	struct trap_runner *runner, struct slice bytes, const char *peer)
{
	struct datagram datagram = {.bytes = bytes, .now = trap_runner_wall(NULL)};
	struct input_account *account = &runner->reception.account, before = *account;
	enum refusal reason = 0;

	address_parse(slice_of(peer), &datagram.peer);
	runner->size = 0;
	account->read++;
	reception_take(&runner->reception, &datagram, 0);
	while (reason < REFUSALS && account->refused[reason] == before.refused[reason])
		reason++;
	return reason;
}

#endif
