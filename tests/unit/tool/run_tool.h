/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Runs a command line of `correlator` inside the test.
 */
#ifndef TESTS_UNIT_TOOL_RUN_TOOL_H
#define TESTS_UNIT_TOOL_RUN_TOOL_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/text.h"
#include "tool/tool.h"

enum { RUN_WORDS = 12 };

/* Runs `correlator` with these words, NULL at the end, and collects what it prints on both
 * ways; returns the exit status. */
static inline int run_tool(const char *const *words, struct text *printed)
{
	char *copies[RUN_WORDS + 2] = {(char *)"correlator"}, path[] = "tool.XXXXXX";
	int out = dup(STDOUT_FILENO), err = dup(STDERR_FILENO), file = mkstemp(path);
	int count = 1, status;
	char block[4096];
	ssize_t got;

	for (; words[count - 1]; count++)
		copies[count] = (char *)words[count - 1];
	fflush(stdout);
	dup2(file, STDOUT_FILENO);
	dup2(file, STDERR_FILENO);
	status = tool_run(count, copies);
	fflush(stdout);
	fflush(stderr);
	dup2(out, STDOUT_FILENO);
	dup2(err, STDERR_FILENO);
	lseek(file, 0, SEEK_SET);
	while ((got = read(file, block, sizeof(block))) > 0)
		text_append(printed, slice_make(block, (size_t)got));
	close(out);
	close(err);
	close(file);
	unlink(path);
	return status;
}

#endif
