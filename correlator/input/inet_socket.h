/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A bound socket of the internet, for datagrams or for connections.
 */
#ifndef INPUT_INET_SOCKET_H
#define INPUT_INET_SOCKET_H

#include "input/input.h"

/* Non-blocking; -1 with a sentence. `type` is SOCK_DGRAM, or SOCK_STREAM, which then listens.
 * "::" takes IPv4 as well, and is "0.0.0.0" where the kernel has no IPv6. */
int inet_socket_open(const struct input_settings *settings, int type, struct error *error);
uint16_t inet_socket_port(int fd);

#endif
