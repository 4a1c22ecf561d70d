/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Syslog over UDP (RFC 5426): a datagram is a line, whatever is in it.
 */
#include <sys/socket.h>

#include "input/inet_socket.h"
#include "input/inputs.h"
#include "input/syslog_decoder.h"
#include "input/datagrams.h"

static const struct option options[] = {
	INPUT_OPTIONS(struct syslog_settings),
	INET_OPTIONS(struct syslog_settings),
	DATAGRAM_OPTIONS(struct syslog_settings),
	SYSLOG_OPTIONS,
	{0},
};

static struct input *open_input(const struct input_settings *settings, struct loop *loop,
	const struct intake *intake, struct error *error)
{
	return datagrams_open(inet_socket_open(settings, SOCK_DGRAM, error), &syslog_decoder,
		settings, loop, intake, error);
}

const struct input_type input_syslog_udp = {
	.name = "syslog-udp",
	.help = "syslog over UDP, RFC 3164 and RFC 5424",
	.options = options,
	.settings_size = sizeof(struct syslog_settings),
	.udp = true,
	.decoder = &syslog_decoder,
	.open = open_input,
	.close = datagrams_close,
	.account = datagrams_account,
	.port = datagrams_port,
	.pause = datagrams_pause,
};
