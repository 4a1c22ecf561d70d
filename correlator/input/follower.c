/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * All but what the header says of the loop happens in the follower's thread, which has a loop
 * of its own.
 */
#include "input/follower.h"

#include <errno.h>
#include <glob.h>
#include <inttypes.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <time.h>
#include <unistd.h>

#include "base/duration.h"
#include "base/log.h"
#include "base/ring.h"
#include "base/table.h"
#include "base/text.h"
#include "base/xalloc.h"

#define PASS       (1 * SECONDS)
#define AFTERLIFE  (1 * MINUTES) /* of a file that was replaced, from when it grew last */
#define NAMELESS   (1 * HOURS)   /* of one that was renamed, and its name is nobody's yet */
#define RENEWAL    (24 * HOURS)  /* what is quiet is noted again, so that it is not forgotten */
#define COMPLAINTS (1 * MINUTES)

struct follower {
	const struct follower_settings *settings;
	struct block blocks[FOLLOWER_BLOCKS];
	struct ring *filled, *empty;  /* to the loop, and back */
	struct bell *bell, *own_bell; /* of the loop; of the thread */
	struct watch *rung;           /* the loop's */
	watch_callback *taken;
	void *context;
	pthread_t thread;
	atomic_bool stop;
	atomic_size_t count; /* of files */
	/* The thread's alone. */
	struct loop *loop;
	struct positions *positions;
	struct list files, ready;
	struct table *by_key, *by_watch;
	int inotify;         /* -1: there is none */
	bool *begun;         /* by pattern: it was followed before this start */
	bool noted;          /* that they are followed now */
	struct block *spare; /* nothing was put into it */
	uint64_t pass;       /* from 1 */
	int64_t complained;
};

static int64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_BOOTTIME, &time);
	return time.tv_sec * SECONDS + time.tv_nsec;
}

/* A log that fills by itself is none. */
static void complain(struct follower *follower, const char *path, const char *why)
{
	if (follower->complained && now() < follower->complained + COMPLAINTS)
		return;
	follower->complained = now();
	log_warning("input", "cannot follow a file: %s listener=%s path=%s", why,
		follower->settings->listener, path);
}

static void make_ready(struct follower *follower, struct followed *file)
{
	if (file->is_ready)
		return;
	file->is_ready = true;
	list_append(&follower->ready, &file->ready);
}

static struct slice key_of_watch(const struct followed *file)
{
	return slice_make(&file->watch, sizeof(file->watch));
}

/* The very file that is open, by whatever name. */
static void watch_file(struct follower *follower, struct followed *file)
{
	char name[64];

	snprintf(name, sizeof(name), "/proc/self/fd/%d", file->fd);
	file->watch = inotify_add_watch(follower->inotify, name, IN_MODIFY);
	if (file->watch >= 0)
		table_set(follower->by_watch, key_of_watch(file), file);
}

/* The hash by which it is on record that the pattern's files are followed. */
static uint64_t pattern_id(const struct follower *follower, const char *pattern)
{
	struct text text = {0};
	uint64_t id;

	text_printf(&text, "%s\n%s", follower->settings->listener, pattern);
	id = table_hash(0, text_slice(&text));
	text_free(&text);
	return id;
}

static void enter(struct follower *follower, struct followed *file)
{
	list_append(&follower->files, &file->link);
	table_set(follower->by_key, followed_key(file), file);
	watch_file(follower, file);
	file->touched = now();
	file->pass = follower->pass;
	atomic_fetch_add(&follower->count, 1);
	make_ready(follower, file);
	log_debug("input", "following listener=%s path=%s from=%" PRIu64,
		follower->settings->listener, file->path, file->position.offset);
}

static void leave(struct follower *follower, struct followed *file)
{
	log_debug("input", "not followed any more listener=%s path=%s at=%" PRIu64,
		follower->settings->listener, file->path, file->position.offset);
	if (file->is_ready)
		list_remove(&follower->ready, &file->ready);
	if (file->watch >= 0) {
		table_remove(follower->by_watch, key_of_watch(file));
		inotify_rm_watch(follower->inotify, file->watch);
	}
	table_remove(follower->by_key, followed_key(file));
	list_remove(&follower->files, &file->link);
	atomic_fetch_sub(&follower->count, 1);
	followed_free(file);
}

static struct followed *open_file(struct follower *follower, const char *path)
{
	struct followed *file;

	if (atomic_load(&follower->count) == FOLLOWER_FILES) {
		complain(follower, path, "there are too many files");
		return NULL;
	}
	file = followed_open(path, follower->settings->listener);
	if (!file && errno != ENOENT)
		complain(follower, path, errno ? strerror(errno) : "it is no regular file");
	return file;
}

static struct followed *find_file(const struct follower *follower, const char *path)
{
	struct followed asked = {0};
	struct stat status;

	if (stat(path, &status) < 0)
		return NULL;
	asked.key.device = status.st_dev;
	asked.key.inode = status.st_ino;
	return table_find(follower->by_key, followed_key(&asked));
}

/* A file has that name. */
static void found(struct follower *follower, const char *path, bool begun)
{
	struct followed *file = find_file(follower, path);

	if (file) {
		file->pass = follower->pass;
		if (strcmp(file->path, path) != 0) {
			free(file->path);
			file->path = xstrdup(path);
		}
		return;
	}
	file = open_file(follower, path);
	if (!file)
		return;
	if (!followed_resume(file, follower->positions) && !begun && follower->pass == 1 &&
		!follower->settings->from_beginning)
		followed_skip(file);
	enter(follower, file);
}

/* Renamed while nobody was here: the rest of it was never read. */
static void found_rotated(struct follower *follower, const char *path)
{
	struct followed *file;

	if (find_file(follower, path) || !(file = open_file(follower, path)))
		return;
	if (followed_resume(file, follower->positions) && file->position.offset < file->size)
		enter(follower, file);
	else
		followed_free(file);
}

static void look_for(struct follower *follower, size_t i)
{
	const char *pattern = follower->settings->patterns.items[i];
	glob_t names;

	if (glob(pattern, 0, NULL, &names) == 0)
		for (size_t j = 0; j < names.gl_pathc; j++)
			found(follower, names.gl_pathv[j], follower->begun[i]);
	globfree(&names);
}

static void look_for_rotated(struct follower *follower, const char *pattern)
{
	struct text behind = {0};
	glob_t names;

	text_printf(&behind, "%s?*", pattern);
	if (glob(text_get(&behind), 0, NULL, &names) == 0)
		for (size_t i = 0; i < names.gl_pathc; i++)
			found_rotated(follower, names.gl_pathv[i]);
	globfree(&names);
	text_free(&behind);
}

/* Whether the file has lost its name for good. */
static bool is_replaced(const struct followed *file, const struct stat *status)
{
	struct stat other;

	return status->st_nlink == 0 || stat(file->path, &other) == 0;
}

static void look_at(struct follower *follower, struct followed *file)
{
	struct stat status;
	bool named = file->pass == follower->pass;

	if (fstat(file->fd, &status) < 0)
		return;
	if ((uint64_t)status.st_size != file->size) {
		file->size = (uint64_t)status.st_size;
		file->touched = now();
		make_ready(follower, file);
	}
	file->replaced = !named && (file->replaced || is_replaced(file, &status));
	if (!named && !file->is_ready &&
		now() > file->touched + (file->replaced ? AFTERLIFE : NAMELESS)) {
		leave(follower, file);
	} else if (file->position.file && now() > file->touched + RENEWAL) {
		file->note = true;
		make_ready(follower, file);
	}
}

static void on_pass(void *context)
{
	struct follower *follower = context;
	struct link *next;

	follower->pass++;
	for (size_t i = 0; i < follower->settings->patterns.count; i++)
		look_for(follower, i);
	for (size_t i = 0; follower->pass == 1 && i < follower->settings->patterns.count; i++)
		look_for_rotated(follower, follower->settings->patterns.items[i]);
	for (struct link *link = follower->files.first; link; link = next) {
		next = link->next;
		look_at(follower, CONTAINER(link, struct followed, link));
	}
}

static void on_inotify(void *context)
{
	struct follower *follower = context;
	char bytes[8192] __attribute__((aligned(8)));
	ssize_t length = read(follower->inotify, bytes, sizeof(bytes));

	for (ssize_t at = 0; at < length;) {
		const struct inotify_event *event = (const void *)(bytes + at);
		struct followed *file = table_find(
			follower->by_watch, slice_make(&event->wd, sizeof(event->wd)));

		if (file)
			make_ready(follower, file);
		at += (ssize_t)(sizeof(*event) + event->len);
	}
}

static void add_note(struct block *block, struct position position)
{
	block->lines[block->count++] = (struct block_line){.position = position, .note = true};
}

/* What the file has now, into the block. */
static void read_file(struct follower *follower, struct followed *file, struct block *block)
{
	bool more = false;

	list_remove(&follower->ready, &file->ready);
	file->is_ready = false;
	if (file->note) {
		add_note(block, file->position);
		more = true;
	} else {
		followed_read(file, block, &more);
	}
	if (file->trouble)
		complain(follower, file->path, strerror(file->trouble));
	if (block->count > 0 && !file->note)
		positions_note(follower->positions, &file->position);
	if (block->count > 0)
		file->touched = now();
	file->note = false;
	if (more)
		make_ready(follower, file);
}

/* When all that is there at the start is on record, so is that the pattern's files are
 * followed: at later starts a file that nobody knows is new, and is read from its beginning. */
static void note_patterns(struct follower *follower, struct block *block)
{
	const struct string_list *patterns = &follower->settings->patterns;

	for (size_t i = 0; i < patterns->count && block->count < BLOCK_LINES; i++)
		add_note(block,
			(struct position){.file = pattern_id(follower, patterns->items[i])});
	follower->noted = true;
}

static struct block *empty_block(struct follower *follower)
{
	struct block *block = follower->spare ? follower->spare : ring_pop(follower->empty);

	follower->spare = NULL;
	if (block)
		block->count = 0;
	return block;
}

static void pump(void *context)
{
	struct follower *follower = context;
	struct link *ready;
	struct block *block;

	while (((ready = follower->ready.first) || !follower->noted) &&
		(block = empty_block(follower))) {
		if (ready)
			read_file(follower, CONTAINER(ready, struct followed, ready), block);
		else
			note_patterns(follower, block);
		if (block->count > 0)
			ring_push(follower->filled, block);
		else
			follower->spare = block;
	}
}

/* Blocks came back, or it is time to end. */
static void on_own_bell(void *context)
{
	struct follower *follower = context;

	bell_clear(follower->own_bell);
	if (atomic_load(&follower->stop))
		loop_stop(follower->loop);
}

static void *run(void *context)
{
	struct follower *follower = context;
	struct watch *pass, *rung, *changed = NULL;

	follower->loop = loop_new();
	pass = loop_every(follower->loop, PASS, on_pass, follower);
	rung = loop_readable(
		follower->loop, bell_descriptor(follower->own_bell), on_own_bell, follower);
	if (follower->inotify >= 0)
		changed =
			loop_readable(follower->loop, follower->inotify, on_inotify, follower);
	loop_after_turn(follower->loop, pump, follower);
	on_pass(follower);
	pump(follower);
	loop_run(follower->loop);
	while (follower->files.first)
		leave(follower, CONTAINER(follower->files.first, struct followed, link));
	watch_free(pass);
	watch_free(rung);
	watch_free(changed);
	loop_free(follower->loop);
	return NULL;
}

/* Signals are for the thread that makes it. */
static bool start(struct follower *follower)
{
	sigset_t all, before;
	bool started;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	started = pthread_create(&follower->thread, NULL, run, follower) == 0;
	if (started)
		pthread_setname_np(follower->thread, "follower");
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return started;
}

static void free_all(struct follower *follower)
{
	watch_free(follower->rung);
	ring_free(follower->filled);
	ring_free(follower->empty);
	bell_free(follower->bell);
	bell_free(follower->own_bell);
	table_free(follower->by_key);
	table_free(follower->by_watch);
	positions_free(follower->positions);
	if (follower->inotify >= 0)
		close(follower->inotify);
	free(follower->begun);
	free(follower);
}

static void on_filled(void *context)
{
	struct follower *follower = context;

	bell_clear(follower->bell);
	follower->taken(follower->context);
}

static void recall(struct follower *follower)
{
	const struct string_list *patterns = &follower->settings->patterns;
	struct position position;

	follower->begun = xcalloc(patterns->count + 1, sizeof(*follower->begun));
	for (size_t i = 0; i < patterns->count; i++)
		follower->begun[i] = positions_find(follower->positions,
			pattern_id(follower, patterns->items[i]), &position);
}

struct follower *follower_new(const struct follower_settings *settings,
	const struct positions *positions, struct loop *loop, watch_callback *taken,
	void *context, struct error *error)
{
	struct follower *follower = xcalloc(1, sizeof(*follower));

	follower->settings = settings;
	follower->taken = taken;
	follower->context = context;
	follower->bell = bell_new();
	follower->own_bell = bell_new();
	follower->filled = ring_new(FOLLOWER_BLOCKS, follower->bell);
	follower->empty = ring_new(FOLLOWER_BLOCKS, follower->own_bell);
	for (size_t i = 0; i < FOLLOWER_BLOCKS; i++)
		ring_push(follower->empty, &follower->blocks[i]);
	follower->positions = positions ? positions_copy(positions) : positions_new();
	follower->by_key = table_new((uint64_t)(uintptr_t)follower);
	follower->by_watch = table_new((uint64_t)(uintptr_t)follower);
	follower->inotify = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	recall(follower);
	follower->rung =
		loop_readable(loop, bell_descriptor(follower->bell), on_filled, follower);
	if (start(follower))
		return follower;
	free_all(follower);
	error_set(error, "cannot start a thread");
	return NULL;
}

void follower_free(struct follower *follower)
{
	atomic_store(&follower->stop, true);
	bell_ring(follower->own_bell);
	pthread_join(follower->thread, NULL);
	free_all(follower);
}

struct block *follower_take(struct follower *follower)
{
	return ring_pop(follower->filled);
}

void follower_give_back(struct follower *follower, struct block *block)
{
	ring_push(follower->empty, block);
}

size_t follower_files(const struct follower *follower)
{
	return atomic_load(&follower->count);
}
