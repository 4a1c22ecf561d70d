/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A descriptor in reserve. When there is none left whoever waits at a listening socket can be
 * neither served nor sent away, and the loop would turn for ever; with the reserve he is sent
 * away.
 */
#ifndef BASE_SPARE_H
#define BASE_SPARE_H

#include <stdbool.h>
#include <sys/socket.h>

struct spare {
	int fd; /* -1: none */
};

struct spare spare_open(void);
void spare_close(struct spare *spare);
/* accept4(); `from` (may be NULL) is who it is. Where there are no descriptors left, whoever
 * waits is sent away, and *sent_away says so. -1 then, and when nobody waits. */
int spare_accept(struct spare *spare, int listening, struct sockaddr_storage *from, int flags,
	bool *sent_away);

#endif
