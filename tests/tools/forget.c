/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * A power cut, as an LD_PRELOAD library. What is written to files under $FORGET_FOLDER is kept
 * in mind until it is synced, with what was there before. In place of the sync number
 * $FORGET_AT a random part ($FORGET_SEED) of what was not synced is undone, and the process is
 * killed:
 *
 *   - of written bytes, any pieces of 512 bytes; the growth of a file, or its cut;
 *   - of each folder, the last of the names made, changed and deleted since it was synced.
 *
 * With $FORGET_LIES the disk only says that it has synced: a test must find that out.
 *
 * Names of a folder are undone from the last one backwards, as file systems with a journal do.
 * Writes by stdio and mappings go past it; so does the file that SQLite maps, and makes anew after
 * a crash. It makes system calls itself, so that it does not matter what else is preloaded.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { PIECE = 512, PATH = 4096, FILES_MAXIMUM = 1024 };

/* A file that was written; `fd` is ours and stays open, so that its number is not used again
 * (and no lock of the process on it is lost). */
struct file {
	dev_t device;
	ino_t inode;
	int fd;
	bool pending; /* something of it is not synced */
	off_t size;   /* when it was synced */
};

/* What was there before a write, or before a file was cut. */
struct old {
	struct old *before;
	struct file *file;
	off_t at;
	size_t length, had; /* bytes written, and of these bytes that there were */
	bool cut;
	char bytes[];
};

enum change_kind { MADE, RENAMED, DELETED };

/* A change of a name. What it hid is kept under another name outside of the folder. */
struct change {
	struct change *before;
	enum change_kind kind;
	dev_t device; /* of the folder that the name is in */
	ino_t inode;
	char path[PATH], from[PATH], kept[PATH]; /* kept: "": nothing */
};

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static struct file files[FILES_MAXIMUM];
static size_t file_count;
static struct old *olds;
static struct change *changes;
static uint64_t syncs, kept_count;
static size_t forgotten_bytes, forgotten_sizes, forgotten_names;

static bool is_ours(const char *path)
{
	const char *folder = getenv("FORGET_FOLDER");
	const size_t length = folder ? strlen(folder) : 0;

	return length > 0 && strncmp(path, folder, length) == 0 && path[length] == '/' &&
	       !strstr(path + length, "-shm");
}

static uint64_t mix(uint64_t number)
{
	number += 0x9e3779b97f4a7c15;
	number = (number ^ number >> 30) * 0xbf58476d1ce4e5b9;
	number = (number ^ number >> 27) * 0x94d049bb133111eb;
	return number ^ number >> 31;
}

static uint64_t chance(uint64_t what, uint64_t which)
{
	const char *seed = getenv("FORGET_SEED");

	return mix(mix(mix(seed ? strtoull(seed, NULL, 10) : 1) + what) + which);
}

/* The file behind a descriptor, if it is a regular one of ours. */
static struct file *file_of(int fd)
{
	char link[64], path[PATH];
	struct stat status;
	ssize_t length;

	if (fstat(fd, &status) < 0 || !S_ISREG(status.st_mode))
		return NULL;
	for (size_t i = 0; i < file_count; i++)
		if (files[i].inode == status.st_ino && files[i].device == status.st_dev)
			return &files[i];
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	length = readlink(link, path, sizeof(path) - 1);
	if (length < 0 || file_count == FILES_MAXIMUM)
		return NULL;
	path[length] = 0;
	if (!is_ours(path))
		return NULL;
	files[file_count] = (struct file){.device = status.st_dev,
		.inode = status.st_ino,
		.fd = (int)syscall(SYS_openat, AT_FDCWD, link, O_RDWR | O_CLOEXEC, 0)};
	return files[file_count].fd < 0 ? NULL : &files[file_count++];
}

static off_t size_of(const struct file *file)
{
	struct stat status;

	return fstat(file->fd, &status) < 0 ? 0 : status.st_size;
}

static void remember(struct file *file, off_t at, size_t length, bool cut)
{
	struct old *old = malloc(sizeof(*old) + length);
	ssize_t had = syscall(SYS_pread64, file->fd, old->bytes, length, at);

	old->before = olds;
	old->file = file;
	old->at = at;
	old->length = length;
	old->had = had > 0 ? (size_t)had : 0;
	old->cut = cut;
	olds = old;
}

/* Before anything changes in the file. */
static struct file *touch(int fd)
{
	struct file *file = file_of(fd);

	if (file && !file->pending) {
		file->pending = true;
		file->size = size_of(file);
	}
	return file;
}

static void forget_olds(const struct file *file)
{
	struct old **place = &olds;

	while (*place) {
		struct old *old = *place;

		if (old->file == file) {
			*place = old->before;
			free(old);
		} else {
			place = &old->before;
		}
	}
}

static void forget_changes(dev_t device, ino_t inode)
{
	struct change **place = &changes;

	while (*place) {
		struct change *change = *place;

		if (change->inode == inode && change->device == device) {
			*place = change->before;
			if (change->kept[0])
				syscall(SYS_unlink, change->kept);
			free(change);
		} else {
			place = &change->before;
		}
	}
}

static void undo_write(const struct old *old)
{
	static const char zeros[PIECE];
	const off_t end = old->at + (off_t)old->length;
	off_t next;

	for (off_t at = old->at; at < end; at = next) {
		size_t had = 0, place = (size_t)(at - old->at);

		next = (at / PIECE + 1) * PIECE < end ? (at / PIECE + 1) * PIECE : end;
		if (chance(old->file->inode, (uint64_t)(at / PIECE)) & 1)
			continue;
		if (place < old->had)
			had = old->had - place < (size_t)(next - at) ? old->had - place
								     : (size_t)(next - at);
		forgotten_bytes += (size_t)(next - at);
		syscall(SYS_pwrite64, old->file->fd, old->bytes + place, had, at);
		syscall(SYS_pwrite64, old->file->fd, zeros, (size_t)(next - at) - had,
			at + (off_t)had);
	}
}

static void undo_bytes(void)
{
	for (const struct old *old = olds; old; old = old->before)
		if (!old->cut)
			undo_write(old);
		else if (chance(old->file->inode, 1) & 1)
			syscall(SYS_pwrite64, old->file->fd, old->bytes, old->had, old->at);
	for (size_t i = 0; i < file_count; i++)
		if (files[i].pending && size_of(&files[i]) > files[i].size &&
			(chance(files[i].inode, 2) & 1)) {
			forgotten_sizes++;
			syscall(SYS_ftruncate, files[i].fd, files[i].size);
		}
}

static void undo_change(const struct change *change)
{
	forgotten_names++;
	if (change->kind == RENAMED)
		syscall(SYS_rename, change->path, change->from);
	if (change->kind == MADE)
		syscall(SYS_unlink, change->path);
	if (change->kept[0])
		syscall(SYS_rename, change->kept, change->path);
}

/* How many changes of that folder there are. */
static uint64_t count_changes(const struct change *of)
{
	uint64_t count = 0;

	for (const struct change *change = changes; change; change = change->before)
		count += change->inode == of->inode;
	return count;
}

static void undo_names(void)
{
	for (const struct change *change = changes; change; change = change->before) {
		const uint64_t undone = chance(change->inode, 3) % (count_changes(change) + 1);
		uint64_t behind = 0;

		for (const struct change *other = changes; other != change;
			other = other->before)
			behind += other->inode == change->inode;
		if (behind < undone)
			undo_change(change);
	}
}

static void cut_power(void)
{
	undo_bytes();
	undo_names();
	dprintf(2, "power cut: %zu bytes, %zu sizes of files and %zu names are forgotten\n",
		forgotten_bytes, forgotten_sizes, forgotten_names);
	kill(getpid(), SIGKILL);
	for (;;)
		pause();
}

static int sync_file(int fd, long call)
{
	const char *at = getenv("FORGET_AT");
	struct file *file;
	struct stat status;
	int result;

	pthread_mutex_lock(&mutex);
	file = file_of(fd);
	if (fstat(fd, &status) == 0 && (file || S_ISDIR(status.st_mode)) && at &&
		++syncs == strtoull(at, NULL, 10))
		cut_power();
	result = getenv("FORGET_LIES") ? 1 : (int)syscall(call, fd);
	if (result == 1) {
		result = 0;
	} else if (result == 0 && file) {
		forget_olds(file);
		file->pending = false;
	} else if (result == 0) {
		forget_changes(status.st_dev, status.st_ino);
	}
	pthread_mutex_unlock(&mutex);
	return result;
}

int fsync(int fd)
{
	return sync_file(fd, SYS_fsync);
}

int fdatasync(int fd)
{
	return sync_file(fd, SYS_fdatasync);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at)
{
	struct file *file;
	ssize_t written;

	pthread_mutex_lock(&mutex);
	file = touch(fd);
	if (file)
		remember(file, at, length, false);
	written = syscall(SYS_pwrite64, fd, bytes, length, at);
	pthread_mutex_unlock(&mutex);
	return written;
}

ssize_t write(int fd, const void *bytes, size_t length)
{
	struct file *file;
	ssize_t written;

	pthread_mutex_lock(&mutex);
	file = touch(fd);
	if (file)
		remember(file,
			fcntl(fd, F_GETFL) & O_APPEND ? size_of(file) : lseek(fd, 0, SEEK_CUR),
			length, false);
	written = syscall(SYS_write, fd, bytes, length);
	pthread_mutex_unlock(&mutex);
	return written;
}

static void remember_cut(struct file *file, off_t length)
{
	const off_t size = size_of(file);

	if (length < size)
		remember(file, length, (size_t)(size - length), true);
}

int ftruncate(int fd, off_t length)
{
	struct file *file;
	int result;

	pthread_mutex_lock(&mutex);
	file = touch(fd);
	if (file)
		remember_cut(file, length);
	result = (int)syscall(SYS_ftruncate, fd, length);
	pthread_mutex_unlock(&mutex);
	return result;
}

int fallocate(int fd, int mode, off_t at, off_t length)
{
	int result;

	pthread_mutex_lock(&mutex);
	touch(fd);
	result = (int)syscall(SYS_fallocate, fd, mode, at, length);
	pthread_mutex_unlock(&mutex);
	return result;
}

int posix_fallocate(int fd, off_t at, off_t length)
{
	return fallocate(fd, 0, at, length) < 0 ? errno : 0;
}

/* The name as it was goes aside, so that it can come back. */
static void keep(struct change *change)
{
	snprintf(change->kept, PATH, "%s.kept-%d-%llu", getenv("FORGET_FOLDER"), getpid(),
		(unsigned long long)++kept_count);
	if (syscall(SYS_link, change->path, change->kept) < 0)
		change->kept[0] = 0;
}

static struct change *begin_change(enum change_kind kind, const char *path)
{
	struct change *change = calloc(1, sizeof(*change));
	char folder[PATH];
	struct stat status;

	change->kind = kind;
	snprintf(change->path, PATH, "%s", path);
	snprintf(folder, sizeof(folder), "%.*s", (int)(strrchr(path, '/') - path), path);
	if (stat(folder, &status) == 0) {
		change->device = status.st_dev;
		change->inode = status.st_ino;
	}
	if (kind != MADE)
		keep(change);
	return change;
}

static void end_change(struct change *change, bool done)
{
	if (done) {
		change->before = changes;
		changes = change;
		return;
	}
	if (change->kept[0])
		syscall(SYS_unlink, change->kept);
	free(change);
}

int rename(const char *from, const char *to)
{
	struct change *change;
	int result;

	if (!is_ours(to))
		return (int)syscall(SYS_rename, from, to);
	pthread_mutex_lock(&mutex);
	change = begin_change(RENAMED, to);
	snprintf(change->from, PATH, "%s", from);
	result = (int)syscall(SYS_rename, from, to);
	end_change(change, result == 0);
	pthread_mutex_unlock(&mutex);
	return result;
}

int unlink(const char *path)
{
	struct change *change;
	int result;

	if (!is_ours(path))
		return (int)syscall(SYS_unlink, path);
	pthread_mutex_lock(&mutex);
	change = begin_change(DELETED, path);
	result = (int)syscall(SYS_unlink, path);
	end_change(change, result == 0);
	pthread_mutex_unlock(&mutex);
	return result;
}

static int open_file(int folder, const char *path, int flags, mode_t mode)
{
	struct change *change = NULL;
	struct file *file;
	int fd;

	if (!(flags & (O_CREAT | O_TRUNC)) || !is_ours(path))
		return (int)syscall(SYS_openat, folder, path, flags, mode);
	pthread_mutex_lock(&mutex);
	if (access(path, F_OK) < 0)
		change = begin_change(MADE, path);
	fd = (int)syscall(SYS_openat, folder, path, flags & ~O_TRUNC, mode);
	if (change)
		end_change(change, fd >= 0);
	file = fd >= 0 && (flags & O_TRUNC) ? touch(fd) : NULL;
	if (file) {
		remember_cut(file, 0);
		syscall(SYS_ftruncate, fd, 0);
	}
	pthread_mutex_unlock(&mutex);
	return fd;
}

static mode_t mode_of(int flags, va_list rest)
{
	return flags & (O_CREAT | __O_TMPFILE) ? (mode_t)va_arg(rest, int) : 0;
}

int open(const char *path, int flags, ...)
{
	va_list rest;
	mode_t mode;

	va_start(rest, flags);
	mode = mode_of(flags, rest);
	va_end(rest);
	return open_file(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
	va_list rest;
	mode_t mode;

	va_start(rest, flags);
	mode = mode_of(flags, rest);
	va_end(rest);
	return open_file(folder, path, flags, mode);
}

ssize_t pwrite64(int, const void *, size_t, off_t) __attribute__((alias("pwrite")));
int ftruncate64(int, off_t) __attribute__((alias("ftruncate")));
int fallocate64(int, int, off_t, off_t) __attribute__((alias("fallocate")));
int posix_fallocate64(int, off_t, off_t) __attribute__((alias("posix_fallocate")));
int open64(const char *, int, ...) __attribute__((alias("open")));
