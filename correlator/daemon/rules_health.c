/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/rules_health.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"

void rules_health(struct self *self, const char *sets, const char *why)
{
	char marker[PATH_BYTES];
	int fd;

	snprintf(marker, sizeof(marker), "%s/broken", sets);
	if (why) {
		fd = open(marker, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
		if (fd >= 0)
			close(fd);
		self_say(self, SELF_RULES, SELF_RAISED, "%s", why);
	} else if (unlink(marker) == 0) {
		self_say(self, SELF_RULES, SELF_CLEARED, "the files on disk are in force");
	}
}
