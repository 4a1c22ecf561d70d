/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/unix_socket.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/text.h"

enum { BACKLOG = 16 };

/* It may lie in /run and be gone after a reboot. */
static void make_folder(const char *path)
{
	const char *end = strrchr(path, '/');
	struct text folder = {0};

	if (!end || end == path)
		return;
	text_append(&folder, slice_make(path, (size_t)(end - path)));
	mkdir(text_get(&folder), 0755); /* what is wrong with it, bind() will say */
	text_free(&folder);
}

static bool somebody_listens(const struct sockaddr_un *address, int type)
{
	int fd = socket(AF_UNIX, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	bool there = fd >= 0 &&
		     (connect(fd, (const struct sockaddr *)address, sizeof(*address)) == 0 ||
			     errno == EAGAIN || errno == EPROTOTYPE);

	if (fd >= 0)
		close(fd);
	return there;
}

static bool bind_there(int fd, const struct sockaddr_un *address, int type, mode_t mode)
{
	unlink(address->sun_path);
	return bind(fd, (const struct sockaddr *)address, sizeof(*address)) == 0 &&
	       chmod(address->sun_path, mode) == 0 &&
	       (type != SOCK_STREAM || listen(fd, BACKLOG) == 0);
}

int unix_socket_open(const char *path, int type, mode_t mode, struct error *error)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int fd;

	if (strlen(path) >= sizeof(address.sun_path)) {
		error_set(error, "'%s' is too long for a UNIX socket (at most %zu bytes)", path,
			sizeof(address.sun_path) - 1);
		return -1;
	}
	memcpy(address.sun_path, path, strlen(path));
	make_folder(path);
	if (somebody_listens(&address, type)) {
		error_set(error, "another program listens on %s", path);
		return -1;
	}
	fd = socket(AF_UNIX, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd >= 0 && bind_there(fd, &address, type, mode))
		return fd;
	error_set(error, "cannot listen on %s: %s", path, strerror(errno));
	if (fd >= 0)
		close(fd);
	return -1;
}
