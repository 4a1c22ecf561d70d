/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Syslog from standard input, as in `tail -F log | correlatord ...`: one connection, whose end
 * does not end the daemon. It comes from 127.0.0.1; with that among the relays a line's word
 * about its origin is taken.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/xalloc.h"
#include "input/connection.h"
#include "input/inputs.h"
#include "input/syslog_decoder.h"

static const struct option options[] = {
	INPUT_OPTIONS(struct syslog_settings),
	SYSLOG_OPTIONS,
	{0},
};

struct input {
	struct reception reception;
	struct connections shared;
	struct connection *connection; /* NULL: it is over */
};

/* What can be waited for: a loop cannot wait for files, and nobody must wait for /dev/null. */
static bool can_wait_for(int fd)
{
	struct stat status;

	return fstat(fd, &status) == 0 &&
	       (S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode) || isatty(fd));
}

/* Takes it away from whoever else might read it; -1 with a sentence. */
static int take_stdin(struct error *error)
{
	int fd, nothing;

	if (!can_wait_for(STDIN_FILENO)) {
		error_set(error, "standard input is no pipe, socket or terminal "
				 "(try: tail -n 0 -F FILE | correlatord ...)");
		return -1;
	}
	fd = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
	nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
	dup2(nothing, STDIN_FILENO);
	close(nothing);
	return fd;
}

static void close_connection(struct input *input)
{
	if (!input->connection)
		return;
	connection_free(input->connection);
	input->connection = NULL;
	input->reception.account.connections = 0;
}

static void on_over(void *context, struct connection *connection, enum ending ending)
{
	struct input *input = context;

	(void)connection;
	input->reception.account.ended[ending]++;
	log_info("input", "standard input is over: %s listener=%s", ending_name(ending),
		input->reception.settings->id);
	close_connection(input);
}

static void begin(struct input *input, struct loop *loop, int fd)
{
	struct address here;

	address_parse(slice_of("127.0.0.1"), &here);
	input->shared = (struct connections){.reception = &input->reception,
		.loop = loop,
		.space = xmalloc(CONNECTION_SPACE),
		.transport = &transport_plain,
		.over = on_over,
		.context = input};
	input->connection = connection_new(&input->shared, fd, &here);
	input->reception.account.connections = 1;
}

static struct input *open_input(const struct input_settings *settings, struct loop *loop,
	const struct intake *intake, struct error *error)
{
	struct input *input = xcalloc(1, sizeof(*input));
	int fd = -1;

	if (reception_open(&input->reception, &syslog_decoder, settings, loop, intake, error))
		fd = take_stdin(error);
	if (fd < 0) {
		reception_close(&input->reception);
		free(input);
		return NULL;
	}
	begin(input, loop, fd);
	return input;
}

static void close_input(struct input *input)
{
	close_connection(input);
	reception_close(&input->reception);
	free(input->shared.space);
	free(input);
}

static const struct input_account *account(const struct input *input)
{
	return &input->reception.account;
}

static uint16_t port(const struct input *input)
{
	(void)input;
	return 0;
}

static void pause_input(struct input *input, bool pause)
{
	if (!input->connection)
		return;
	if (pause)
		connection_pause(input->connection);
	else
		connection_resume(input->connection);
}

const struct input_type input_syslog_stdin = {
	.name = "syslog-stdin",
	.help = "syslog from standard input",
	.options = options,
	.settings_size = sizeof(struct syslog_settings),
	.decoder = &syslog_decoder,
	.open = open_input,
	.close = close_input,
	.account = account,
	.port = port,
	.pause = pause_input,
};
