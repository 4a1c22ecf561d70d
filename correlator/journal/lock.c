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

#include "base/crc.h"
#include "base/file.h"
#include "base/log.h"

enum { DIGITS = 20, LINE = DIGITS + 10 };

/* A number that a disk may have changed would send us anywhere. */
static void print(char line[LINE + 1], uint64_t number)
{
	snprintf(line, LINE + 1, "%020" PRIu64, number);
	snprintf(line + DIGITS, LINE + 1 - DIGITS, " %08" PRIx32 "\n", crc32c(0, line, DIGITS));
}

static uint64_t read_number(int lock, const char *path)
{
	char line[LINE + 1] = "", right[LINE + 1];
	const ssize_t got = pread(lock, line, LINE, 0);
	const uint64_t number = strtoull(line, NULL, 10);

	print(right, number);
	if (got == LINE && memcmp(line, right, LINE) == 0)
		return number;
	if (got != 0)
		log_warning("journal", "%s is damaged and not believed", path);
	return 0;
}

bool lock_reserve(int lock, uint64_t number)
{
	char line[LINE + 1];

	print(line, number);
	return file_write(lock, slice_make(line, LINE), 0) && fdatasync(lock) == 0;
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
	*reserved = read_number(lock, path);
	/* Takes the space now that a full disk would not give. */
	if (*reserved == 0 && !lock_reserve(lock, 0)) {
		error_set(error, "cannot write %s: %s", path, strerror(errno));
		close(lock);
		return -1;
	}
	return lock;
}
