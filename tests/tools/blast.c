/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Sends the datagrams of case files to a UDP port of this machine: every string under a key
 * "hex" or "hex*", and every string of a list "datagrams", wherever it stands in the JSON, is
 * one datagram in hex. Prints how many were sent. What is larger than a datagram is left out.
 *
 *     blast --port N [--from ADDRESS] FILE...
 */
#include <arpa/inet.h>
#include <inttypes.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/command_line.h"
#include "base/json.h"

enum { DATAGRAM_MAXIMUM = 65507, PAUSE_EVERY = 50 };

struct settings {
	int64_t port;
	const char *from;
};

static const struct option table[] = {
	{.name = "port",
		.type = OPTION_INTEGER,
		.offset = offsetof(struct settings, port),
		.minimum = 1,
		.maximum = 65535,
		.value = "1",
		.help = "UDP port on 127.0.0.1"},
	{.name = "from",
		.type = OPTION_STRING,
		.offset = offsetof(struct settings, from),
		.value = "127.0.0.1",
		.help = "address to send from"},
	{0},
};

struct blast {
	int fd;
	uint64_t sent;
};

static int digit(char letter)
{
	if (letter >= '0' && letter <= '9')
		return letter - '0';
	letter |= 0x20;
	return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

static void send_hex(struct blast *blast, const char *hex)
{
	const struct timespec pause = {.tv_nsec = 1000000};
	static char bytes[DATAGRAM_MAXIMUM];
	size_t length = strlen(hex) / 2;

	if (length > sizeof(bytes))
		return;
	for (size_t i = 0; i < length; i++)
		bytes[i] = (char)(digit(hex[2 * i]) << 4 | digit(hex[2 * i + 1]));
	if (send(blast->fd, bytes, length, 0) < 0)
		return;
	/* Loopback drops what the receiver has no room for; this is no load test. */
	if (++blast->sent % PAUSE_EVERY == 0)
		nanosleep(&pause, NULL);
}

static void walk(struct blast *blast, const char *key, const json_t *value)
{
	const char *name;
	json_t *member;
	size_t index;

	if (json_is_string(value) &&
		(strncmp(key, "hex", 3) == 0 || strcmp(key, "datagrams") == 0))
		send_hex(blast, json_string_value(value));
	json_array_foreach(value, index, member) walk(blast, key, member);
	json_object_foreach((json_t *)(uintptr_t)value, name, member) walk(blast, name, member);
}

int main(int count, char **words)
{
	struct settings settings = {0};
	struct sockaddr_in to = {
		.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	struct sockaddr_in from = {.sin_family = AF_INET};
	struct blast blast = {.fd = socket(AF_INET, SOCK_DGRAM, 0)};
	struct operands files;
	struct error error;

	if (!command_line_read(table, &settings, count - 1, words + 1, &files, &error)) {
		fprintf(stderr, "blast: %s\n", error.text);
		return 2;
	}
	if (inet_pton(AF_INET, settings.from, &from.sin_addr) != 1 ||
		bind(blast.fd, (struct sockaddr *)&from, sizeof(from)) < 0) {
		fprintf(stderr, "blast: cannot send from %s\n", settings.from);
		return 1;
	}
	to.sin_port = htons((uint16_t)settings.port);
	if (connect(blast.fd, (struct sockaddr *)&to, sizeof(to)) < 0)
		return 1;
	for (size_t i = 0; i < files.count; i++) {
		json_t *json = json_load_file(files.words[i], 0, NULL);

		if (!json) {
			fprintf(stderr, "blast: %s is no JSON\n", files.words[i]);
			return 1;
		}
		walk(&blast, "", json);
		json_decref(json);
	}
	printf("%" PRIu64 "\n", blast.sent);
	return 0;
}
