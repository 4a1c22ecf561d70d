/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The command line of `correlator`: finds the command, reads its options, runs it.
 */
#ifndef TOOL_TOOL_H
#define TOOL_TOOL_H

/* `words` as main() got them; returns the exit status. */
int tool_run(int count, char **words);

#endif
