/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/feed_capture.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/xalloc.h"
#include "input/capture.h"
#include "input/copies.h"
#include "input/inputs.h"
#include "input/previous.h"
#include "snmp/usm.h"

enum { PORT_TRAPS = 162, PORT_SYSLOG = 514, COPIES_MOST = 1 << 16 };

/* One that takes datagrams of the capture. */
struct receiver {
	const struct input_type *type;
	const struct input_settings *settings;
	void *defaults; /* owned settings, or NULL */
	int64_t port;
	void *state; /* of its decoder */
};

struct receivers {
	struct receiver *items;
	size_t count;
	struct previous *previous;
	struct copies *copies;
	struct usm *usm; /* or NULL */
	uint64_t duplicates;
	uint64_t refused[REFUSALS];
	uint64_t left_out[PACKET_VERDICTS]; /* by what the frame is; UDP: nobody's port */
};

static struct receiver *receiver_of(const struct receivers *receivers, int64_t port)
{
	for (size_t i = 0; i < receivers->count; i++)
		if (receivers->items[i].port == port)
			return &receivers->items[i];
	return NULL;
}

static bool add(struct receivers *receivers, struct receiver receiver, struct error *error)
{
	receiver.state =
		receiver.type->decoder->begin(receiver.settings, receivers->usm, error);
	receivers->items[receivers->count++] = receiver;
	return receiver.state != NULL;
}

/* Whoever takes what usually comes to that port, unless somebody has it. */
static bool add_usual(struct receivers *receivers, const struct settings *configured,
	const struct input_type *type, int64_t port, struct error *error)
{
	struct receiver receiver = {.type = type, .port = port};

	if (receiver_of(receivers, port))
		return true;
	for (size_t i = 0; configured && i < configured->listener_count; i++)
		if (!receiver.settings && configured->listeners[i].type == type)
			receiver.settings = configured->listeners[i].settings;
	if (!receiver.settings) {
		receiver.settings = receiver.defaults = xcalloc(1, type->settings_size);
		option_defaults(type->options, receiver.defaults);
	}
	return add(receivers, receiver, error);
}

/* Users of SNMPv3, whose pass phrases whoever replays may not be allowed to read. Each engine
 * of the capture is new, and none is ours: informs of v3 are for others. */
static void begin_v3(
	struct receivers *receivers, const struct settings *configured, struct report *report)
{
	struct usm_own nobody = {.boots = 1};
	struct usm_settings settings = configured->snmp;
	struct report problems = {0};
	struct usm_users *users;

	settings.enrol = ENROL_AUTOMATIC;
	snmp_engine_id_parse(slice_of("80001f88050000000000"), &nobody.id);
	users = usm_users_load(&settings, 0, &problems);
	for (size_t i = 0; i < problems.count; i++)
		report_doubt(report,
			(struct origin){problems.problems[i].file, problems.problems[i].line},
			"SNMPv3 is left out: %s", problems.problems[i].text);
	report_free(&problems);
	receivers->usm = users ? usm_new(users, &nobody, 0) : NULL;
}

static bool begin(struct receivers *receivers, const struct settings *configured,
	struct report *report, struct error *error)
{
	size_t count = configured ? configured->listener_count : 0;

	if (configured)
		begin_v3(receivers, configured, report);
	receivers->copies = copies_new(0, COPIES_MOST);
	receivers->items = xcalloc(count + 2, sizeof(struct receiver));
	receivers->previous = previous_new(0);
	for (size_t i = 0; i < count; i++) {
		const struct listener_settings *listener = &configured->listeners[i];
		const struct receiver receiver = {.type = listener->type,
			.settings = listener->settings,
			.port = listener->settings->port};

		if (listener->type->udp && receiver.port && !add(receivers, receiver, error))
			return false;
	}
	return add_usual(receivers, configured, &input_snmp_trap, PORT_TRAPS, error) &&
	       add_usual(receivers, configured, &input_syslog_udp, PORT_SYSLOG, error);
}

static void end(struct receivers *receivers)
{
	for (size_t i = 0; i < receivers->count; i++) {
		receivers->items[i].type->decoder->end(receivers->items[i].state);
		free(receivers->items[i].defaults);
	}
	copies_free(receivers->copies);
	usm_free(receivers->usm);
	free(receivers->items);
	previous_free(receivers->previous);
}

/* Time goes on with every frame, so that what others say between them counts too. */
static void take(struct world *world, struct receivers *receivers, const struct frame *frame,
	const struct packet *packet, struct flow *flow)
{
	const struct receiver *receiver = receiver_of(receivers, packet->port);
	const struct datagram datagram = {
		.bytes = packet->payload, .peer = packet->from, .now = frame->time};
	struct verdict verdict = {0};
	uint64_t ticket = 0;

	if (!receiver) {
		receivers->left_out[PACKET_UDP]++;
		return;
	}
	verdict.reason = decoder_look(receiver->settings, &datagram);
	if (verdict.reason == REFUSALS)
		verdict = receiver->type->decoder->decode(
			receiver->state, &datagram, world_payload(world));
	if (!verdict.size) {
		receivers->refused[verdict.reason]++;
		return;
	}
	if (frame->time > world->now)
		world->now = frame->time;
	if (copies_find(receivers->copies, world_payload(world), world->now, 0, &ticket)) {
		receivers->duplicates++;
		return;
	}
	feed_event(world, receivers->previous, verdict.size, flow);
}

static void put(struct text *out, uint64_t count, const char *what)
{
	if (count)
		text_printf(out, "%s%" PRIu64 " %s", out->length ? ", " : "", count, what);
}

static void tell_left_out(
	const struct receivers *receivers, const char *name, struct report *report)
{
	struct text text = {0};

	put(&text, receivers->left_out[PACKET_UDP], "to other ports");
	put(&text, receivers->left_out[PACKET_OTHER], "not UDP");
	put(&text, receivers->left_out[PACKET_FRAGMENT], "fragments");
	put(&text, receivers->left_out[PACKET_CUT], "cut short by the capture");
	put(&text, receivers->left_out[PACKET_MALFORMED], "malformed");
	put(&text, receivers->duplicates, "informs that came again");
	for (int i = 0; i < REFUSALS; i++) {
		char what[64];

		snprintf(what, sizeof(what), "refused (%s)", refusal_name((enum refusal)i));
		put(&text, receivers->refused[i], what);
	}
	if (text.length)
		report_doubt(report, (struct origin){name, 0}, "%s: left out: %s", name,
			text_get(&text));
	text_free(&text);
}

static bool feed_frames(struct world *world, struct capture *capture,
	struct receivers *receivers, struct flow *flow, struct error *error)
{
	struct frame frame;

	while (capture_next(capture, &frame, error)) {
		struct packet packet;
		enum packet_verdict verdict = packet_read(
			capture_link(capture), frame.bytes, frame.original, &packet);

		if (verdict == PACKET_UDP)
			take(world, receivers, &frame, &packet, flow);
		else
			receivers->left_out[verdict]++;
	}
	return error->text[0] == '\0';
}

bool feed_capture(struct world *world, FILE *file, const char *name,
	const struct settings *configured, struct flow *flow, struct report *report,
	struct error *error)
{
	struct capture *capture = capture_open(file, name, error);
	struct receivers receivers = {0};
	bool good = capture && begin(&receivers, configured, report, error);

	world->grant = true;
	if (good && !feed_frames(world, capture, &receivers, flow, error))
		report_doubt(report, (struct origin){name, 0}, "%s", error->text);
	if (good)
		tell_left_out(&receivers, name, report);
	end(&receivers);
	capture_close(capture);
	return good;
}
