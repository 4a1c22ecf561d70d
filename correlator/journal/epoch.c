/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "journal/epoch.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>

#include "base/file.h"

static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";

bool epoch_read(const char *folder, char epoch[EPOCH_LENGTH + 1], struct error *error)
{
	char path[4096];
	FILE *file;
	bool read;

	snprintf(path, sizeof(path), "%s/epoch", folder);
	file = fopen(path, "re");
	if (!file)
		return error_set(error, "cannot read %s: %s", path, strerror(errno));
	read = fread(epoch, EPOCH_LENGTH, 1, file) == 1;
	fclose(file);
	epoch[EPOCH_LENGTH] = 0;
	errno = 0;
	return (read && strspn(epoch, letters) == EPOCH_LENGTH) ||
	       error_set(error, "%s is damaged: it must hold five characters", path);
}

bool epoch_make(const char *folder, char epoch[EPOCH_LENGTH + 1], struct error *error)
{
	unsigned char random[EPOCH_LENGTH];
	char path[4096];

	if (getrandom(random, sizeof(random), 0) != sizeof(random))
		return error_set(error, "no random numbers: %s", strerror(errno));
	for (size_t i = 0; i < EPOCH_LENGTH; i++)
		epoch[i] = letters[random[i] & 31];
	epoch[EPOCH_LENGTH] = 0;
	snprintf(path, sizeof(path), "%s/epoch", folder);
	return file_replace(path, (struct slice[]){slice_make(epoch, EPOCH_LENGTH)}, 1, error);
}
