/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Log lines of the programs: "warning trap: text key=value". They go to standard error (the
 * service manager adds the time). The level is the one global of the project. Never log a
 * secret; bytes from outside go through text_clean() first. Thread-safe.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

enum log_level { LOG_LEVEL_ERROR, LOG_LEVEL_WARNING, LOG_LEVEL_INFO, LOG_LEVEL_DEBUG };

void log_set_level(enum log_level level);
/* "error", "warning", "info", "debug"; -1 for anything else. */
int log_level_parse(const char *name);

/* Sends finished lines elsewhere (tests); NULL: standard error again. */
void log_set_sink(
	void (*sink)(void *context, enum log_level level, const char *line), void *context);

void log_error(const char *area, const char *format, ...) __attribute__((format(printf, 2, 3)));
void log_warning(const char *area, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void log_info(const char *area, const char *format, ...) __attribute__((format(printf, 2, 3)));
void log_debug(const char *area, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
