/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "journal/epoch.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>

#include "base/file.h"
#include "journal/segment.h"
#include "journal/segment_files.h"
#include "base/text.h"

static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";

static bool is_name(struct slice word)
{
	for (size_t i = 0; i < word.length; i++)
		if (!word.data[i] || !strchr(letters, word.data[i]))
			return false;
	return word.length == EPOCH_LENGTH;
}

/* "k3fq9", or "k3fq9 4711" */
static bool read_line(struct slice line, struct epochs *epochs)
{
	struct slice rest = line, word = slice_word(&rest);
	char name[EPOCH_LENGTH + 1];
	int64_t from = 0;

	if (!is_name(word))
		return false;
	snprintf(name, sizeof(name), "%.*s", SLICE_PRINT(word));
	rest = slice_trim(rest);
	if (rest.length > 0 && (!slice_to_integer(rest, &from) || from < 0))
		return false;
	return epochs_add(epochs, name, (uint64_t)from);
}

static bool read_lines(struct slice text, struct epochs *epochs)
{
	struct slice line;

	epochs->count = 0;
	while (slice_line(&text, &line))
		if (line.length > 0 && !read_line(line, epochs))
			return false;
	return epochs->count > 0;
}

bool epoch_read(const char *folder, struct epochs *epochs, struct error *error)
{
	char path[4096], block[EPOCHS_MAXIMUM * 32];
	FILE *file;
	size_t got;

	snprintf(path, sizeof(path), "%s/epoch", folder);
	file = fopen(path, "re");
	if (!file)
		return error_set(error, "cannot read %s: %s", path, strerror(errno));
	got = fread(block, 1, sizeof(block), file);
	fclose(file);
	errno = 0;
	return read_lines(slice_make(block, got), epochs) ||
	       error_set(error, "%s is damaged: it must hold five characters", path);
}

static bool make_name(char name[EPOCH_LENGTH + 1], struct error *error)
{
	unsigned char random[EPOCH_LENGTH];

	if (getrandom(random, sizeof(random), 0) != sizeof(random))
		return error_set(error, "no random numbers: %s", strerror(errno));
	for (size_t i = 0; i < EPOCH_LENGTH; i++)
		name[i] = letters[random[i] & 31];
	name[EPOCH_LENGTH] = 0;
	return true;
}

/* The first name stands alone, as in a journal that was never restored. */
static bool write_names(const char *folder, const struct epochs *epochs, struct error *error)
{
	struct text text = {0};
	char path[4096];
	bool done;

	text_string(&text, epochs->items[0].name);
	for (size_t i = 1; i < epochs->count; i++)
		text_printf(
			&text, "\n%s %" PRIu64, epochs->items[i].name, epochs->items[i].from);
	snprintf(path, sizeof(path), "%s/epoch", folder);
	done = file_replace(path, (struct slice[]){text_slice(&text)}, 1, error);
	text_free(&text);
	return done;
}

bool epoch_make(const char *folder, struct epochs *epochs, struct error *error)
{
	char name[EPOCH_LENGTH + 1];

	if (!make_name(name, error))
		return false;
	*epochs = epochs_of(name);
	return write_names(folder, epochs, error);
}

bool epoch_renew(const char *folder, uint64_t last, struct epochs *epochs, struct error *error)
{
	char name[EPOCH_LENGTH + 1];

	if (!epoch_read(folder, epochs, error) || !make_name(name, error))
		return false;
	if (!epochs_add(epochs, name, last))
		return error_set(error, "%s was restored too often", folder);
	return write_names(folder, epochs, error);
}

/* A segment bears the name that was in force when it was begun; one that was begun before a
 * backup and is empty still, the older one. */
static bool is_of(const struct epochs *epochs, const char *name, uint64_t first)
{
	return epochs_hold(epochs, name, first - 1) ||
	       strcmp(epochs_at(epochs, first - 1), name) == 0;
}

/* Whether the segment tells the name of its journal. */
static bool ask_segment(const char *folder, uint64_t first, char name[EPOCH_LENGTH + 1])
{
	struct segment segment;
	bool told;

	if (!segment_open(&segment, folder, first, NULL))
		return false;
	told = segment_epoch(&segment, name);
	segment_close(&segment);
	return told;
}

bool epoch_check(const char *folder, const struct epochs *epochs, struct error *error)
{
	char name[EPOCH_LENGTH + 1];
	struct segment_list list;
	uint64_t first = 0;

	if (!segment_list(folder, &list, error))
		return false;
	for (size_t i = list.count; !first && i-- > 0;)
		if (ask_segment(folder, list.firsts[i], name))
			first = list.firsts[i];
	segment_list_free(&list);
	return !first || (epochs && is_of(epochs, name, first)) ||
	       error_set(error,
		       "%s/epoch is damaged or missing: the segment that begins with record "
		       "%" PRIu64 " is of journal '%s'",
		       folder, first, name);
}
