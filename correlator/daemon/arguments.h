/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The daemon's command line.
 */
#ifndef DAEMON_ARGUMENTS_H
#define DAEMON_ARGUMENTS_H

#include <stdint.h>

struct arguments {
	const char *config;
	int64_t start; /* 0: the real wall clock */
	int64_t rate;  /* 1: real time */
};

enum arguments_verdict { ARGUMENTS_RUN, ARGUMENTS_DONE, ARGUMENTS_WRONG };

/* Reads the command line; prints help, version or what is wrong. */
enum arguments_verdict arguments_read(int count, char **words, struct arguments *arguments);

#endif
