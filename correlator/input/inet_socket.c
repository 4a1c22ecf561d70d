/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/inet_socket.h"

#include <errno.h>
#include <inttypes.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 512 }; /* connections that the kernel keeps for us */

static int socket_of(const struct sockaddr_storage *address, int type)
{
	int fd = socket(address->ss_family, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	int off = 0, on = 1;

	if (fd >= 0 && address->ss_family == AF_INET6)
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof(off));
	if (fd >= 0 && type == SOCK_STREAM) /* old connections may still be dying */
		setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	return fd;
}

static int bound_socket(const struct sockaddr_storage *address, socklen_t length, int type)
{
	int fd = socket_of(address, type), problem;

	if (fd < 0 || (bind(fd, (const struct sockaddr *)address, length) == 0 &&
			      (type != SOCK_STREAM || listen(fd, BACKLOG) == 0)))
		return fd;
	problem = errno;
	close(fd);
	errno = problem;
	return -1;
}

static int bind_any_ipv4(uint16_t port, int type)
{
	struct sockaddr_in any = {.sin_family = AF_INET, .sin_port = htons(port)};
	struct sockaddr_storage address = {0};

	memcpy(&address, &any, sizeof(any));
	return bound_socket(&address, sizeof(any), type);
}

static int explain(const struct input_settings *settings, int type, struct error *error)
{
	bool stream = type == SOCK_STREAM;
	const char *hint = "";

	if (errno == EACCES)
		hint = " (ports below 1024 need CAP_NET_BIND_SERVICE)";
	else if (errno == EADDRINUSE)
		hint = stream ? " (another program listens there; try: ss -tlpn)"
			      : " (another program listens there; try: ss -ulpn)";
	error_set(error, "cannot listen on %s %s port %" PRId64 ": %s%s",
		stream ? "TCP" : "UDP", settings->address, settings->port, strerror(errno),
		hint);
	return -1;
}

int inet_socket_open(const struct input_settings *settings, int type, struct error *error)
{
	struct sockaddr_storage address;
	struct address parsed;
	socklen_t length;
	int fd;

	if (!address_parse(slice_of(settings->address), &parsed)) {
		error_set(error,
			"'%s' is no IP address; write for example \"::\" or \"10.0.0.1\"",
			settings->address);
		return -1;
	}
	length = address_to_socket(&parsed, (uint16_t)settings->port, &address);
	fd = bound_socket(&address, length, type);
	if (fd < 0 && (errno == EAFNOSUPPORT || errno == EADDRNOTAVAIL) &&
		strcmp(settings->address, "::") == 0)
		fd = bind_any_ipv4((uint16_t)settings->port, type);
	return fd < 0 ? explain(settings, type, error) : fd;
}

uint16_t inet_socket_port(int fd)
{
	struct sockaddr_storage address;
	socklen_t length = sizeof(address);
	struct address ignored;
	uint16_t port = 0;

	if (getsockname(fd, (struct sockaddr *)&address, &length) == 0)
		address_from_socket((struct sockaddr *)&address, &ignored, &port);
	return port;
}
