/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/udp_socket.h"

#include <errno.h>
#include <inttypes.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"

static void set_buffer(int fd, const struct input_settings *settings)
{
	int wanted = (int)settings->receive_buffer, given = 0;
	socklen_t length = sizeof(given);

	/* The first needs a privilege, the second is cut at net.core.rmem_max. */
	if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &wanted, sizeof(wanted)) != 0)
		setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &wanted, sizeof(wanted));
	getsockopt(fd, SOL_SOCKET, SO_RCVBUF, &given, &length);
	if (given / 2 < wanted)
		log_warning("input",
			"the receive buffer is smaller than asked: raise net.core.rmem_max "
			"listener=%s asked=%d got=%d",
			settings->id, wanted, given / 2);
}

static int socket_of(const struct sockaddr_storage *address)
{
	int fd = socket(address->ss_family, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	int off = 0;

	if (fd >= 0 && address->ss_family == AF_INET6)
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof(off));
	return fd;
}

static int bound_socket(const struct sockaddr_storage *address, socklen_t length)
{
	int fd = socket_of(address), problem;

	if (fd < 0 || bind(fd, (const struct sockaddr *)address, length) == 0)
		return fd;
	problem = errno;
	close(fd);
	errno = problem;
	return -1;
}

static int bind_any_ipv4(uint16_t port)
{
	struct sockaddr_in any = {.sin_family = AF_INET, .sin_port = htons(port)};
	struct sockaddr_storage address = {0};

	memcpy(&address, &any, sizeof(any));
	return bound_socket(&address, sizeof(any));
}

static int explain(const struct input_settings *settings, struct error *error)
{
	const char *hint = "";

	if (errno == EACCES)
		hint = " (ports below 1024 need CAP_NET_BIND_SERVICE)";
	else if (errno == EADDRINUSE)
		hint = " (another program listens there; try: ss -ulpn)";
	error_set(error, "cannot listen on UDP %s port %" PRId64 ": %s%s", settings->address,
		settings->port, strerror(errno), hint);
	return -1;
}

int udp_socket_open(const struct input_settings *settings, struct error *error)
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
	fd = bound_socket(&address, length);
	if (fd < 0 && (errno == EAFNOSUPPORT || errno == EADDRNOTAVAIL) &&
		strcmp(settings->address, "::") == 0)
		fd = bind_any_ipv4((uint16_t)settings->port);
	if (fd < 0)
		return explain(settings, error);
	set_buffer(fd, settings);
	return fd;
}

uint16_t udp_socket_port(int fd)
{
	struct sockaddr_storage address;
	socklen_t length = sizeof(address);
	struct address ignored;
	uint16_t port = 0;

	if (getsockname(fd, (struct sockaddr *)&address, &length) == 0)
		address_from_socket((struct sockaddr *)&address, &ignored, &port);
	return port;
}

uint32_t udp_socket_drops(int fd)
{
	uint32_t values[SK_MEMINFO_VARS] = {0};
	socklen_t length = sizeof(values);

	getsockopt(fd, SOL_SOCKET, SO_MEMINFO, values, &length);
	return values[SK_MEMINFO_DROPS];
}
