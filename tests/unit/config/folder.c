/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "folder.h"

#include <assert.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void folder_make(struct folder *folder)
{
	const char *base = getenv("TMPDIR");
	snprintf(folder->path, sizeof(folder->path), "%.40s/config-XXXXXX",
		base ? base : "/tmp");
	assert(mkdtemp(folder->path));
}

char *folder_file(const struct folder *folder, const char *name)
{
	size_t size = strlen(folder->path) + strlen(name) + 2;
	char *path = malloc(size);
	assert(path);
	snprintf(path, size, "%s/%s", folder->path, name);
	return path;
}

void folder_write(const struct folder *folder, const char *name, const char *content)
{
	char *path = folder_file(folder, name);
	char *directory = strndup(path, (size_t)(strrchr(path, '/') - path));
	mkdir(directory, 0700);
	free(directory);
	FILE *file = fopen(path, "w");
	assert(file && fputs(content, file) >= 0 && fclose(file) == 0);
	free(path);
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
	(void)status;
	(void)kind;
	(void)walk;
	return remove(path);
}

void folder_remove(const struct folder *folder)
{
	nftw(folder->path, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

char *folder_report(const struct folder *folder, struct report *report)
{
	char *text = NULL;
	size_t size = 0, prefix = strlen(folder->path) + 1;
	FILE *stream = open_memstream(&text, &size);
	report_print(report, stream);
	fclose(stream);
	report_free(report);
	for (char *found; (found = strstr(text, folder->path));)
		memmove(found, found + prefix, strlen(found + prefix) + 1);
	return text;
}
