/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Syslog over TCP (RFC 6587).
 */
#include "base/duration.h"
#include "input/inputs.h"
#include "input/stream.h"

static const struct option options[] = {
	INPUT_OPTIONS(struct syslog_settings),
	INET_OPTIONS(struct syslog_settings),
	SYSLOG_OPTIONS,
	STREAM_OPTIONS,
	{0},
};

static struct input *open_input(const struct input_settings *settings, struct loop *loop,
	const struct intake *intake, struct error *error)
{
	return stream_open(settings, &transport_plain, NULL, loop, intake, error);
}

const struct input_type input_syslog_tcp = {
	.name = "syslog-tcp",
	.help = "syslog over TCP: octet counting, or lines",
	.options = options,
	.settings_size = sizeof(struct stream_settings),
	.decoder = &syslog_decoder,
	.open = open_input,
	.close = stream_close,
	.account = stream_account,
	.port = stream_port,
	.pause = stream_pause,
};
