/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A bound UDP socket with a large receive buffer, and what the kernel knows about it.
 */
#ifndef INPUT_UDP_SOCKET_H
#define INPUT_UDP_SOCKET_H

#include "input/input.h"

/* Non-blocking; -1 with a sentence. "::" takes IPv4 as well, and is "0.0.0.0" where the kernel
 * has no IPv6. */
int udp_socket_open(const struct input_settings *settings, struct error *error);
uint16_t udp_socket_port(int fd);
/* How many datagrams the kernel dropped at this socket, modulo 2^32. */
uint32_t udp_socket_drops(int fd);

#endif
