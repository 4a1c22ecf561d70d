/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * An event in an allocation that ends where it ends, so that a sanitizer sees any reader that
 * leaves it; and a call of every reader there is.
 */
#ifndef TESTS_UNIT_EVENT_SAMPLE_EVENT_H
#define TESTS_UNIT_EVENT_SAMPLE_EVENT_H

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "event/ber.h"
#include "event/event.h"

struct scratch {
	struct event_writer writer;
	void *space; /* EVENT_MAXIMUM */
};

static inline void scratch_begin(struct scratch *scratch, enum event_kind kind)
{
	scratch->space = malloc(EVENT_MAXIMUM);
	event_writer_begin(&scratch->writer, scratch->space, EVENT_MAXIMUM, kind);
}

/* The finished event in an allocation of its size; free() it. */
static inline struct event *scratch_finish(struct scratch *scratch)
{
	size_t size = event_writer_finish(&scratch->writer);
	struct event *event = malloc(size);

	memcpy(event, scratch->space, size);
	free(scratch->space);
	return event;
}

static inline struct slice event_block(const struct event *event)
{
	return slice_make(event, event->size);
}

static inline void sample_varbind(
	struct event_writer *writer, const char *name, uint8_t type, int64_t number)
{
	struct text varbind = {0}, value = {0};
	struct slice content;
	struct oid oid;

	oid_parse(slice_of(name), &oid);
	ber_write_number(&value, type, number);
	content = slice_from(text_slice(&value), 2);
	ber_write_varbind(&varbind, &oid, type, content);
	event_writer_add(writer, EVENT_VARBIND, text_slice(&varbind));
	text_free(&varbind);
	text_free(&value);
}

/* linkDown of interface 7 from 10.0.0.1, with three bindings. */
static inline struct event *sample_trap(void)
{
	struct scratch scratch;
	char ber[OID_BER_MAXIMUM];
	struct oid oid;

	oid_parse(slice_of("1.3.6.1.6.3.1.1.5.3"), &oid);
	scratch_begin(&scratch, EVENT_TRAP);
	event_writer_add(&scratch.writer, EVENT_PEER, slice_make("\x0a\0\0\1", 4));
	event_writer_add(&scratch.writer, EVENT_TRAP_OID, oid_to_ber(&oid, ber));
	sample_varbind(&scratch.writer, "1.3.6.1.2.1.2.2.1.1.7", BER_INTEGER, 7);
	sample_varbind(&scratch.writer, "1.3.6.1.2.1.2.2.1.7.7", BER_INTEGER, -1);
	sample_varbind(&scratch.writer, "1.3.6.1.2.1.1.3.0", BER_TIMETICKS, 4294967295);
	return scratch_finish(&scratch);
}

/* Reads all that a reader can, a field number that nobody uses included; returns a sum of the
 * bytes, so that each was really read. */
static inline size_t event_read_all(const struct event *event)
{
	struct text line = {0};
	struct address peer;
	size_t sum = 0;

	for (int field = 1; field <= EVENT_FIELDS; field++) {
		size_t count = event_count(event, (enum event_field)field);

		for (size_t n = 0; n <= count; n++) {
			struct slice bytes = event_get_nth(event, (enum event_field)field, n);

			for (size_t i = 0; i < bytes.length; i++)
				sum += (unsigned char)bytes.data[i];
		}
	}
	event_peer(event, &peer);
	event_describe(event, &line);
	sum += line.length;
	text_free(&line);
	return sum;
}

#endif
