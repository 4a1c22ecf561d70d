/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "generator/output.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/file.h"
#include "base/xalloc.h"
#include "input/syslog_parse.h"
#include "journal/journal.h"
#include "snmp/trap_session.h"
#include "generator/trap.h"

enum { TRAP_PORT = 162, SYSLOG_PORT = 514, SENDER_PORT = 40000 };
/* The correlator's own address in the capture. */
#define OUR_ADDRESS 0x0affff01U

struct output {
	const struct story *story;
	FILE *capture, *events;
	struct journal *journal;
	char folder[PATH_BYTES]; /* of the journal */
	struct batch *batch;
	int64_t batch_time;
	uint64_t records;
	struct trap_encoder *encoder;
	struct trap_session *session;
	struct text line;
	struct error error; /* the first */
	bool failed;
};

static void put16(unsigned char *to, unsigned value)
{
	to[0] = (unsigned char)(value >> 8);
	to[1] = (unsigned char)value;
}

static void put32(unsigned char *to, uint32_t value)
{
	put16(to, value >> 16);
	put16(to + 2, value & 0xffff);
}

/* RFC 1071 */
static unsigned checksum(const unsigned char *bytes, size_t length)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < length; i += 2)
		sum += (uint32_t)bytes[i] << 8 | bytes[i + 1];
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return ~sum & 0xffff;
}

/* The file's header: classic, microseconds, LINKTYPE_RAW (a frame is an IP packet). */
static void begin_capture(FILE *to)
{
	const uint32_t words[] = {0xa1b2c3d4, 2 | 4 << 16, 0, 0, 262144, 101};

	fwrite(words, sizeof(words), 1, to);
}

/* One frame: IPv4 (RFC 791), UDP (RFC 768) with no checksum. */
static void capture(FILE *to, int64_t time, uint32_t from, unsigned port, struct slice payload)
{
	unsigned length = 28 + (unsigned)payload.length;
	const uint32_t head[] = {
		(uint32_t)(time / SECONDS), (uint32_t)(time % SECONDS / 1000), length, length};
	unsigned char packet[28] = {0x45, [8] = 64, [9] = 17};

	put16(packet + 2, length);
	put32(packet + 12, from);
	put32(packet + 16, OUR_ADDRESS);
	put16(packet + 10, checksum(packet, 20));
	put16(packet + 20, SENDER_PORT);
	put16(packet + 22, port);
	put16(packet + 24, length - 20);
	fwrite(head, sizeof(head), 1, to);
	fwrite(packet, sizeof(packet), 1, to);
	fwrite(payload.data, payload.length, 1, to);
}

static void flush(struct output *output)
{
	if (!output->failed && !journal_append(output->journal, output->batch,
				       output->batch_time, &output->error))
		output->failed = true;
	batch_reset(output->batch);
}

static struct address address_of(const struct node *node)
{
	struct address address;
	char text[32];

	snprintf(text, sizeof(text), "%u.%u.%u.%u", node->address >> 24,
		node->address >> 16 & 255, node->address >> 8 & 255, node->address & 255);
	address_parse(slice_of(text), &address);
	return address;
}

/* Parsed by what the daemon's listeners use. */
static size_t parse(struct output *output, const struct message *message, bool is_trap,
	struct slice payload, void *room)
{
	struct address peer = address_of(message->node);
	const struct syslog_context line = {.now = message->arrived, .peer = &peer};
	const struct trap_context trap = {.peer = &peer, .listener = 1};
	size_t size = 0;

	if (!is_trap)
		return syslog_parse(payload, &line, room, EVENT_MAXIMUM);
	trap_session_decode(output->session, payload, &trap, room, &size);
	return size;
}

static void journal_message(struct output *output, const struct message *message, bool is_trap,
	struct slice payload)
{
	size_t size;

	if (message->arrived != output->batch_time || !batch_room(output->batch))
		flush(output);
	output->batch_time = message->arrived;
	size = parse(output, message, is_trap, payload, batch_room(output->batch));
	if (size == 0) {
		output->failed = true;
		error_set(
			&output->error, "a trap of %s cannot be decoded", message->node->name);
		return;
	}
	batch_commit(output->batch, RECORD_EVENT, size);
	output->records++;
}

static const char *deed_name(enum deed deed)
{
	static const char *const names[] = {"raise", "repeat", "clear", "restart"};

	return names[deed];
}

/* What it was. Noise is told by not being there. */
static void tell(struct output *output, const struct message *message, uint64_t record)
{
	const struct cue *cue = message->cue;
	char sent[TIME_TEXT], arrived[TIME_TEXT];

	if (!cue)
		return;
	fprintf(output->events, "{\"record\":");
	if (record)
		fprintf(output->events, "%" PRIu64 ",\"arrived\":\"%s\"", record,
			time_print(message->arrived, arrived));
	else
		fprintf(output->events, "null,\"arrived\":null");
	fprintf(output->events, ",\"sent\":\"%s\",\"fault\":", time_print(message->sent, sent));
	if (cue->happening == UINT32_MAX)
		fprintf(output->events, "null");
	else
		fprintf(output->events, "%u", cue->happening + 1);
	fprintf(output->events,
		",\"node\":\"%s\",\"platform\":\"%s\",\"symptom\":\"%s\",\"class\":\"%s\","
		"\"deed\":\"%s\",\"listed\":%s,\"copy\":%s}\n",
		cue->node->name, cue->node->instance->id, cue->symptom ? cue->symptom->id : "",
		cue->symptom ? cue->symptom->class : "", deed_name(cue->deed),
		cue->unlisted ? "false" : "true", message->copy ? "true" : "false");
}

static struct saying saying_of(const struct output *output, const struct message *message)
{
	const struct cue *cue = message->cue;
	struct saying saying = {.node = message->node,
		.number = message->number,
		.object = message->number,
		.time = message->sent + message->node->skew};

	if (!cue) {
		saying.wording = &message->noise->wording;
		return saying;
	}
	saying.wording =
		cue->symptom ? &cue->symptom->wording : output->story->network->model->restart;
	saying.symptom = cue->symptom;
	saying.link = cue->link;
	saying.object = cue->object;
	saying.clears = cue->deed == DEED_CLEAR;
	saying.unlisted = cue->unlisted;
	return saying;
}

void output_message(void *context, const struct message *message)
{
	struct output *output = context;
	struct saying saying = saying_of(output, message);
	bool is_trap = saying.wording->is_trap;
	struct slice payload;

	if (!message->arrived) {
		tell(output, message, 0);
		return;
	}
	if (is_trap) {
		payload = trap_encode(output->encoder, &saying);
	} else {
		text_reset(&output->line);
		wording_line(&output->line, &saying);
		payload = text_slice(&output->line);
	}
	capture(output->capture, message->arrived, message->node->address,
		is_trap ? TRAP_PORT : SYSLOG_PORT, payload);
	journal_message(output, message, is_trap, payload);
	tell(output, message, output->records);
}

static FILE *open_file(const char *folder, const char *name, struct error *error)
{
	char path[PATH_BYTES];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "we");
	if (!file)
		error_set(error, "cannot write %s: %s", path, strerror(errno));
	return file;
}

struct output *output_open(const char *folder, const struct story *story, struct error *error)
{
	struct output *output = xcalloc(1, sizeof(*output));
	struct journal_settings where = {.segment_size = 16 << 20, .tail_size = 64 << 20};

	snprintf(output->folder, sizeof(output->folder), "%s/journal", folder);
	where.folder = output->folder;
	output->story = story;
	output->encoder = trap_encoder_new();
	output->batch = batch_new();
	output->batch_time = story->settings.begin;
	if ((output->session = trap_session_new(NULL, error)) &&
		(output->capture = open_file(folder, "input.pcap", error)) &&
		(output->events = open_file(folder, "events.jsonl", error)) &&
		(output->journal = journal_open(&where, error))) {
		begin_capture(output->capture);
		return output;
	}
	output->failed = true;
	output_close(output, NULL);
	return NULL;
}

bool output_close(struct output *output, struct error *error)
{
	bool done;

	if (output->journal && !output->failed) {
		flush(output);
		output->failed = !journal_sync(output->journal, &output->error);
	}
	if ((output->capture && (ferror(output->capture) | fclose(output->capture))) ||
		(output->events && (ferror(output->events) | fclose(output->events)))) {
		output->failed = true;
		error_set(&output->error, "the files of the run cannot be written");
	}
	done = !output->failed;
	if (!done && error)
		*error = output->error;
	journal_close(output->journal);
	trap_session_free(output->session);
	trap_encoder_free(output->encoder);
	batch_free(output->batch);
	text_free(&output->line);
	free(output);
	return done;
}

uint64_t output_count(const struct output *output)
{
	return output->records;
}
