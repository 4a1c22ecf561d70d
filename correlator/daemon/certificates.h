/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Our own certificates, which senders no longer believe once they have run out: an alarm about
 * ourselves in time, told again every day, and over when all were renewed.
 */
#ifndef DAEMON_CERTIFICATES_H
#define DAEMON_CERTIFICATES_H

#include "config/settings.h"
#include "daemon/path.h"

enum { CERTIFICATE_DAYS = 14 }; /* before it runs out we say so */

struct certificates {
	int64_t told; /* T; 0: there is nothing to be told */
};

/* Every second. `open` are as in settings->listeners; NULL: not open. */
void certificates_second(struct certificates *certificates, struct path *path,
	const struct settings *settings, struct input *const *open);

#endif
