/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Events about ourselves: what goes wrong inside is told by the same means as what goes wrong
 * outside. Such an event reads like a line of program `correlatord` from the host `correlator`,
 * "KIND: sentence", or "KIND over: sentence" when it is right again; its MSGID is what stands
 * before the colon. Its kind (EVENT_SELF) is never given to anything that came by the network,
 * so nobody else can speak for us.
 */
#ifndef EVENT_SELF_EVENT_H
#define EVENT_SELF_EVENT_H

#include "event/event.h"

enum self_kind {
	SELF_DEGRADED,     /* the journal cannot be written */
	SELF_LOSS,         /* the kernel dropped datagrams, or a listener was deaf */
	SELF_CLOCK,        /* the wall clock is not believed */
	SELF_RULES,        /* rules or inventory on disk are broken: older ones are in force */
	SELF_QUARANTINE,   /* a rule is not tried any more */
	SELF_DEAD_LETTER,  /* an output refused an alert for good */
	SELF_OVERFLOW,     /* a bound on what is kept was hit */
	SELF_DAMAGE,       /* the journal has a hole */
	SELF_DATABASE,     /* the database cannot be written */
	SELF_MEMORY,       /* memory or another resource of the system runs out */
	SELF_LIMITS,       /* patterns hit their match limits */
	SELF_REPEATS,      /* a sender repeated itself beyond the bound */
	SELF_SOURCES,      /* more senders than the table of them holds */
	SELF_INFORMS,      /* some were not answered, or copies may count twice */
	SELF_ENGINES,      /* SNMPv3 engines that wait for approval or are refused */
	SELF_CERTIFICATE,  /* one of ours runs out */
	SELF_RESTART_LOOP, /* we died again and again while starting */
	SELF_KINDS,
};

enum self_state { SELF_RAISED, SELF_CLEARED };

#define SELF_HOST    "correlator"
#define SELF_PROGRAM "correlatord"

enum { SELF_SENTENCE = 512 }; /* bytes of a sentence, with its final zero; the rest is cut */

const char *self_kind_name(enum self_kind kind);
/* "loss" or "loss over"; false when it is neither. */
bool self_event_name_parse(struct slice name, enum self_kind *kind, enum self_state *state);
/* Writes the event into `space` (EVENT_MAXIMUM bytes, 8-aligned); returns its size. */
size_t self_event_write(
	void *space, enum self_kind kind, enum self_state state, struct slice sentence);
/* Writes the event that "KIND: sentence" describes (scenarios, examples of rules); 0 when the
 * kind is unknown. */
size_t self_event_from_words(void *space, struct slice words);

#endif
