/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Records datagrams, and sends them again:
 *
 *     tape record FILE PORTFILE    one datagram, to a free port that is written to PORTFILE
 *     tape play FILE PORT [TIMES [RATE]]    to 127.0.0.1, TIMES times, RATE a second
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { DATAGRAM_MAXIMUM = 65536, PATIENCE = 10 /* seconds */ };

static int fail(const char *what)
{
	perror(what);
	return 1;
}

static struct sockaddr_in loopback(const char *port)
{
	struct sockaddr_in address = {.sin_family = AF_INET};

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	address.sin_port = htons((uint16_t)atoi(port));
	return address;
}

static int record(const char *file, const char *port_file)
{
	struct sockaddr_in address = loopback("0");
	socklen_t length = sizeof(address);
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	char bytes[DATAGRAM_MAXIMUM];
	ssize_t got;
	FILE *out;

	if (bind(fd, (struct sockaddr *)&address, length) != 0 ||
		getsockname(fd, (struct sockaddr *)&address, &length) != 0)
		return fail("socket");
	out = fopen(port_file, "w");
	if (!out)
		return fail(port_file);
	fprintf(out, "%u\n", ntohs(address.sin_port));
	fclose(out);
	alarm(PATIENCE);
	got = recv(fd, bytes, sizeof(bytes), 0);
	out = got > 0 ? fopen(file, "w") : NULL;
	if (!out || fwrite(bytes, 1, (size_t)got, out) != (size_t)got)
		return fail(file);
	fclose(out);
	close(fd);
	return 0;
}

/* Those that are due since the last pause; a millisecond is the least that is slept. */
static int play(const char *file, const char *port, long times, long rate)
{
	const struct sockaddr_in address = loopback(port);
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	char bytes[DATAGRAM_MAXIMUM];
	FILE *in = fopen(file, "r");
	size_t length = in ? fread(bytes, 1, sizeof(bytes), in) : 0;
	long burst = rate / 1000 > 1 ? rate / 1000 : 1;

	if (length == 0)
		return fail(file);
	fclose(in);
	for (long i = 0; i < times; i++) {
		if (sendto(fd, bytes, length, 0, (const struct sockaddr *)&address,
			    sizeof(address)) < 0)
			return fail("send");
		if (rate > 0 && i % burst == 0)
			nanosleep(&(struct timespec){0, burst * 1000000000L / rate}, NULL);
	}
	close(fd);
	return 0;
}

int main(int count, char **words)
{
	if (count == 4 && strcmp(words[1], "record") == 0)
		return record(words[2], words[3]);
	if (count >= 4 && count <= 6 && strcmp(words[1], "play") == 0)
		return play(words[2], words[3], count > 4 ? atol(words[4]) : 1,
			count > 5 ? atol(words[5]) : 0);
	fprintf(stderr,
		"usage: tape record FILE PORTFILE | tape play FILE PORT [TIMES [RATE]]\n");
	return 2;
}
