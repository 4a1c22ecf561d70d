/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "tool/copy.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"

enum { BLOCK = 1 << 16 };

static bool copy_bytes(int from, int to)
{
	char block[BLOCK];
	int64_t at = 0;
	ssize_t got;

	while ((got = read(from, block, sizeof(block))) > 0) {
		if (!file_write(to, slice_make(block, (size_t)got), at))
			return false;
		at += got;
	}
	return got == 0 && fsync(to) == 0;
}

bool copy_file(const char *from, const char *to, struct error *error)
{
	int source = open(from, O_RDONLY | O_CLOEXEC), target;
	bool done;
	int reason;

	if (source < 0)
		return error_set(error, "cannot read %s: %s", from, strerror(errno));
	target = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	done = target >= 0 && copy_bytes(source, target);
	reason = errno == ENOENT ? EIO : errno; /* ENOENT is said of the source alone */
	close(source);
	if (target >= 0)
		close(target);
	if (!done)
		error_set(error, "cannot copy %s to %s: %s", from, to, strerror(reason));
	errno = reason;
	return done;
}

bool copy_make(const char *folder, struct error *error)
{
	return mkdir(folder, 0700) == 0 ||
	       error_set(error, "cannot make the folder %s: %s", folder, strerror(errno));
}

static int is_wanted(const struct dirent *entry)
{
	return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

struct walk {
	const char *root;
	bool (*found)(void *context, const char *path, struct error *error);
	void *context;
	struct error *error;
};

static bool walk_folder(const struct walk *walk, const char *below);

static bool visit(const struct walk *walk, const char *below, const char *name)
{
	struct text path = {0}, whole = {0};
	struct stat status;
	bool done;

	text_printf(&path, "%s%s%s", below, below[0] ? "/" : "", name);
	text_printf(&whole, "%s/%s", walk->root, text_get(&path));
	if (lstat(text_get(&whole), &status) < 0)
		done = error_set(
			walk->error, "cannot read %s: %s", text_get(&whole), strerror(errno));
	else if (S_ISDIR(status.st_mode))
		done = walk_folder(walk, text_get(&path));
	else
		done = !S_ISREG(status.st_mode) ||
		       walk->found(walk->context, text_get(&path), walk->error);
	text_free(&path);
	text_free(&whole);
	return done;
}

static bool walk_folder(const struct walk *walk, const char *below)
{
	struct dirent **entries = NULL;
	struct text folder = {0};
	bool done = true;
	int count;

	text_printf(&folder, "%s/%s", walk->root, below);
	count = scandir(text_get(&folder), &entries, is_wanted, alphasort);
	if (count < 0 && !(errno == ENOENT && !below[0]))
		done = error_set(walk->error, "cannot read the folder %s: %s",
			text_get(&folder), strerror(errno));
	for (int i = 0; i < count; i++) {
		done = done && visit(walk, below, entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	text_free(&folder);
	return done;
}

bool copy_walk(const char *folder,
	bool (*found)(void *context, const char *path, struct error *error), void *context,
	struct error *error)
{
	const struct walk walk = {folder, found, context, error};

	return walk_folder(&walk, "");
}

struct tree {
	const char *from, *to;
};

/* Makes the folders that lead to a file; the root is there. */
static bool make_folders(const char *root, const char *path, struct error *error)
{
	const char *slash = path;

	while ((slash = strchr(slash, '/'))) {
		struct text folder = {0};
		bool made;

		text_printf(&folder, "%s/%.*s", root, (int)(slash - path), path);
		made = mkdir(text_get(&folder), 0700) == 0 || errno == EEXIST ||
		       error_set(error, "cannot make the folder %s: %s", text_get(&folder),
			       strerror(errno));
		text_free(&folder);
		if (!made)
			return false;
		slash++;
	}
	return true;
}

static bool copy_one(void *context, const char *path, struct error *error)
{
	const struct tree *tree = context;
	struct text from = {0}, to = {0};
	bool done;

	text_printf(&from, "%s/%s", tree->from, path);
	text_printf(&to, "%s/%s", tree->to, path);
	done = make_folders(tree->to, path, error) &&
	       copy_file(text_get(&from), text_get(&to), error);
	text_free(&from);
	text_free(&to);
	return done;
}

bool copy_tree(const char *from, const char *to, struct error *error)
{
	struct tree tree = {from, to};

	return copy_walk(from, copy_one, &tree, error);
}

void copy_remove(const char *folder)
{
	char *roots[] = {(char *)(uintptr_t)folder, NULL};
	FTS *tree = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
	FTSENT *entry;

	while (tree && (entry = fts_read(tree)))
		if (entry->fts_info != FTS_D) /* folders when their files are gone */
			remove(entry->fts_accpath);
	if (tree)
		fts_close(tree);
}
