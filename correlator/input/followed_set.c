/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/followed_set.h"

#include <errno.h>
#include <glob.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <time.h>
#include <unistd.h>

#include "base/duration.h"
#include "base/log.h"
#include "base/table.h"
#include "base/text.h"
#include "base/xalloc.h"

#define AFTERLIFE  (1 * MINUTES) /* of a file that was replaced, from when it grew last */
#define NAMELESS   (1 * HOURS)   /* of one that was renamed, and its name is nobody's yet */
#define RENEWAL    (24 * HOURS)  /* what is quiet is noted again, so that it is not forgotten */
#define COMPLAINTS (1 * MINUTES)

struct followed_set {
	const struct follower_settings *settings;
	struct positions *positions;
	struct list files, ready;
	struct table *by_key, *by_watch;
	size_t count;
	int inotify;   /* -1: there is none */
	bool *begun;   /* by pattern: it was followed before this start */
	bool noted;    /* that they are followed now */
	uint64_t pass; /* from 1 */
	int64_t complained;
};

static int64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_BOOTTIME, &time);
	return time.tv_sec * SECONDS + time.tv_nsec;
}

/* A log that fills by itself is none. */
static void complain(struct followed_set *set, const char *path, const char *why)
{
	if (set->complained && now() < set->complained + COMPLAINTS)
		return;
	set->complained = now();
	log_warning("input", "cannot follow a file: %s listener=%s path=%s", why,
		set->settings->listener, path);
}

static void make_ready(struct followed_set *set, struct followed *file)
{
	if (file->is_ready)
		return;
	file->is_ready = true;
	list_append(&set->ready, &file->ready);
}

static struct slice key_of_watch(const struct followed *file)
{
	return slice_make(&file->watch, sizeof(file->watch));
}

/* The very file that is open, by whatever name. */
static void watch_file(struct followed_set *set, struct followed *file)
{
	char name[64];

	snprintf(name, sizeof(name), "/proc/self/fd/%d", file->fd);
	file->watch = inotify_add_watch(set->inotify, name, IN_MODIFY);
	if (file->watch >= 0)
		table_set(set->by_watch, key_of_watch(file), file);
}

/* The hash by which it is on record that the pattern's files are followed. */
static uint64_t pattern_id(const struct followed_set *set, const char *pattern)
{
	struct text text = {0};
	uint64_t id;

	text_printf(&text, "%s\n%s", set->settings->listener, pattern);
	id = table_hash(0, text_slice(&text));
	text_free(&text);
	return id;
}

static void enter(struct followed_set *set, struct followed *file)
{
	list_append(&set->files, &file->link);
	table_set(set->by_key, followed_key(file), file);
	watch_file(set, file);
	file->touched = now();
	file->pass = set->pass;
	set->count++;
	make_ready(set, file);
	log_debug("input", "following listener=%s path=%s from=%" PRIu64,
		set->settings->listener, file->path, file->position.offset);
}

static void leave(struct followed_set *set, struct followed *file)
{
	log_debug("input", "not followed any more listener=%s path=%s at=%" PRIu64,
		set->settings->listener, file->path, file->position.offset);
	if (file->is_ready)
		list_remove(&set->ready, &file->ready);
	if (file->watch >= 0) {
		table_remove(set->by_watch, key_of_watch(file));
		inotify_rm_watch(set->inotify, file->watch);
	}
	table_remove(set->by_key, followed_key(file));
	list_remove(&set->files, &file->link);
	set->count--;
	followed_free(file);
}

static struct followed *open_file(struct followed_set *set, const char *path)
{
	struct followed *file;

	if (set->count == FOLLOWED_FILES) {
		complain(set, path, "there are too many files");
		return NULL;
	}
	file = followed_open(path, set->settings->listener);
	if (!file && errno != ENOENT)
		complain(set, path, errno ? strerror(errno) : "it is no regular file");
	return file;
}

static struct followed *find_file(const struct followed_set *set, const char *path)
{
	struct followed asked = {0};
	struct stat status;

	if (stat(path, &status) < 0)
		return NULL;
	asked.key.device = status.st_dev;
	asked.key.inode = status.st_ino;
	return table_find(set->by_key, followed_key(&asked));
}

/* A file has that name. */
static void found(struct followed_set *set, const char *path, bool begun)
{
	struct followed *file = find_file(set, path);

	if (file) {
		file->pass = set->pass;
		if (strcmp(file->path, path) != 0) {
			free(file->path);
			file->path = xstrdup(path);
		}
		return;
	}
	file = open_file(set, path);
	if (!file)
		return;
	if (!followed_resume(file, set->positions) && !begun && set->pass == 1 &&
		!set->settings->from_beginning)
		followed_skip(file);
	enter(set, file);
}

/* Renamed while nobody was here: the rest of it was never read. */
static void found_rotated(struct followed_set *set, const char *path)
{
	struct followed *file;

	if (find_file(set, path) || !(file = open_file(set, path)))
		return;
	if (followed_resume(file, set->positions) && file->position.offset < file->size)
		enter(set, file);
	else
		followed_free(file);
}

static void look_for(struct followed_set *set, size_t i)
{
	const char *pattern = set->settings->patterns.items[i];
	glob_t names;

	if (glob(pattern, 0, NULL, &names) == 0)
		for (size_t j = 0; j < names.gl_pathc; j++)
			found(set, names.gl_pathv[j], set->begun[i]);
	globfree(&names);
}

static void look_for_rotated(struct followed_set *set, const char *pattern)
{
	struct text behind = {0};
	glob_t names;

	text_printf(&behind, "%s?*", pattern);
	if (glob(text_get(&behind), 0, NULL, &names) == 0)
		for (size_t i = 0; i < names.gl_pathc; i++)
			found_rotated(set, names.gl_pathv[i]);
	globfree(&names);
	text_free(&behind);
}

/* Whether the file has lost its name for good. */
static bool is_replaced(const struct followed *file, const struct stat *status)
{
	struct stat other;

	return status->st_nlink == 0 || stat(file->path, &other) == 0;
}

static void look_at(struct followed_set *set, struct followed *file)
{
	struct stat status;
	bool named = file->pass == set->pass;

	if (fstat(file->fd, &status) < 0)
		return;
	if ((uint64_t)status.st_size != file->size) {
		file->size = (uint64_t)status.st_size;
		file->touched = now();
		make_ready(set, file);
	}
	file->replaced = !named && (file->replaced || is_replaced(file, &status));
	if (!named && !file->is_ready &&
		now() > file->touched + (file->replaced ? AFTERLIFE : NAMELESS)) {
		leave(set, file);
	} else if (file->position.file && now() > file->touched + RENEWAL) {
		file->note = true;
		make_ready(set, file);
	}
}

void followed_set_pass(struct followed_set *set)
{
	struct link *next;

	set->pass++;
	for (size_t i = 0; i < set->settings->patterns.count; i++)
		look_for(set, i);
	for (size_t i = 0; set->pass == 1 && i < set->settings->patterns.count; i++)
		look_for_rotated(set, set->settings->patterns.items[i]);
	for (struct link *link = set->files.first; link; link = next) {
		next = link->next;
		look_at(set, CONTAINER(link, struct followed, link));
	}
}

void followed_set_hear(struct followed_set *set)
{
	char bytes[8192] __attribute__((aligned(8)));
	ssize_t length = read(set->inotify, bytes, sizeof(bytes));

	for (ssize_t at = 0; at < length;) {
		const struct inotify_event *event = (const void *)(bytes + at);
		struct followed *file =
			table_find(set->by_watch, slice_make(&event->wd, sizeof(event->wd)));

		if (file)
			make_ready(set, file);
		at += (ssize_t)(sizeof(*event) + event->len);
	}
}

static void add_note(struct block *block, struct position position)
{
	block->lines[block->count++] = (struct block_line){.position = position, .note = true};
}

/* What the file has now, into the block. */
static void read_file(struct followed_set *set, struct followed *file, struct block *block)
{
	bool more = false;

	list_remove(&set->ready, &file->ready);
	file->is_ready = false;
	if (file->note) {
		add_note(block, file->position);
		more = true;
	} else {
		followed_read(file, block, &more);
	}
	file->note = false;
	if (file->trouble)
		complain(set, file->path, strerror(file->trouble));
	if (block->count > 0) {
		positions_note(set->positions, &file->position);
		file->touched = now();
	}
	if (more)
		make_ready(set, file);
}

/* When all that is there at the start is on record, so is that the pattern's files are
 * followed: at later starts a file that nobody knows is new, and is read from its beginning. */
static void note_patterns(struct followed_set *set, struct block *block)
{
	const struct string_list *patterns = &set->settings->patterns;

	for (size_t i = 0; i < patterns->count && block->count < BLOCK_LINES; i++)
		add_note(block, (struct position){.file = pattern_id(set, patterns->items[i])});
	set->noted = true;
}

bool followed_set_read(struct followed_set *set, struct block *block)
{
	struct link *ready = set->ready.first;

	block->count = 0;
	if (ready)
		read_file(set, CONTAINER(ready, struct followed, ready), block);
	else if (!set->noted)
		note_patterns(set, block);
	else
		return false;
	return true;
}

static void recall(struct followed_set *set)
{
	const struct string_list *patterns = &set->settings->patterns;
	struct position position;

	set->begun = xcalloc(patterns->count + 1, sizeof(*set->begun));
	for (size_t i = 0; i < patterns->count; i++)
		set->begun[i] = positions_find(
			set->positions, pattern_id(set, patterns->items[i]), &position);
}

struct followed_set *followed_set_new(
	const struct follower_settings *settings, const struct positions *positions)
{
	struct followed_set *set = xcalloc(1, sizeof(*set));

	set->settings = settings;
	set->positions = positions ? positions_copy(positions) : positions_new();
	set->by_key = table_new((uint64_t)(uintptr_t)set);
	set->by_watch = table_new((uint64_t)(uintptr_t)set);
	set->inotify = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	recall(set);
	return set;
}

void followed_set_free(struct followed_set *set)
{
	while (set->files.first)
		leave(set, CONTAINER(set->files.first, struct followed, link));
	if (set->inotify >= 0)
		close(set->inotify);
	table_free(set->by_key);
	table_free(set->by_watch);
	positions_free(set->positions);
	free(set->begun);
	free(set);
}

int followed_set_descriptor(const struct followed_set *set)
{
	return set->inotify;
}

size_t followed_set_count(const struct followed_set *set)
{
	return set->count;
}
