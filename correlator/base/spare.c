/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "base/spare.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

struct spare spare_open(void)
{
	return (struct spare){open("/dev/null", O_RDONLY | O_CLOEXEC)};
}

void spare_close(struct spare *spare)
{
	if (spare->fd >= 0)
		close(spare->fd);
	spare->fd = -1;
}

static int accept_one(int listening, struct sockaddr_storage *from, int flags)
{
	socklen_t length = sizeof(*from);

	return accept4(listening, (struct sockaddr *)from, from ? &length : NULL, flags);
}

int spare_accept(struct spare *spare, int listening, struct sockaddr_storage *from, int flags,
	bool *sent_away)
{
	int fd = accept_one(listening, from, flags);

	*sent_away = false;
	if (fd >= 0 || (errno != EMFILE && errno != ENFILE))
		return fd;
	spare_close(spare);
	fd = accept_one(listening, from, flags);
	*sent_away = fd >= 0;
	if (fd >= 0)
		close(fd);
	*spare = spare_open();
	return -1;
}
