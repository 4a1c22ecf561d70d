/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Syslog of programs on this machine, as they write it to /dev/log: one datagram is one
 * message. It comes from 127.0.0.1; with that among the relays a forwarder's word about the
 * origin is taken. Who may write is a matter of the folder's permissions.
 */
#include <sys/socket.h>
#include <unistd.h>

#include "base/unix_socket.h"
#include "input/datagrams.h"
#include "input/inputs.h"
#include "input/syslog_decoder.h"

static const struct option options[] = {
	{.name = "path",
		.type = OPTION_FILE,
		.offset = offsetof(struct syslog_settings, common.address),
		.required = true,
		.help = "the socket"},
	INPUT_OPTIONS(struct syslog_settings),
	DATAGRAM_OPTIONS(struct syslog_settings),
	SYSLOG_OPTIONS,
	{0},
};

static struct input *open_input(const struct input_settings *settings, struct loop *loop,
	const struct intake *intake, struct error *error)
{
	int fd = unix_socket_open(settings->address, SOCK_DGRAM, 0666, error);

	return datagrams_open(fd, &syslog_decoder, settings, loop, intake, error);
}

const struct input_type input_syslog_unix = {
	.name = "syslog-unix",
	.help = "syslog of this machine, over a UNIX socket",
	.options = options,
	.settings_size = sizeof(struct syslog_settings),
	.decoder = &syslog_decoder,
	.open = open_input,
	.close = datagrams_close,
	.account = datagrams_account,
	.port = datagrams_port,
	.pause = datagrams_pause,
};
