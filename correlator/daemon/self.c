/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/self.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/duration.h"
#include "base/log.h"
#include "base/text.h"
#include "base/xalloc.h"

#define PAUSE (1 * MINUTES)

/* One of each kind: a queue that cannot grow. */
struct word {
	bool waiting;
	enum self_state state;
	char sentence[SELF_SENTENCE];
	uint64_t replaced; /* said since the last one taken, and not told */
	int64_t told_at;   /* T; 0: never */
};

struct self {
	pthread_mutex_t lock; /* held for a copy, never for a write to disk */
	struct word words[SELF_KINDS];
};

struct self *self_new(void)
{
	struct self *self = xcalloc(1, sizeof(*self));

	pthread_mutex_init(&self->lock, NULL);
	return self;
}

void self_free(struct self *self)
{
	if (!self)
		return;
	pthread_mutex_destroy(&self->lock);
	free(self);
}

static __attribute__((format(printf, 3, 0))) void put(
	struct word *word, enum self_state state, const char *format, va_list arguments)
{
	word->replaced += word->waiting;
	word->waiting = true;
	word->state = state;
	vsnprintf(word->sentence, sizeof(word->sentence), format, arguments);
}

void self_say(
	struct self *self, enum self_kind kind, enum self_state state, const char *format, ...)
{
	char sentence[SELF_SENTENCE];
	va_list arguments;

	va_start(arguments, format);
	pthread_mutex_lock(&self->lock);
	put(&self->words[kind], state, format, arguments);
	memcpy(sentence, self->words[kind].sentence, sizeof(sentence));
	pthread_mutex_unlock(&self->lock);
	va_end(arguments);
	if (state == SELF_CLEARED)
		log_info("self", "%s over: %s", self_kind_name(kind), sentence);
	else
		log_warning("self", "%s: %s", self_kind_name(kind), sentence);
}

static bool is_due(const struct word *word, int64_t now, bool last)
{
	return word->waiting && (last || !word->told_at || now >= word->told_at + PAUSE);
}

static size_t write_event(const struct self *self, const struct word *word, void *space)
{
	struct text sentence = {0};
	size_t size;

	text_string(&sentence, word->sentence);
	if (word->replaced)
		text_printf(
			&sentence, " (and %" PRIu64 " more since the last)", word->replaced);
	size = self_event_write(space, (enum self_kind)(word - self->words), word->state,
		text_slice(&sentence));
	text_free(&sentence);
	return size;
}

size_t self_take(struct self *self, int64_t now, bool last, void *space)
{
	size_t size = 0;

	pthread_mutex_lock(&self->lock);
	for (int kind = 0; kind < SELF_KINDS && size == 0; kind++) {
		struct word *word = &self->words[kind];

		if (!is_due(word, now, last))
			continue;
		size = write_event(self, word, space);
		word->waiting = false;
		word->replaced = 0;
		word->told_at = now;
	}
	pthread_mutex_unlock(&self->lock);
	return size;
}

bool self_waiting(struct self *self, int64_t now, bool last)
{
	bool found = false;

	pthread_mutex_lock(&self->lock);
	for (int kind = 0; kind < SELF_KINDS; kind++)
		found = found || is_due(&self->words[kind], now, last);
	pthread_mutex_unlock(&self->lock);
	return found;
}
