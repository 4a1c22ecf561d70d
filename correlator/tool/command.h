/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A command of `correlator`: one file that ends in a const struct command, and one line in
 * commands.c. Reading its options and printing its help follow from the row.
 */
#ifndef TOOL_COMMAND_H
#define TOOL_COMMAND_H

#include "base/command_line.h"

/* Exit statuses, the same for all commands. */
enum status {
	STATUS_FINE = 0,
	STATUS_TROUBLE = 1,     /* what was asked for shows errors, or could not be done */
	STATUS_USAGE = 2,       /* the command line makes no sense */
	STATUS_UNREACHABLE = 3, /* the daemon does not answer */
};

struct command {
	const char *name;
	const char *operands; /* as in the usage line: "DIR FILE..." */
	const char *help;     /* one line */
	const char *details;  /* more for `correlator help NAME`, or NULL */
	const struct option *options;
	size_t settings_size;
	size_t least, most; /* operands */
	enum status (*run)(const void *settings, const struct operands *operands);
};

/* All of them in the order of the help, NULL at the end. */
extern const struct command *const commands[];
const struct command *command_find(const char *name);
/* The one whose name is nearest to a misspelt one, or NULL. */
const struct command *command_near(const char *written);

/* Prints "correlator: sentence" and returns that status. */
enum status command_fail(enum status status, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
