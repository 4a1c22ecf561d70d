/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The tool's main.
 */
#include <signal.h>

#include "tool/tool.h"

int main(int count, char **words)
{
	signal(SIGPIPE, SIG_DFL);
	return tool_run(count, words);
}
