/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Syslog over UDP (RFC 5426): a datagram is a line, whatever is in it.
 */
#include <stdlib.h>

#include "base/duration.h"
#include "base/xalloc.h"
#include "input/input.h"
#include "input/inputs.h"
#include "input/syslog_parse.h"
#include "input/udp.h"

struct syslog_udp_settings {
	struct input_settings common;
	const char *zone;
};

struct input {
	const struct input_settings *settings;
	int64_t zone; /* nanoseconds east of UTC */
	struct udp *udp;
};

static const struct option options[] = {
	INPUT_OPTIONS(struct syslog_udp_settings),
	{.name = "zone",
		.type = OPTION_STRING,
		.offset = offsetof(struct syslog_udp_settings, zone),
		.value = "Z",
		.help = "zone of stamps that name none, as \"+02:00\""},
	{0},
};

/* A zone is what may stand behind a stamp. */
static bool zone_parse(const char *zone, int64_t *span, struct error *error)
{
	char stamp[64];
	int64_t time;
	int length = snprintf(stamp, sizeof(stamp), "1970-01-02T00:00:00%s", zone);

	if (length >= (int)sizeof(stamp) || !time_parse(slice_of(stamp), &time))
		return error_set(error,
			"zone '%s' is none; write for example \"+02:00\" or \"Z\"", zone);
	*span = 24 * HOURS - time;
	return true;
}

static struct udp_verdict decode(void *context, const struct udp_datagram *datagram, void *room)
{
	const struct input *input = context;
	const struct syslog_context how = {
		.now = datagram->now,
		.zone = input->zone,
		.peer = datagram->peer,
		.relayed = datagram->relayed,
		.listener = input->settings->place,
	};
	struct udp_verdict verdict = {.reason = REFUSED_EMPTY};

	if (syslog_parse_trim(datagram->bytes).length == 0)
		return verdict;
	verdict.size = syslog_parse(datagram->bytes, &how, room, EVENT_MAXIMUM);
	verdict.malformed = ((const struct event *)room)->flags & EVENT_MALFORMED;
	return verdict;
}

static struct input *open_input(const struct input_settings *settings, struct loop *loop,
	const struct intake *intake, struct error *error)
{
	const struct syslog_udp_settings *own = (const struct syslog_udp_settings *)settings;
	struct input *input;
	int64_t zone = 0;

	if (!zone_parse(own->zone, &zone, error))
		return NULL;
	input = xcalloc(1, sizeof(*input));
	input->settings = settings;
	input->zone = zone;
	input->udp = udp_open(settings, loop, intake, decode, input, error);
	if (input->udp)
		return input;
	free(input);
	return NULL;
}

static void close_input(struct input *input)
{
	udp_close(input->udp);
	free(input);
}

static const struct input_account *account(const struct input *input)
{
	return udp_account(input->udp);
}

static uint16_t port(const struct input *input)
{
	return udp_port(input->udp);
}

static void pause_input(struct input *input, bool pause)
{
	udp_pause(input->udp, pause);
}

const struct input_type input_syslog_udp = {
	.name = "syslog-udp",
	.help = "syslog over UDP, RFC 3164 and RFC 5424",
	.options = options,
	.settings_size = sizeof(struct syslog_udp_settings),
	.open = open_input,
	.close = close_input,
	.account = account,
	.port = port,
	.pause = pause_input,
};
