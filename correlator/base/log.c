/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/log.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

static const char *const level_names[] = {
	[LOG_LEVEL_ERROR] = "error",
	[LOG_LEVEL_WARNING] = "warning",
	[LOG_LEVEL_INFO] = "info",
	[LOG_LEVEL_DEBUG] = "debug",
};

static atomic_int level_limit = LOG_LEVEL_INFO;

/* Where lines go, and the lock under which they go there one after the other. */
static struct {
	pthread_mutex_t lock;
	void (*sink)(void *context, enum log_level level, const char *line);
	void *context;
} target = {.lock = PTHREAD_MUTEX_INITIALIZER};

void log_set_level(enum log_level level)
{
	atomic_store_explicit(&level_limit, (int)level, memory_order_relaxed);
}

int log_level_parse(const char *name)
{
	for (size_t i = 0; i < sizeof(level_names) / sizeof(level_names[0]); i++)
		if (strcmp(name, level_names[i]) == 0)
			return (int)i;
	return -1;
}

void log_set_sink(
	void (*sink)(void *context, enum log_level level, const char *line), void *context)
{
	pthread_mutex_lock(&target.lock);
	target.sink = sink;
	target.context = context;
	pthread_mutex_unlock(&target.lock);
}

static void deliver(enum log_level level, struct text *line)
{
	pthread_mutex_lock(&target.lock);
	if (target.sink) {
		target.sink(target.context, level, text_get(line));
	} else {
		text_byte(line, '\n');
		fwrite(line->data, 1, line->length, stderr);
	}
	pthread_mutex_unlock(&target.lock);
}

/* The message is cleaned as a whole: whoever forgot to clean a part cannot forge a line. */
static __attribute__((format(printf, 3, 0))) void log_line(
	enum log_level level, const char *area, const char *format, va_list arguments)
{
	if ((int)level > atomic_load_explicit(&level_limit, memory_order_relaxed))
		return;

	struct text message = {0};
	struct text line = {0};

	text_vprintf(&message, format, arguments);
	text_printf(&line, "%s %s: ", level_names[level], area);
	text_clean(&line, text_slice(&message));
	deliver(level, &line);
	text_free(&message);
	text_free(&line);
}

void log_error(const char *area, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	log_line(LOG_LEVEL_ERROR, area, format, arguments);
	va_end(arguments);
}

void log_warning(const char *area, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	log_line(LOG_LEVEL_WARNING, area, format, arguments);
	va_end(arguments);
}

void log_info(const char *area, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	log_line(LOG_LEVEL_INFO, area, format, arguments);
	va_end(arguments);
}

void log_debug(const char *area, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	log_line(LOG_LEVEL_DEBUG, area, format, arguments);
	va_end(arguments);
}
