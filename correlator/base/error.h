/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Two ways to tell what went wrong. `struct error` is one sentence, for calls that fail or
 * succeed. `struct report` collects every problem of a set of files, each with file and line,
 * so that the author sees all of them at once.
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct error {
	char text[512]; /* a sentence for the operator, without a final newline */
};

/* Writes the sentence (error may be NULL) and returns false, so that a caller can say
 * `return error_set(error, "...")`. */
bool error_set(struct error *error, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

enum problem_level { PROBLEM_ERROR, PROBLEM_DOUBT };

/* Where something was written: the file as the user named it, and the line from 1 (0: the
 * file as a whole). The string lives as long as what was loaded from it. */
struct origin {
	const char *file;
	unsigned line;
};

/* The last three parts of the file's path: enough to find it, and the same wherever the folder
 * of rules happens to lie. Points into origin.file. */
const char *origin_short(struct origin origin);

struct problem {
	enum problem_level level;
	char *file; /* owned by the report */
	unsigned line;
	char *text; /* says what is wrong, with the value, and what would be right */
};

struct report {
	struct problem *problems; /* in the order found */
	size_t count;
	size_t capacity;
	size_t errors; /* how many are PROBLEM_ERROR */
};

/* Zero-initialise a report to begin. */
void report_free(struct report *report);
/* Returns false always, as error_set does. */
bool report_error(struct report *report, struct origin origin, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void report_doubt(struct report *report, struct origin origin, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Sorts by file and line (stable), prints "file:line: error: text" each. */
void report_print(struct report *report, FILE *to);

#endif
