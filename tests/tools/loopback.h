/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Where tools of tests send: to a port of this machine, and nowhere else.
 */
#ifndef TESTS_TOOLS_LOOPBACK_H
#define TESTS_TOOLS_LOOPBACK_H

#include <arpa/inet.h>
#include <netinet/in.h>

#include "base/option.h"

/* The row of `--port`, an int64_t. `kind`: "UDP" or "TCP". */
#define LOOPBACK_PORT(settings, member, kind)                                                  \
	{                                                                                      \
		.name = "port", .type = OPTION_INTEGER, .offset = offsetof(settings, member),  \
		.required = true, .minimum = 1, .maximum = 65535,                              \
		.help = kind " port on 127.0.0.1"                                              \
	}

static inline struct sockaddr_in loopback(int64_t port)
{
	return (struct sockaddr_in){.sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
		.sin_port = htons((uint16_t)port)};
}

#endif
