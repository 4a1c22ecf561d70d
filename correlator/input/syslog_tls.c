/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Syslog over TLS (RFC 5425), framed as over TCP: senders in the field also send lines.
 */
#include "base/duration.h"
#include "input/inputs.h"
#include "input/stream.h"
#include "input/tls.h"

struct settings {
	struct stream_settings stream;
	struct tls_settings tls;
};

#define PLACE(member) .offset = offsetof(struct settings, tls.member)

static const struct option options[] = {
	INPUT_OPTIONS(struct syslog_settings),
	INET_OPTIONS(struct syslog_settings),
	SYSLOG_OPTIONS,
	STREAM_OPTIONS,
	HANDSHAKE_OPTIONS,
	{.name = "certificate",
		.type = OPTION_FILE,
		PLACE(certificate),
		.renewable = true,
		.required = true,
		.help = "file with our certificate, and what leads to its CA, in PEM"},
	{.name = "key",
		.type = OPTION_FILE,
		PLACE(key),
		.renewable = true,
		.required = true,
		.help = "file with its private key, which only its owner can read"},
	{.name = "ca",
		.type = OPTION_FILE,
		PLACE(ca),
		.renewable = true,
		.help = "file with the CAs of the senders"},
	{.name = "crl",
		.type = OPTION_FILE,
		PLACE(crl),
		.renewable = true,
		.help = "file with the revocation list of each of these CAs"},
	{.name = "names",
		.type = OPTION_STRINGS,
		PLACE(names),
		.renewable = true,
		.help = "who may send: a name in a certificate by one of the CAs"},
	{.name = "fingerprints",
		.type = OPTION_STRINGS,
		PLACE(fingerprints),
		.renewable = true,
		.help = "who may send: certificates, as \"sha-256:1A:2B:...\""},
	{0},
};

static const struct tls_settings *tls_of(const struct input_settings *settings)
{
	return &((const struct settings *)settings)->tls;
}

static bool check(const struct input_settings *settings, struct error *error)
{
	return tls_check(tls_of(settings), error);
}

static void *load(const struct input_settings *settings, struct error *error)
{
	return tls_load(tls_of(settings), error);
}

static void unload(void *loaded)
{
	tls_release(loaded);
}

static struct input *open_input(const struct input_settings *settings, struct loop *loop,
	const struct intake *intake, struct error *error)
{
	struct tls *tls = tls_load(tls_of(settings), error);
	struct input *input;

	if (!tls)
		return NULL;
	input = stream_open(settings, &transport_tls, tls, loop, intake, error);
	if (!input)
		tls_release(tls);
	return input;
}

static void renew(struct input *input, void *loaded)
{
	tls_release(stream_renew(input, loaded));
}

static int days_left(const struct input *input)
{
	return tls_days_left(stream_context(input));
}

static void close_input(struct input *input)
{
	struct tls *tls = stream_renew(input, NULL);

	stream_close(input);
	tls_release(tls);
}

const struct input_type input_syslog_tls = {
	.name = "syslog-tls",
	.help = "syslog over TLS, from senders that prove who they are",
	.options = options,
	.settings_size = sizeof(struct settings),
	.decoder = &syslog_decoder,
	.check = check,
	.open = open_input,
	.close = close_input,
	.account = stream_account,
	.port = stream_port,
	.pause = stream_pause,
	.load = load,
	.renew = renew,
	.unload = unload,
	.days_left = days_left,
};
