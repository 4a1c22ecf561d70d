/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Command lines by option tables: "--name value", "--name=value", "--flag" for booleans. What
 * is no option is an operand; "--" ends the options. The same table prints the help.
 */
#ifndef BASE_COMMAND_LINE_H
#define BASE_COMMAND_LINE_H

#include <stdio.h>

#include "base/error.h"
#include "base/option.h"

struct operands {
	char **words; /* inside the caller's array, which is rearranged */
	size_t count;
};

/* Fills defaults, then reads the words (without the program's name). STRINGS options may be
 * given several times; their lists are allocated once and never freed. False with a sentence
 * that names the nearest option. */
bool command_line_read(const struct option *table, void *settings, int count, char **words,
	struct operands *operands, struct error *error);
/* One line an option: name, kind of value, help, default. */
void command_line_help(const struct option *table, FILE *to);

#endif
