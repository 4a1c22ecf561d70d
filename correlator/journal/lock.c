/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "journal/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/file.h"

enum { DIGITS = 20 };

static uint64_t read_number(int lock)
{
	char text[DIGITS + 1] = "";

	return pread(lock, text, DIGITS, 0) == DIGITS ? strtoull(text, NULL, 10) : 0;
}

bool lock_reserve(int lock, uint64_t number)
{
	char text[DIGITS + 2];

	snprintf(text, sizeof(text), "%020" PRIu64 "\n", number);
	return file_write(lock, slice_of(text), 0) && fdatasync(lock) == 0;
}

int lock_take(const char *folder, uint64_t *reserved, struct error *error)
{
	char path[PATH_BYTES];
	int lock;

	snprintf(path, sizeof(path), "%s/lock", folder);
	lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0640);
	if (lock < 0) {
		error_set(error, "cannot open %s: %s", path, strerror(errno));
		return -1;
	}
	if (flock(lock, LOCK_EX | LOCK_NB) < 0) {
		error_set(
			error, "%s is locked: another correlatord is using this journal", path);
		close(lock);
		return -1;
	}
	*reserved = read_number(lock);
	/* Takes the space now that a full disk would not give. */
	if (*reserved == 0 && !lock_reserve(lock, 0)) {
		error_set(error, "cannot write %s: %s", path, strerror(errno));
		close(lock);
		return -1;
	}
	return lock;
}
