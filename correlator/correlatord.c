/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The daemon's main.
 */
#include <signal.h>

#include "daemon/arguments.h"
#include "daemon/daemon.h"

int main(int count, char **words)
{
	struct arguments arguments;

	switch (arguments_read(count, words, &arguments)) {
	case ARGUMENTS_DONE:
		return 0;
	case ARGUMENTS_WRONG:
		return 2;
	case ARGUMENTS_RUN:
		break;
	}
	signal(SIGPIPE, SIG_IGN);
	return daemon_run(&arguments);
}
