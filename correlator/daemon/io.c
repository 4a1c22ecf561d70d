/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/io.h"

#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/fault.h"
#include "base/json.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/xalloc.h"
#include "daemon/account.h"
#include "daemon/certificates.h"
#include "daemon/control.h"
#include "daemon/engines.h"
#include "daemon/informs.h"
#include "daemon/losses.h"
#include "input/peers.h"
#include "input/previous.h"
#include "input/repeats.h"

struct io {
	struct path *path;
	const struct settings *settings;
	struct loop *loop;
	struct intake intake;
	struct input **inputs; /* as in settings->listeners */
	struct parcel *parcel; /* being filled, or NULL */
	uint64_t sent;         /* parcels */
	struct repeats *repeats;
	struct informs *informs;
	struct losses *losses;
	struct kernel_drops at_start;
	struct previous *previous;
	struct watch *second;
	struct certificates certificates;
	bool paused, finishing;
	struct control_hooks hooks;
	struct control *control;
	struct reload *reload;
	struct reloaded *reloaded; /* waits for an empty parcel */
	struct watch *rung, *interrupted, *terminated, *hung_up;
};

static struct batch *batch_in_hand(struct io *io)
{
	if (!io->parcel)
		io->parcel = ring_pop(io->path->empty);
	return io->parcel ? io->parcel->batch : NULL;
}

/* Sends the batch in hand on its way. */
static void send_parcel(struct io *io)
{
	if (!io->parcel || io->parcel->batch->count == 0)
		return;
	FAULT("parsed");
	path_push(io->path->read, io->parcel);
	io->parcel = NULL;
	io->sent++;
}

static void *room_in_batch(struct io *io)
{
	struct batch *batch = batch_in_hand(io);
	void *room = batch ? batch_room(batch) : NULL;

	if (batch && !room) {
		send_parcel(io);
		batch = batch_in_hand(io);
		room = batch ? batch_room(batch) : NULL;
	}
	return room;
}

static void pause_inputs(struct io *io, bool pause)
{
	if (io->paused == pause)
		return;
	io->paused = pause;
	for (size_t i = 0; i < io->settings->listener_count; i++)
		if (io->inputs[i])
			io->settings->listeners[i].type->pause(io->inputs[i], pause);
}

static void *intake_room(void *context)
{
	struct io *io = context;
	void *room;

	/* What inputs have in hand when we stop cannot be offered again. */
	while (!(room = room_in_batch(io)) && io->finishing)
		path_pause();
	if (!room)
		pause_inputs(io, true);
	return room;
}

static const struct input_settings *listener_of(const struct io *io, const struct event *event)
{
	return io->settings->listeners[event->listener].settings;
}

static void tell_claim(struct io *io, const struct event *event, uint64_t claimed)
{
	char peer[ADDRESS_TEXT] = "somebody";
	struct address address;

	if (event_peer(event, &address))
		address_print(&address, peer);
	self_say(io->path->self, SELF_REPEATS, SELF_RAISED,
		"%s says to listener '%s' that a message was repeated %" PRIu64
		" times: %d are counted",
		peer, listener_of(io, event)->id, claimed, PREVIOUS_TIMES_MAXIMUM);
}

/* Whether the event in hand says that the one before it was repeated: that is what is
 * journaled then. */
static bool commit_claim(struct io *io, struct event *event, size_t *length)
{
	uint64_t claimed, times = previous_take(io->previous, event, length, &claimed);
	char *behind = (char *)event + REPEAT_HEADER;

	if (times == 0)
		return false;
	if (claimed > times)
		tell_claim(io, event, claimed);
	memmove(behind, event, *length);
	batch_commit(io->parcel->batch, RECORD_REPEAT,
		repeat_write(event, times, slice_make(behind, *length)));
	return true;
}

static enum commitment intake_commit(void *context, size_t length, const struct reply *reply)
{
	struct io *io = context;
	struct event *event = batch_room(io->parcel->batch);
	const uint64_t limit = (uint64_t)listener_of(io, event)->repeat_limit;
	uint64_t parcel = io->sent + 1; /* the one in hand */
	const bool copy = informs_is_copy(io->informs, event, &parcel);

	if (commit_claim(io, event, &length))
		return COMMIT_KEPT;
	if (!copy && !repeats_admit(io->repeats, slice_make(event, length), limit))
		return COMMIT_SHED;
	if (event->flags & EVENT_INFORM)
		informs_reply(io->informs, event->listener, reply, parcel);
	if (copy)
		return COMMIT_DUPLICATE;
	batch_commit(io->parcel->batch, RECORD_EVENT, length);
	return COMMIT_KEPT;
}

/* What was shed goes on record, and we complain about it. */
static void record_repeat(struct io *io, const struct repeat *repeat, void *room)
{
	const struct event *event = (const struct event *)(const void *)repeat->event.data;
	char peer[ADDRESS_TEXT] = "somebody";
	struct address address;

	if (event_peer(event, &address))
		address_print(&address, peer);
	self_say(io->path->self, SELF_REPEATS, SELF_RAISED,
		"%" PRIu64 " exact repeats of a message from %s to listener '%s' were counted, "
		"not kept, in a second",
		repeat->times, peer, listener_of(io, event)->id);
	batch_commit(io->parcel->batch, RECORD_REPEAT,
		repeat_write(room, repeat->times, repeat->event));
}

/* What finds no room now stays for the next second. */
static void record_repeats(struct io *io)
{
	const struct repeat *repeat;
	void *room;

	repeats_second(io->repeats);
	while ((repeat = repeats_first(io->repeats)) && (room = room_in_batch(io))) {
		record_repeat(io, repeat, room);
		repeats_done(io->repeats);
	}
}

static bool add_record(struct io *io, enum record_kind kind, struct slice payload)
{
	return room_in_batch(io) && batch_add(io->parcel->batch, kind, payload);
}

/* Orders about SNMP engines take hold here at the same place as in the journal. */
static bool add_command(void *context, struct slice payload, struct error *error)
{
	struct io *io = context;

	if (!engines_may(io->intake.usm, payload, error))
		return false;
	if (!add_record(io, RECORD_COMMAND, payload))
		return error_set(error, "the daemon has no room now; order again");
	engines_order(io->intake.usm, payload, clock_wall(&io->path->clock));
	return true;
}

static bool add_loss(void *context, struct slice payload)
{
	return add_record(context, RECORD_LOSS, payload);
}

static void intake_loss(void *context, uint16_t listener, uint64_t count)
{
	struct io *io = context;

	losses_note(io->losses, listener, count);
	losses_record(io->losses, add_loss, io);
}

static bool record_rest(struct io *io)
{
	record_repeats(io);
	return losses_record(io->losses, add_loss, io) && !repeats_first(io->repeats);
}

static void on_second(void *context)
{
	struct io *io = context;
	uint64_t evicted = peers_second(io->intake.peers);

	if (evicted > 0)
		self_say(io->path->self, SELF_SOURCES, SELF_RAISED,
			"more than %d senders at once: %" PRIu64
			" accounts went into those of 'others' in a second",
			PEERS_MAXIMUM, evicted);
	record_rest(io);
	certificates_second(&io->certificates, io->path, io->settings, io->inputs);
	informs_second(io->informs);
}

static bool intake_note(void *context, const struct position *position)
{
	struct io *io = context;
	struct text payload = {0};
	bool done = intake_room(io) != NULL;

	if (done) {
		position_print(position, &payload);
		batch_add(io->parcel->batch, RECORD_POSITION, text_slice(&payload));
		text_free(&payload);
	}
	return done;
}

static int64_t intake_wall(void *context)
{
	const struct io *io = context;

	return clock_wall(&io->path->clock);
}

/* A set has a parcel of its own: what was read before it is matched by the old rules. The
 * engine becomes its user. False when there is no empty parcel now. */
static bool send_set(struct io *io, struct reloaded *reloaded)
{
	struct text payload = {0};

	send_parcel(io);
	if (!batch_in_hand(io))
		return false;
	json_print(reloaded->record, &payload);
	batch_add(io->parcel->batch, RECORD_SET, text_slice(&payload));
	text_free(&payload);
	io->parcel->set = reloaded->set;
	reloaded->set = NULL;
	send_parcel(io);
	return true;
}

/* Those who come from here on meet the new users and certificates; those who are there stay. */
static void renew_inputs(struct io *io, struct reloaded *reloaded)
{
	if (reloaded->users)
		usm_renew(io->intake.usm, reloaded->users);
	reloaded->users = NULL;
	for (size_t i = 0; i < io->settings->listener_count; i++) {
		void *loaded = reload_take_listener(reloaded, i);

		if (loaded)
			io->settings->listeners[i].type->renew(io->inputs[i], loaded);
	}
}

static void take_reloaded(struct io *io)
{
	if (!io->reloaded)
		io->reloaded = reload_take(io->reload);
	if (!io->reloaded || (io->reloaded->record && !send_set(io, io->reloaded)))
		return;
	renew_inputs(io, io->reloaded);
	control_send(io->control, io->reloaded->client, io->reloaded->answer);
	reloaded_free(io->reloaded);
	io->reloaded = NULL;
}

static bool begin_reload(void *context, const char *by, uint64_t client)
{
	struct io *io = context;

	return !io->reloaded && reload_begin(io->reload, by, client);
}

static void on_hang_up(void *context)
{
	if (!begin_reload(context, "SIGHUP", 0))
		log_warning("daemon", "SIGHUP while the files are being loaded: not heard");
}

/* Answers came back, or parcels did, or a load is over. */
static void on_bell(void *context)
{
	struct io *io = context;

	bell_clear(io->path->io_bell);
	informs_release(io->informs);
	control_answer(io->control);
	take_reloaded(io);
	if (ring_count(io->path->empty) > 0)
		pause_inputs(io, false);
}

static void on_signal(void *context)
{
	struct io *io = context;

	loop_stop(io->loop);
}

static void after_turn(void *context)
{
	send_parcel(context);
}

static void open_inputs(struct io *io, struct report *report)
{
	io->inputs = xcalloc(io->settings->listener_count + 1, sizeof(struct input *));
	for (size_t i = 0; i < io->settings->listener_count; i++) {
		const struct listener_settings *listener = &io->settings->listeners[i];
		struct error error;

		io->inputs[i] =
			listener->type->open(listener->settings, io->loop, &io->intake, &error);
		if (!io->inputs[i]) {
			report_error(report, listener->origin, "listener '%s': %s",
				listener->settings->id, error.text);
			continue;
		}
		log_info("input", "listening id=%s type=%s address=%s port=%u",
			listener->settings->id, listener->type->name,
			listener->settings->address ? listener->settings->address : "-",
			listener->type->port(io->inputs[i]));
	}
}

static void add_status(void *context, json_t *status)
{
	const struct io *io = context;

	json_object_set_new(status, "listeners", account_listeners(io->settings, io->inputs));
	json_object_set_new(status, "informs", informs_status(io->informs));
	json_object_set_new(status, "kernel_drops", account_kernel(&io->at_start));
	json_object_set_new(status, "paused", json_boolean(io->paused));
	json_object_set_new(status, "degraded", json_boolean(atomic_load(&io->path->degraded)));
	json_object_set_new(
		status, "parcels_free", json_integer((json_int_t)ring_count(io->path->empty)));
}

static const struct peers *lend_peers(void *context)
{
	const struct io *io = context;

	return peers_mirror(io->intake.peers);
}

static struct engines_copy *copy_engines(void *context)
{
	const struct io *io = context;

	return engines_copy(io->intake.usm);
}

struct io *io_new(struct path *path, const struct settings *settings, uint64_t seed,
	struct reload *reload, const struct io_past *past, struct report *report)
{
	struct io *io = xcalloc(1, sizeof(*io));
	struct error error;

	io->path = path;
	io->reload = reload;
	io->settings = settings;
	io->loop = loop_new();
	io->intake = (struct intake){
		.peers = peers_new(seed, settings->listener_count, PEERS_MAXIMUM),
		.room = intake_room,
		.commit = intake_commit,
		.loss = intake_loss,
		.wall = intake_wall,
		.note = intake_note,
		.positions = past->positions,
		.usm = past->usm,
		.context = io};
	io->hooks = (struct control_hooks){.command = add_command,
		.status = add_status,
		.lend_peers = lend_peers,
		.engines = copy_engines,
		.reload = begin_reload,
		.context = io};
	io->rung = loop_readable(io->loop, bell_descriptor(path->io_bell), on_bell, io);
	io->interrupted = loop_signal(io->loop, SIGINT, on_signal, io);
	io->repeats = repeats_new(seed);
	io->informs = informs_new(path, past->copies, settings->listener_count);
	io->at_start = kernel_drops();
	io->losses = losses_new(path, settings);
	io->previous = previous_new(seed);
	io->second = loop_every(io->loop, SECONDS, on_second, io);
	io->terminated = loop_signal(io->loop, SIGTERM, on_signal, io);
	io->hung_up = loop_signal(io->loop, SIGHUP, on_hang_up, io);
	loop_after_turn(io->loop, after_turn, io);
	open_inputs(io, report);
	io->control = control_new(&io->hooks, path, io->loop, settings->control, &error);
	if (!io->control)
		report_error(report, (struct origin){settings->file, 0}, "control socket: %s",
			error.text);
	return io;
}

void io_run(struct io *io)
{
	loop_run(io->loop);
}

static void close_inputs(struct io *io)
{
	for (size_t i = 0; i < io->settings->listener_count; i++) {
		if (io->inputs[i])
			io->settings->listeners[i].type->close(io->inputs[i]);
		io->inputs[i] = NULL;
	}
}

void io_finish(struct io *io)
{
	io->finishing = true;
	close_inputs(io);
	while (!record_rest(io))
		path_pause();
	send_parcel(io);
	while (!batch_in_hand(io))
		path_pause();
	/* The time of the stop is on record: what a tick did before it can be repeated. */
	batch_add(io->parcel->batch, RECORD_TIME, (struct slice){0});
	io->parcel->last = true;
	send_parcel(io);
}

void io_answer(struct io *io)
{
	informs_release(io->informs);
}

void io_free(struct io *io)
{
	if (!io)
		return;
	close_inputs(io);
	control_free(io->control);
	if (io->parcel)
		parcel_free(io->parcel);
	watch_free(io->rung);
	watch_free(io->interrupted);
	watch_free(io->terminated);
	watch_free(io->hung_up);
	reloaded_free(io->reloaded);
	watch_free(io->second);
	repeats_free(io->repeats);
	informs_free(io->informs);
	losses_free(io->losses);
	peers_free(io->intake.peers);
	usm_free(io->intake.usm);
	previous_free(io->previous);
	loop_free(io->loop);
	free(io->inputs);
	free(io);
}
