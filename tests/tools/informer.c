/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Sends numbered SNMPv2c informs to a UDP port of this machine, each again until it is
 * answered, however often the receiver dies meanwhile. A number is the inform's request-id and
 * its one binding; when it was sent again it is the same datagram. "NUMBER NANOSECONDS TIMES"
 * goes to the log when one is answered: how long that took, and how often it was sent. In the
 * end it prints
 *
 *     sent N answered N again N unasked N p50 MS p99 MS most MS
 *
 * where the times are of those that were sent once, and "unasked" are answers to nothing.
 *
 *     informer --port N [--rate 200] [--count N] [--first N] [--copies N] [--patience 200ms]
 * ...
 */
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/command_line.h"
#include "base/duration.h"
#include "base/xalloc.h"
#include "tools/loopback.h"
#include "unit/snmp/message.h"

enum { MANY = 1000000, WINDOW = 200, ANSWER_BYTES = 2048, TURN_MS = 2 };

#define TRAP   "1.3.6.1.4.1.99999.2.0.1"
#define NUMBER "1.3.6.1.4.1.99999.2.1.1.0"

struct settings {
	int64_t port, rate, count, first, copies, patience, give_up;
	const char *log;
	bool help;
};

#define PLACE(member) .offset = offsetof(struct settings, member)

static const struct option table[] = {
	LOOPBACK_PORT(struct settings, port, "UDP"),
	{.name = "rate",
		.type = OPTION_INTEGER,
		PLACE(rate),
		.value = "200",
		.minimum = 1,
		.maximum = 1000000,
		.help = "informs a second"},
	{.name = "count",
		.type = OPTION_INTEGER,
		PLACE(count),
		.value = "0",
		.maximum = MANY,
		.help = "informs; 0: until SIGTERM"},
	{.name = "first", .type = OPTION_INTEGER, PLACE(first), .value = "0", .help = "number"},
	{.name = "copies",
		.type = OPTION_INTEGER,
		PLACE(copies),
		.value = "1",
		.minimum = 1,
		.maximum = 100,
		.help = "datagrams of each, at once"},
	{.name = "patience",
		.type = OPTION_DURATION,
		PLACE(patience),
		.value = "200ms",
		.help = "without an answer for so long, it is sent again"},
	{.name = "give-up",
		.type = OPTION_DURATION,
		PLACE(give_up),
		.value = "30s",
		.help = "after the last was sent"},
	{.name = "log", .type = OPTION_FILE, PLACE(log), .help = "what was answered"},
	{.name = "help", .type = OPTION_BOOLEAN, PLACE(help), .help = "print this"},
	{0},
};

struct inform {
	int64_t first_sent, last_sent, answered; /* 0: not yet */
	unsigned times;
};

struct informer {
	struct settings settings;
	int fd;
	FILE *log;
	struct inform *informs; /* by number from settings.first */
	int64_t sent, oldest;   /* numbers, likewise; all before `oldest` are answered */
	uint64_t answered, again, unasked;
};

static volatile sig_atomic_t stopping;

static void stop(int signal_number)
{
	(void)signal_number;
	stopping = 1;
}

static int64_t now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * SECONDS + now.tv_nsec;
}

static struct text message_of(int64_t number)
{
	struct text list = {0}, pdu = {0};

	message_head(&list, TRAP);
	message_number(&list, NUMBER, BER_INTEGER, number);
	ber_write_number(&pdu, BER_INTEGER, number);
	ber_write_number(&pdu, BER_INTEGER, 0);
	ber_write_number(&pdu, BER_INTEGER, 0);
	ber_write(&pdu, BER_SEQUENCE, text_slice(&list));
	text_free(&list);
	message_finish(&pdu, MESSAGE_INFORM, 1, "public");
	return pdu;
}

static void send_one(struct informer *informer, int64_t place)
{
	struct inform *inform = &informer->informs[place];
	struct text message = message_of(informer->settings.first + place);

	inform->last_sent = now();
	if (inform->times++ == 0)
		inform->first_sent = inform->last_sent;
	else
		informer->again++;
	/* Nobody may be listening now. */
	for (int64_t i = 0; i < informer->settings.copies; i++)
		if (send(informer->fd, message.data, message.length, 0) < 0)
			continue;
	text_free(&message);
}

static bool read_any(struct slice *rest, uint8_t type, struct ber_value *value)
{
	return ber_read(rest, value) && value->type == type;
}

/* The number of a Response without an error; -1: it is none. */
static int64_t number_in(struct slice answer)
{
	struct ber_value value;
	int64_t number = -1, error = -1;
	struct slice rest;

	if (!read_any(&answer, BER_SEQUENCE, &value))
		return -1;
	rest = value.content;
	if (!read_any(&rest, BER_INTEGER, &value) ||
		!read_any(&rest, BER_OCTET_STRING, &value) ||
		!read_any(&rest, MESSAGE_RESPONSE, &value))
		return -1;
	rest = value.content;
	if (!read_any(&rest, BER_INTEGER, &value) || !ber_number(&value, &number) ||
		!read_any(&rest, BER_INTEGER, &value) || !ber_number(&value, &error))
		return -1;
	return error == 0 ? number : -1;
}

static void take_answer(struct informer *informer, struct slice answer)
{
	int64_t place = number_in(answer) - informer->settings.first;
	struct inform *inform;

	if (place < 0 || place >= informer->sent) {
		informer->unasked++;
		return;
	}
	inform = &informer->informs[place];
	if (inform->answered)
		return;
	inform->answered = now();
	informer->answered++;
	if (informer->log)
		fprintf(informer->log, "%" PRId64 " %" PRId64 " %u\n",
			informer->settings.first + place, inform->answered - inform->first_sent,
			inform->times);
}

static void take_answers(struct informer *informer)
{
	struct pollfd wait = {.fd = informer->fd, .events = POLLIN};
	char answer[ANSWER_BYTES];
	ssize_t length;

	if (poll(&wait, 1, TURN_MS) <= 0)
		return;
	while ((length = recv(informer->fd, answer, sizeof(answer), MSG_DONTWAIT)) > 0)
		take_answer(informer, slice_make(answer, (size_t)length));
}

static void ask_again(struct informer *informer)
{
	const int64_t before = now() - informer->settings.patience;

	while (informer->oldest < informer->sent &&
		informer->informs[informer->oldest].answered)
		informer->oldest++;
	for (int64_t i = informer->oldest; i < informer->sent; i++)
		if (!informer->informs[i].answered && informer->informs[i].last_sent < before)
			send_one(informer, i);
}

static void run(struct informer *informer)
{
	const struct settings *settings = &informer->settings;
	const int64_t begin = now(), end = settings->count ? settings->count : MANY;
	int64_t ended = 0;

	for (;;) {
		double seconds = (double)(now() - begin) / SECONDS;
		int64_t due = (int64_t)(seconds * (double)settings->rate) + 1;

		if (stopping || informer->sent == end)
			ended = ended ? ended : now();
		while (!ended && informer->sent < due && informer->sent < end &&
			informer->sent - informer->oldest < WINDOW)
			send_one(informer, informer->sent++);
		take_answers(informer);
		ask_again(informer);
		if (ended && (informer->oldest == informer->sent ||
				     now() - ended > settings->give_up))
			return;
	}
}

static int compare(const void *left, const void *right)
{
	const int64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

static void print(const struct informer *informer)
{
	int64_t *times = xcalloc((size_t)informer->sent + 1, sizeof(*times));
	size_t count = 0;

	for (int64_t i = 0; i < informer->sent; i++) {
		const struct inform *inform = &informer->informs[i];

		if (inform->answered && inform->times == 1)
			times[count++] = inform->answered - inform->first_sent;
	}
	qsort(times, count, sizeof(*times), compare);
	printf("sent %" PRId64 " answered %" PRIu64 " again %" PRIu64 " unasked %" PRIu64,
		informer->sent, informer->answered, informer->again, informer->unasked);
	printf(" p50 %.1f p99 %.1f most %.1f\n", (double)times[count / 2] / MILLISECONDS,
		(double)times[count * 99 / 100] / MILLISECONDS,
		(double)times[count ? count - 1 : 0] / MILLISECONDS);
	free(times);
}

int main(int count, char **words)
{
	struct informer informer = {.fd = socket(AF_INET, SOCK_DGRAM, 0)};
	struct sockaddr_in to;
	const int buffer = 4 << 20; /* answers come in groups */
	struct operands operands;
	struct error error;

	if (!command_line_read(
		    table, &informer.settings, count - 1, words + 1, &operands, &error)) {
		fprintf(stderr, "informer: %s\n", error.text);
		return 2;
	}
	if (informer.settings.help) {
		command_line_help(table, stdout);
		return 0;
	}
	to = loopback(informer.settings.port);
	if (informer.settings.log && !(informer.log = fopen(informer.settings.log, "a")))
		return 1;
	setsockopt(informer.fd, SOL_SOCKET, SO_RCVBUF, &buffer, sizeof(buffer));
	if (connect(informer.fd, (struct sockaddr *)&to, sizeof(to)) < 0)
		return 1;
	informer.informs = xcalloc(MANY, sizeof(*informer.informs));
	signal(SIGTERM, stop);
	run(&informer);
	if (informer.log && fclose(informer.log) != 0)
		return 1;
	print(&informer);
	free(informer.informs);
	close(informer.fd);
	return informer.answered == (uint64_t)informer.sent ? 0 : 1;
}
