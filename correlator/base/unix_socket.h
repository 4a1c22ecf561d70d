/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A bound UNIX socket.
 */
#ifndef BASE_UNIX_SOCKET_H
#define BASE_UNIX_SOCKET_H

#include <sys/types.h>

#include "base/error.h"

/* Non-blocking; -1 with a sentence. `type` is SOCK_DGRAM, or SOCK_STREAM, which then listens.
 * The last folder of the path is made when it is not there. A socket that nobody listens at any
 * more is replaced; where somebody does it is an error. */
int unix_socket_open(const char *path, int type, mode_t mode, struct error *error);

#endif
