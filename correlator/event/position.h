/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * How far a file that is followed has been taken. An event that was a line of a file carries
 * the position behind that line (EVENT_POSITION), so that one write to the journal holds both:
 * after any crash reading goes on right behind what the journal has, never twice, never later.
 */
#ifndef EVENT_POSITION_H
#define EVENT_POSITION_H

#include "event/event.h"

struct position {
	uint64_t file;   /* which one, whatever its name is now (input/followed.c) */
	uint64_t offset; /* bytes taken */
	uint32_t check;  /* of the bytes before the offset; other bytes there: another file */
} __attribute__((packed));

_Static_assert(sizeof(struct position) == 20, "a position is a disk format");

/* False when the event has none. */
bool position_of_event(const struct event *event, struct position *position);
/* The payload of a RECORD_POSITION: a file is followed from there on, though no line of it says
 * so. */
struct text;
void position_print(const struct position *position, struct text *payload);
bool position_parse(struct slice payload, struct position *position);

#endif
