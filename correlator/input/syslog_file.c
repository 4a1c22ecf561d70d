/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Lines of syslog in files that grow. Each event carries how far it takes its file, so what the
 * journal holds says where to go on; no line is read twice or passed over, whatever ends the
 * daemon. They come from 127.0.0.1; with that among the relays the line's word about its origin
 * is taken. Exact repeats are not shed: a file waits.
 */
#include <stdlib.h>

#include "base/xalloc.h"
#include "input/follower.h"
#include "input/inputs.h"
#include "input/reception.h"
#include "input/syslog_decoder.h"

enum { BLOCKS = 4 }; /* in one turn of the loop: other inputs want theirs */

struct file_settings {
	struct syslog_settings syslog;
	struct string_list files;
	bool from_beginning;
};

static const struct option options[] = {
	{.name = "files",
		.type = OPTION_STRINGS,
		.offset = offsetof(struct file_settings, files),
		.required = true,
		.help = "files, or patterns of them as \"/var/log/net/*.log\""},
	{.name = "from_beginning",
		.type = OPTION_BOOLEAN,
		.offset = offsetof(struct file_settings, from_beginning),
		.value = "false",
		.help = "at the first start, take what stands in them already"},
	{.name = "relays",
		.type = OPTION_PREFIXES,
		.offset = offsetof(struct file_settings, syslog.common.relays),
		.help = "with 127.0.0.1 here a line's HOSTNAME is its origin"},
	SYSLOG_OPTIONS,
	{0},
};

struct input {
	struct reception reception;
	struct follower_settings following;
	struct follower *follower;
	struct loop *loop;
	struct watch *again;            /* there is more to take; or NULL */
	struct input_account *followed; /* that of the reception */
	struct address peer;
	struct block *block; /* in hand, or NULL */
	size_t next;         /* of its lines */
	bool paused;
};

/* False when there is no room for it. */
static bool take_line(struct input *input, const struct block_line *line)
{
	const struct intake *intake = input->reception.intake;
	const struct datagram datagram = {
		.bytes = slice_make(input->block->bytes + line->start, line->length),
		.peer = input->peer,
		.now = intake->wall(intake->context),
		.stream = line->position.file,
		.position = &line->position,
	};

	if (line->note)
		return intake->note(intake->context, &line->position);
	if (!reception_take(&input->reception, &datagram, line->cut ? EVENT_CUT : 0))
		return false;
	input->reception.account.read++;
	return true;
}

/* False when there is no room for all. */
static bool take_block(struct input *input)
{
	while (input->next < input->block->count)
		if (!take_line(input, &input->block->lines[input->next++])) {
			input->next--;
			return false;
		}
	follower_give_back(input->follower, input->block);
	input->block = NULL;
	return true;
}

static void take(void *context)
{
	struct input *input = context;

	watch_free(input->again);
	input->again = NULL;
	for (int i = 0; i < BLOCKS && !input->paused; i++) {
		if (!input->block) {
			input->block = follower_take(input->follower);
			input->next = 0;
		}
		if (!input->block || !take_block(input))
			return;
	}
	if (!input->paused)
		input->again = loop_every(input->loop, 1, take, input);
}

static bool are_absolute(const struct string_list *files, struct error *error)
{
	for (size_t i = 0; i < files->count; i++)
		if (files->items[i][0] != '/')
			return error_set(error,
				"files: '%s' must be a whole path, as '/var/log/%s'",
				files->items[i], files->items[i]);
	return files->count > 0 || error_set(error, "files: the list is empty");
}

static bool check(const struct input_settings *settings, struct error *error)
{
	return are_absolute(&((const struct file_settings *)settings)->files, error);
}

static struct input *open_input(const struct input_settings *settings, struct loop *loop,
	const struct intake *intake, struct error *error)
{
	const struct file_settings *own = (const struct file_settings *)settings;
	struct input *input = xcalloc(1, sizeof(*input));

	input->loop = loop;
	input->followed = &input->reception.account;
	input->following =
		(struct follower_settings){settings->id, own->files, own->from_beginning};
	address_parse(slice_of("127.0.0.1"), &input->peer);
	if (reception_open(&input->reception, &syslog_decoder, settings, loop, intake, error))
		input->follower = follower_new(
			&input->following, intake->positions, loop, take, input, error);
	if (input->follower)
		return input;
	reception_close(&input->reception);
	free(input);
	return NULL;
}

/* What was read and not taken is read again at the next start. */
static void close_input(struct input *input)
{
	watch_free(input->again);
	follower_free(input->follower);
	reception_close(&input->reception);
	free(input);
}

/* How many files there are is known to the follower's thread. */
static const struct input_account *account(const struct input *input)
{
	input->followed->files = follower_files(input->follower);
	return input->followed;
}

static uint16_t port(const struct input *input)
{
	(void)input;
	return 0;
}

static void pause_input(struct input *input, bool pause)
{
	input->paused = pause;
	if (!pause)
		take(input);
}

const struct input_type input_syslog_file = {
	.name = "syslog-file",
	.help = "syslog in files, followed as they grow and are rotated",
	.options = options,
	.settings_size = sizeof(struct file_settings),
	.decoder = &syslog_decoder,
	.check = check,
	.open = open_input,
	.close = close_input,
	.account = account,
	.port = port,
	.pause = pause_input,
};
